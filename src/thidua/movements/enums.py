from enum import nonmember

from django.db.models import TextChoices


class MovementState(TextChoices):
    DRAFT = "draft", "Dự thảo"
    LAUNCHED = "launched", "Đã phát động"
    RUNNING = "running", "Đang thực hiện"
    SUMMED_UP = "summed_up", "Đã tổng kết"
    CLOSED = "closed", "Kết thúc"

    under_way = nonmember(("launched", "running"))


MOVEMENT_TRANSITIONS: dict[str, tuple[str, ...]] = {
    MovementState.DRAFT: (MovementState.LAUNCHED,),
    MovementState.LAUNCHED: (MovementState.RUNNING,),
    MovementState.RUNNING: (MovementState.SUMMED_UP,),
    MovementState.SUMMED_UP: (MovementState.CLOSED,),
}


class RoundState(TextChoices):
    PLANNED = "planned", "Chưa mở"
    OPEN = "open", "Đang nhận hồ sơ"
    APPRAISING = "appraising", "Đang xét"
    DECIDED = "decided", "Đã quyết định"
    PUBLISHED = "published", "Đã công khai"

    current = nonmember(("open", "appraising"))
    awaited = nonmember(("planned", "open"))
    over = nonmember(("decided", "published"))


ROUND_TRANSITIONS: dict[str, tuple[str, ...]] = {
    RoundState.PLANNED: (RoundState.OPEN,),
    RoundState.OPEN: (RoundState.APPRAISING,),
    RoundState.APPRAISING: (RoundState.DECIDED,),
    RoundState.DECIDED: (RoundState.PUBLISHED,),
}
