from enum import nonmember

from django.db.models import TextChoices


class Kind(TextChoices):
    TAP_THE = "tap_the", "Tập thể"
    CA_NHAN = "ca_nhan", "Cá nhân"


class Slot(TextChoices):
    """The plan's three papers (III.3)."""

    TO_TRINH = "to_trinh", "Tờ trình kèm danh sách"  # III.3.a
    BAO_CAO = "bao_cao_thanh_tich", "Báo cáo thành tích"  # III.3.b
    BIEN_BAN = "bien_ban", "Biên bản họp Hội đồng"  # III.3.c


class DossierState(TextChoices):
    DRAFT = "draft", "Đang soạn"
    CONFIRMED = "confirmed", "Thủ trưởng đã xác nhận"
    SUBMITTED = "submitted", "Đã nộp"
    RETURNED = "returned", "Trả lại để bổ sung"
    ACCEPTED = "accepted", "Đã tiếp nhận"
    APPRAISED = "appraised", "Đã thẩm định"
    DECIDED = "decided", "Đã có quyết định"

    editable = nonmember(("draft", "returned"))
    received = nonmember(("submitted", "accepted", "appraised", "decided"))


DOSSIER_TRANSITIONS: dict[str, tuple[str, ...]] = {
    DossierState.DRAFT: (DossierState.CONFIRMED,),
    DossierState.CONFIRMED: (DossierState.SUBMITTED, DossierState.DRAFT),
    DossierState.SUBMITTED: (DossierState.ACCEPTED, DossierState.RETURNED, DossierState.DRAFT),
    DossierState.RETURNED: (DossierState.CONFIRMED,),
    DossierState.ACCEPTED: (DossierState.APPRAISED,),
    DossierState.APPRAISED: (DossierState.DECIDED,),
}


class Stage(TextChoices):
    """When a verdict was computed and kept."""

    SUBMISSION = "submission", "Khi nộp hồ sơ"
    APPRAISAL = "appraisal", "Khi thẩm định"
    DECISION = "decision", "Khi quyết định"


class Opinion(TextChoices):
    PROPOSE = "propose", "Đề nghị khen"
    DECLINE = "decline", "Không đề nghị"
