"""What happens to dossiers and their nominees, as people read it."""

DOSSIER_EVENTS = {
    "dossier.started": "Lập hồ sơ",
    "dossier.nominated": "Thêm vào danh sách",
    "dossier.nomination_withdrawn": "Rút khỏi danh sách",
    "dossier.achievement_described": "Ghi thành tích",
    "dossier.report_proved": "Thêm minh chứng của báo cáo",
    "dossier.report_proof_withdrawn": "Bỏ minh chứng của báo cáo",
    "dossier.papers_drafted": "Soạn tờ trình, báo cáo thành tích",
    "dossier.minutes_recorded": "Ghi biên bản họp Hội đồng",
    "dossier.signed_paper_attached": "Kèm bản đã ký",
    "dossier.signed_paper_removed": "Bỏ bản đã ký",
    "dossier.confirmed": "Thủ trưởng xác nhận, ký",
    "dossier.unconfirmed": "Bỏ xác nhận để sửa",
    "dossier.submitted": "Nộp",
    "dossier.recalled": "Thu hồi",
    "dossier.returned": "Trả lại để bổ sung",
    "dossier.accepted": "Tiếp nhận",
    "dossier.appraised": "Kết thúc thẩm định",
    "dossier.decided": "Có quyết định khen thưởng",
    "dossier.results_told": "Thông báo kết quả tới từng trường hợp",
}
BACKWARD = (
    "dossier.signed_paper_removed",
    "dossier.unconfirmed",
    "dossier.recalled",
    "dossier.returned",
    "dossier.nomination_withdrawn",
)
PAPERS_FIRST = "Lập danh sách và ba giấy tờ"
WAY_AHEAD = {  # what is still to come, by state
    "draft": ("Thủ trưởng xác nhận", "Nộp", "Tiếp nhận", "Thẩm định", "Quyết định"),
    "returned": ("Thủ trưởng xác nhận", "Nộp lại", "Tiếp nhận", "Thẩm định", "Quyết định"),
    "confirmed": ("Nộp", "Tiếp nhận", "Thẩm định", "Quyết định"),
    "submitted": ("Tiếp nhận", "Thẩm định", "Quyết định"),
    "accepted": ("Thẩm định", "Quyết định"),
    "appraised": ("Quyết định",),
    "decided": (),
}
