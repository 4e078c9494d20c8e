from django.db.models import TextChoices


class InitiativeState(TextChoices):
    DRAFT = "draft", "Dự thảo"
    SUBMITTED = "submitted", "Đã nộp"
    EXAMINED = "examined", "Đã thẩm định"
    RECOGNISED = "recognised", "Được công nhận"
    REFUSED = "refused", "Không công nhận"


INITIATIVE_TRANSITIONS: dict[str, tuple[str, ...]] = {
    InitiativeState.DRAFT: (InitiativeState.SUBMITTED,),
    InitiativeState.SUBMITTED: (InitiativeState.EXAMINED,),
    InitiativeState.EXAMINED: (InitiativeState.RECOGNISED, InitiativeState.REFUSED),
}
