from django.db.models import TextChoices


class DecisionState(TextChoices):
    PROPOSED = "proposed", "Đã trình"
    WITHDRAWN = "withdrawn", "Đã rút"
    DECIDED = "decided", "Đã ký"
    ISSUED = "issued", "Đã ban hành"


DECISION_TRANSITIONS: dict[str, tuple[str, ...]] = {
    DecisionState.PROPOSED: (DecisionState.DECIDED, DecisionState.WITHDRAWN),
    DecisionState.DECIDED: (DecisionState.ISSUED,),
}


class PrintState(TextChoices):
    RUNNING = "running", "Đang in"
    DONE = "done", "Đã in xong"


PRINT_TRANSITIONS: dict[str, tuple[str, ...]] = {PrintState.RUNNING: (PrintState.DONE,)}

# The levels of the register by the forms that a movement's decisions give (III.1.b).
LEVEL_OF_FORM = {"giay_khen_xa": "xa", "giay_khen_huyen": "huyen", "bang_khen_tinh": "tinh"}
