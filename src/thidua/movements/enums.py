from django.db.models import TextChoices


class MovementState(TextChoices):
    DRAFT = "du_thao", "Dự thảo"
    LAUNCHED = "phat_dong", "Đã phát động"
    RUNNING = "dang_thuc_hien", "Đang thực hiện"
    SUMMED_UP = "tong_ket", "Đã tổng kết"
    CLOSED = "ket_thuc", "Kết thúc"


MOVEMENT_TRANSITIONS: dict[str, tuple[str, ...]] = {
    MovementState.DRAFT: (MovementState.LAUNCHED,),
    MovementState.LAUNCHED: (MovementState.RUNNING,),
    MovementState.RUNNING: (MovementState.SUMMED_UP,),
    MovementState.SUMMED_UP: (MovementState.CLOSED,),
}


class RoundState(TextChoices):
    PLANNED = "chua_mo", "Chưa mở"
    OPEN = "dang_nhan", "Đang nhận hồ sơ"
    APPRAISING = "dang_xet", "Đang xét"
    DECIDED = "da_quyet_dinh", "Đã quyết định"
    PUBLISHED = "da_cong_khai", "Đã công khai"


ROUND_TRANSITIONS: dict[str, tuple[str, ...]] = {
    RoundState.PLANNED: (RoundState.OPEN,),
    RoundState.OPEN: (RoundState.APPRAISING,),
    RoundState.APPRAISING: (RoundState.DECIDED,),
    RoundState.DECIDED: (RoundState.PUBLISHED,),
}
