"""What happens to tasks, as people read it."""

TASK_EVENTS = {
    "task.assigned": "Giao nhiệm vụ",
    "task.completed": "Báo hoàn thành",
    "task.returned": "Trả lại để làm lại",
    "task.cancelled": "Hủy nhiệm vụ",
    "task.proved": "Thêm minh chứng",
    "task.proof_withdrawn": "Bỏ dẫn minh chứng",
    "task.judged": "Đánh giá chất lượng",
}
