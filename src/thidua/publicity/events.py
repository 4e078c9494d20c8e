"""What happens to activities, as people read it."""

ACTIVITY_EVENTS = {
    "activity.drafted": "Ghi hoạt động",
    "activity.proved": "Thêm minh chứng",
    "activity.proof_withdrawn": "Bỏ dẫn minh chứng",
    "activity.approved": "Duyệt",
    "activity.published": "Đăng công khai",
}
