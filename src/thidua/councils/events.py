"""What happens to sessions, as people read it. Who voted when is on record, but on no page."""

SESSION_EVENTS = {
    "session.called": "Triệu tập phiên họp",
    "session.opened": "Mở phiên họp, lập danh sách",
    "session.member_arrived": "Ghi nhận thành viên đến sau",
    "session.voted": "Kết thúc bỏ phiếu",
    "session.opinion_recorded": "Ghi ý kiến bằng văn bản",
    "session.closed": "Kiểm phiếu, kết thúc phiên họp",
}
