"""What happens to activities, as people read it."""

ACTIVITY_EVENTS = {
    "activity.drafted": "Ghi hoạt động",
    "activity.approved": "Duyệt",
    "activity.published": "Đăng công khai",
}
