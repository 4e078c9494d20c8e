"""States of a workbook that was sent in."""

from django.db.models import TextChoices


class UploadState(TextChoices):
    PREVIEWED = "previewed", "Chờ ghi vào sổ"
    WRITTEN = "written", "Đã ghi vào sổ"
    DISCARDED = "discarded", "Đã bỏ"


UPLOAD_TRANSITIONS: dict[str, tuple[str, ...]] = {
    UploadState.PREVIEWED: (UploadState.WRITTEN, UploadState.DISCARDED),
}
