from enum import nonmember

from django.db.models import TextChoices


class CouncilKind(TextChoices):
    KHCN = "hoi_dong_khcn", "Hội đồng Khoa học và Công nghệ"  # III.2.a/tap-the/6, /ca-nhan/3
    TDKT = "hoi_dong_tdkt", "Hội đồng Thi đua – Khen thưởng"  # III.3.c: of the unit that proposes


class Capacity(TextChoices):
    CHAIR = "chu_tich", "Chủ tịch Hội đồng"
    SECRETARY = "thu_ky", "Thư ký"
    MEMBER = "thanh_vien", "Thành viên"

    running = nonmember(("chu_tich", "thu_ky"))  # who open, finish and close a session


class SessionState(TextChoices):
    CALLED = "called", "Đã triệu tập"
    OPEN = "open", "Đang bỏ phiếu"
    VOTED = "voted", "Đã bỏ phiếu xong"
    CLOSED = "closed", "Đã kết thúc"


SESSION_TRANSITIONS: dict[str, tuple[str, ...]] = {
    SessionState.CALLED: (SessionState.OPEN,),
    SessionState.OPEN: (SessionState.VOTED,),
    SessionState.VOTED: (SessionState.CLOSED,),
}


class ThresholdOf(TextChoices):
    """What the share of votes in favour is counted of."""

    MEMBERS = "members", "tổng số thành viên"
    PRESENT = "present", "số thành viên có mặt"
    CAST = "cast", "số phiếu đồng ý và không đồng ý"


class Choice(TextChoices):
    FOR = "for", "Đồng ý"
    AGAINST = "against", "Không đồng ý"
    BLANK = "blank", "Phiếu trắng"
