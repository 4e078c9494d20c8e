"""Downloads go through a view that authorises; nothing is served from a folder."""

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from thidua.documents.permissions import open_paper
from thidua.documents.rendering import MEDIA_TYPES, file_name, page_of
from thidua.organizations.http import ActorRequest, signed_in


@require_GET
@signed_in
def download(request: ActorRequest, pk: int, extension: str) -> HttpResponse:
    """Send the paper as an attachment."""
    if extension not in MEDIA_TYPES:
        raise Http404
    paper = open_paper(request.roles, pk)
    response = HttpResponse(page_of(paper, extension, at=request.at), content_type=MEDIA_TYPES[extension])
    name = file_name(paper, extension)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    return response
