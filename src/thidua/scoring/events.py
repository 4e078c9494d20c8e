"""What happens to a sheet, as people read it."""

SHEET_EVENTS = {
    "sheet.saved": "Lưu tạm phiếu tự chấm",
    "sheet.self_scored": "Nộp phiếu tự chấm",
    "sheet.appraised": "Thẩm định",
    "sheet.explained": "Giải trình",
    "sheet.published": "Công bố kết quả",
}
