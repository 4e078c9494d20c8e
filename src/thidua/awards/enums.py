from django.db.models import TextChoices


class DecisionState(TextChoices):
    PROPOSED = "de_xuat", "Đã trình"
    DECIDED = "da_ky", "Đã ký"
    ISSUED = "da_ban_hanh", "Đã ban hành"


DECISION_TRANSITIONS: dict[str, tuple[str, ...]] = {
    DecisionState.PROPOSED: (DecisionState.DECIDED,),
    DecisionState.DECIDED: (DecisionState.ISSUED,),
}
