"""How bytes leave: as an attachment, under a name that means nothing to a shell, a header or a browser's guesses."""

import re

from django.http import HttpResponse
from django.utils.http import content_disposition_header

_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')  # in names of files, by Windows


def attachment(content: bytes, *, name: str, media_type: str) -> HttpResponse:
    """Answer with bytes to be saved: not shown, not run, not guessed at, not kept by a proxy, not another site's."""
    response = HttpResponse(content, content_type=media_type)
    safe = " ".join(_FORBIDDEN.sub(" ", name).split()).strip(" .") or "tep"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=safe) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response
