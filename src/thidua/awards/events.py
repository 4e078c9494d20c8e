"""What happens to a decision and to an award, as people read it."""

DECISION_EVENTS = {
    "decision.proposed": "Trình danh sách khen thưởng",
    "decision.struck": "Đưa ra khỏi danh sách",
    "decision.withdrawn": "Rút danh sách trình",
    "decision.signed": "Ký quyết định",
    "decision.issued": "Cấp số, ban hành",
    "award.given": "Vào sổ khen thưởng",
    "award.revoked": "Thu hồi",
    "print.started": "Bắt đầu in giấy khen",
    "print.finished": "In xong giấy khen",
}
