"""One request is one act: it has one moment, its events share one id, and a refusal becomes the right page."""

from collections.abc import Callable

from django.conf import settings
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.cache import patch_vary_headers

from thidua.audit.actions import one_act
from thidua.audit.queries import clock
from thidua.core.errors import InputError, NotAllowed, NotVisible
from thidua.organizations.queries import remembered_roles
from thidua.portal.views.errors import unavailable

NEEDS_NO_CLOCK = ("/tinh/", "/suc-khoe/")


class LanguageMiddleware:
    """Speak Vietnamese unless the switch was used: what a browser prefers says little about its reader at an office."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        language = asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ("Cookie",))
        return response


class ActMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(NEEDS_NO_CLOCK):
            return self.get_response(request)
        try:
            request.at, request.is_demo = clock()  # type: ignore[attr-defined]
        except OperationalError:
            return unavailable(request)
        with one_act(), remembered_roles():
            return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer 404 to who may not even see it, 403 with the reason to who may see but not do, 400 to bad input."""
        if isinstance(exception, NotVisible):
            return HttpResponse(render_to_string("404.html", request=request), status=404)
        if isinstance(exception, InputError):  # a page without a form of its own
            return render(request, "400.html", {"problems": exception.problems}, status=400)
        if isinstance(exception, NotAllowed):
            return render(request, "403.html", {"reason": exception.reason}, status=403)
        if isinstance(exception, OperationalError):
            return unavailable(request)
        return None
