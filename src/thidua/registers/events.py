"""What was done, in words."""

CONDUCT_EVENTS = {
    "discipline.recorded": "Ghi kỷ luật",
    "discipline.limited": "Ghi thời hạn hiệu lực",
    "discipline.struck": "Hủy dòng ghi sai",
    "review.opened": "Ghi vụ việc",
    "review.closed": "Kết thúc vụ việc",
    "review.struck": "Hủy dòng ghi sai",
}
