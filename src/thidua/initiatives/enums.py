from django.db.models import TextChoices


class InitiativeState(TextChoices):
    DRAFT = "du_thao", "Dự thảo"
    SUBMITTED = "da_nop", "Đã nộp"
    EXAMINED = "da_tham_dinh", "Đã thẩm định"
    RECOGNISED = "duoc_cong_nhan", "Được công nhận"
    REFUSED = "khong_cong_nhan", "Không công nhận"


INITIATIVE_TRANSITIONS: dict[str, tuple[str, ...]] = {
    InitiativeState.DRAFT: (InitiativeState.SUBMITTED,),
    InitiativeState.SUBMITTED: (InitiativeState.EXAMINED,),
    InitiativeState.EXAMINED: (InitiativeState.RECOGNISED, InitiativeState.REFUSED),
}
