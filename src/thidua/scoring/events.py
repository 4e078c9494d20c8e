"""What happens to a sheet, as people read it."""

SHEET_EVENTS = {
    "sheet.saved": "Lưu tạm phiếu tự chấm",
    "sheet.self_scored": "Nộp phiếu tự chấm",
    "sheet.proved": "Thêm minh chứng",
    "sheet.proof_withdrawn": "Bỏ dẫn minh chứng",
    "sheet.appraised": "Thẩm định",
    "sheet.field_appraised": "Thẩm định lĩnh vực",
    "sheet.locked": "Khóa phiếu",
    "sheet.unlocked": "Mở khóa phiếu",
    "sheet.explained": "Giải trình",
    "sheet.published": "Công bố kết quả",
}
