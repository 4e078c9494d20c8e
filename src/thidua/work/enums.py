from django.db.models import TextChoices


class TaskKind(TextChoices):
    NHIEM_VU = "nhiem_vu", "Nhiệm vụ"
    VAN_BAN = "van_ban", "Văn bản tham mưu"


class TaskState(TextChoices):
    PLANNED = "dang_thuc_hien", "Đang thực hiện"
    DONE = "hoan_thanh", "Hoàn thành"
    CANCELLED = "huy", "Hủy"


TASK_TRANSITIONS: dict[str, tuple[str, ...]] = {TaskState.PLANNED: (TaskState.DONE, TaskState.CANCELLED)}
