from django.db.models import TextChoices


class DecisionState(TextChoices):
    PROPOSED = "proposed", "Đã trình"
    DECIDED = "decided", "Đã ký"
    ISSUED = "issued", "Đã ban hành"


DECISION_TRANSITIONS: dict[str, tuple[str, ...]] = {
    DecisionState.PROPOSED: (DecisionState.DECIDED,),
    DecisionState.DECIDED: (DecisionState.ISSUED,),
}
