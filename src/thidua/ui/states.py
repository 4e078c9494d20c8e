"""Every state a person can meet, in one place: its word, its sign and its tone.

An id is looked up as `noun.state` first ("initiative.refused"), then as the bare state, so that one state may read
differently where its noun asks for it. The word says it; sign and tone only repeat it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.utils.functional import Promise

Tone = Literal["ok", "no", "wait", "mute", "gold"]


@dataclass(frozen=True, slots=True)
class State:
    word: str | Promise
    sign: str
    tone: Tone


def _done(word: str | Promise) -> State:
    return State(word, "✓", "ok")


def _against(word: str | Promise) -> State:
    return State(word, "✕", "no")


def _unsure(word: str | Promise) -> State:
    return State(word, "?", "wait")


def _under_way(word: str | Promise) -> State:
    return State(word, "◔", "mute")


def _neutral(word: str | Promise) -> State:
    return State(word, "–", "mute")


def _urgent(word: str | Promise) -> State:
    return State(word, "!", "wait")


STATES: Mapping[str, State] = {
    # verdicts and outcomes of criteria
    "dat": _done(_("Đạt")),
    "khong_dat": _against(_("Không đạt")),
    "chua_xet": State(_("Chưa xét"), "◔", "wait"),
    "chua_du_can_cu": _unsure(_("Chưa đủ căn cứ")),
    "khong_ap_dung": _neutral(_("Không áp dụng")),
    "hoi_dong_xem_xet": _under_way(_("Hội đồng xem xét")),
    # papers and dossiers
    "draft": _neutral(_("Dự thảo")),
    "dossier.draft": _neutral(_("Đang soạn")),
    "confirmed": _under_way(_("Thủ trưởng đã xác nhận")),
    "submitted": _under_way(_("Đã nộp")),
    "returned": State(_("Trả lại để bổ sung"), "←", "wait"),
    "accepted": _done(_("Đã tiếp nhận")),
    "appraised": _done(_("Đã thẩm định")),
    "proposed": _under_way(_("Đã trình")),
    "decided": _done(_("Đã quyết định")),
    "dossier.decided": _done(_("Đã có quyết định")),
    "decision.decided": _done(_("Đã ký")),
    "signed": _done(_("Đã ký")),
    "numbered": _done(_("Đã cấp số")),
    "issued": _done(_("Đã ban hành")),
    "withdrawn": _neutral(_("Đã rút")),
    "refused": _against(_("Từ chối")),
    "print.running": _under_way(_("Đang in")),
    "print.done": _done(_("Đã in xong")),
    "revoked": _against(_("Đã thu hồi")),
    "awarded": State(_("Được khen thưởng"), "★", "gold"),
    "propose": _done(_("Đề nghị khen")),
    "decline": _against(_("Không đề nghị")),
    # movements and rounds
    "launched": _done(_("Đã phát động")),
    "running": _under_way(_("Đang thực hiện")),
    "summed_up": _done(_("Đã tổng kết")),
    "closed": _neutral(_("Kết thúc")),
    "round.planned": _neutral(_("Chưa mở")),
    "round.open": _under_way(_("Đang nhận hồ sơ")),
    "appraising": _under_way(_("Đang xét")),
    "round.published": _done(_("Đã công khai")),
    # tasks
    "planned": _under_way(_("Đang thực hiện")),
    "done": _done(_("Hoàn thành")),
    "done_late": _urgent(_("Hoàn thành quá hạn")),
    "late": _against(_("Quá hạn")),
    "due_soon": _urgent(_("Sắp hết hạn")),
    "cancelled": _neutral(_("Hủy")),
    # scoring
    "survey.open": _under_way(_("Đang lấy ý kiến")),
    "survey.closed": _done(_("Đã đóng")),
    "sheet.open": _under_way(_("Đang tự chấm")),
    "self_scored": _under_way(_("Đã tự chấm")),
    "sheet.appraised": _under_way(_("Đã thẩm định")),
    "explained": _under_way(_("Đã giải trình")),
    "published": _done(_("Đã công bố")),
    # registered to strive for an award
    "registered": _done(_("Đã đăng ký")),
    "unregistered": _neutral(_("Chưa đăng ký")),
    # initiatives
    "examined": _under_way(_("Đã thẩm định")),
    "recognised": _done(_("Được công nhận")),
    "initiative.refused": _against(_("Không công nhận")),
    # councils and votes
    "called": _under_way(_("Đã triệu tập")),
    "session.open": _under_way(_("Đang bỏ phiếu")),
    "voted": _done(_("Đã bỏ phiếu xong")),
    "session.closed": _neutral(_("Đã kết thúc")),
    "for": _done(_("Đồng ý")),
    "against": _against(_("Không đồng ý")),
    "blank": _neutral(_("Phiếu trắng")),
    "passed": _done(_("Thông qua")),
    "failed": _against(_("Không thông qua")),
    "awaiting_written": _unsure(_("Chờ ý kiến bằng văn bản")),
    "no_quorum": _unsure(_("Chưa đủ thành phần họp")),
    # files and publicity
    "upload.receiving": _under_way(_("Đang tải lên")),
    "upload.scanning": _unsure(_("Chờ quét vi-rút")),
    "upload.kept": _done(_("Đã nhận")),
    "upload.refused": _against(_("Không nhận")),
    "signature.ok": _done(_("Chữ ký số hợp lệ")),
    "signature.wait": _unsure(_("Chưa đối chiếu chứng thư")),
    "signature.no": _against(_("Chữ ký số không bảo đảm")),
    "approved": _done(_("Đã duyệt")),
    "activity.published": _done(_("Đã đăng")),
}


def state_of(key: str) -> State:
    """The state with this id; an id nobody described is shown as it is, without a tone."""
    return STATES.get(key) or STATES.get(key.rpartition(".")[2]) or State(key, "•", "mute")
