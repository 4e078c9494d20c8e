from django.db.models import TextChoices


class TaskKind(TextChoices):
    NHIEM_VU = "nhiem_vu", "Nhiệm vụ"
    VAN_BAN = "van_ban", "Văn bản tham mưu"


class TaskState(TextChoices):
    PLANNED = "planned", "Đang thực hiện"
    DONE = "done", "Hoàn thành"
    CANCELLED = "cancelled", "Hủy"


TASK_TRANSITIONS: dict[str, tuple[str, ...]] = {
    TaskState.PLANNED: (TaskState.DONE, TaskState.CANCELLED),
    TaskState.DONE: (TaskState.PLANNED,),  # returned to be done again
}
