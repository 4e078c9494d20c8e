"""Pages for when something is not there, not allowed, or broken: in Vietnamese, with what to do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

SECRETS = ("csrfmiddlewaretoken", "password")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "403.html", {"reason": str(exception or "")}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "404.html", status=404)


def too_many(request: HttpRequest) -> HttpResponse:
    return render(request, "429.html", status=429)


def server_error(request: HttpRequest) -> HttpResponse:
    """Without the frame: what is broken may be what the frame is made from."""
    return HttpResponse(render_to_string("500.html"), status=500)


def unavailable(request: HttpRequest) -> HttpResponse:
    """The database does not answer: keep what was typed on the page, so that it can be copied."""
    fields = [(name, values) for name, values in request.POST.lists() if name not in SECRETS]
    typed = [text for _name, values in fields for text in map(str, values) if text.strip()]
    page = render_to_string("503.html", {"kept_text": "\n\n".join(typed)})
    return HttpResponse(page, status=503, headers={"Retry-After": "10"})
