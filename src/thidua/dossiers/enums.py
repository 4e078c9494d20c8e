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
    DRAFT = "dang_soan", "Đang soạn"
    CONFIRMED = "da_xac_nhan", "Thủ trưởng đã xác nhận"
    SUBMITTED = "da_nop", "Đã nộp"
    RETURNED = "tra_lai", "Trả lại để bổ sung"
    ACCEPTED = "da_tiep_nhan", "Đã tiếp nhận"
    APPRAISED = "da_tham_dinh", "Đã thẩm định"
    DECIDED = "da_quyet_dinh", "Đã có quyết định"

    editable = nonmember(("dang_soan", "tra_lai"))
    received = nonmember(("da_nop", "da_tiep_nhan", "da_tham_dinh", "da_quyet_dinh"))


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

    SUBMISSION = "khi_nop", "Khi nộp hồ sơ"
    APPRAISAL = "khi_tham_dinh", "Khi thẩm định"
    DECISION = "khi_quyet_dinh", "Khi quyết định"


class Opinion(TextChoices):
    PROPOSE = "de_nghi_khen", "Đề nghị khen"
    DECLINE = "khong_de_nghi", "Không đề nghị"
