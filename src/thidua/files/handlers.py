"""What a form may bring: a file over the limit is dropped while it comes; its name is kept, so the page can say so."""

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

from thidua.files.checks import LIMITS

_SKIPPED = "thidua.files.skipped"


class BoundedUploads(FileUploadHandler):
    """First of the handlers: counts the bytes of each file and drops it once there are too many."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._count = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self._count += len(raw_data)
        if self._count > LIMITS.size:
            request = self.request
            if request is not None:
                request.META.setdefault(_SKIPPED, []).append(self.file_name or "")
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None


def skipped_files(request: HttpRequest) -> list[str]:
    """Return the names of the files that were too large to be read."""
    names: list[str] = request.META.get(_SKIPPED, [])
    return names
