from django.db.models import TextChoices


class UploadState(TextChoices):
    RECEIVING = "receiving", "Đang tải lên"
    SCANNING = "scanning", "Chờ quét vi-rút"
    KEPT = "kept", "Đã nhận"
    REFUSED = "refused", "Không nhận"
    WITHDRAWN = "withdrawn", "Đã rút"


UPLOAD_TRANSITIONS: dict[str, tuple[str, ...]] = {
    UploadState.RECEIVING: (UploadState.KEPT, UploadState.SCANNING, UploadState.REFUSED, UploadState.WITHDRAWN),
    UploadState.SCANNING: (UploadState.KEPT, UploadState.REFUSED, UploadState.WITHDRAWN),
    UploadState.KEPT: (UploadState.WITHDRAWN,),
    UploadState.REFUSED: (UploadState.WITHDRAWN,),  # put out of sight
}
