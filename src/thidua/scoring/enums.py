from django.db.models import TextChoices


class SheetState(TextChoices):
    OPEN = "dang_tu_cham", "Đang tự chấm"
    SELF_SCORED = "da_tu_cham", "Đã tự chấm"
    APPRAISED = "da_tham_dinh", "Đã thẩm định"
    EXPLAINED = "da_giai_trinh", "Đã giải trình"
    PUBLISHED = "da_cong_bo", "Đã công bố"


SHEET_TRANSITIONS: dict[str, tuple[str, ...]] = {
    SheetState.OPEN: (SheetState.SELF_SCORED,),
    SheetState.SELF_SCORED: (SheetState.APPRAISED,),
    SheetState.APPRAISED: (SheetState.EXPLAINED, SheetState.PUBLISHED),
    SheetState.EXPLAINED: (SheetState.PUBLISHED,),
}
