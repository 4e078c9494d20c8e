from django.db.models import TextChoices


class SheetState(TextChoices):
    OPEN = "open", "Đang tự chấm"
    SELF_SCORED = "self_scored", "Đã tự chấm"
    APPRAISED = "appraised", "Đã thẩm định"
    EXPLAINED = "explained", "Đã giải trình"
    PUBLISHED = "published", "Đã công bố"


SHEET_TRANSITIONS: dict[str, tuple[str, ...]] = {
    SheetState.OPEN: (SheetState.SELF_SCORED,),
    SheetState.SELF_SCORED: (SheetState.APPRAISED,),
    SheetState.APPRAISED: (SheetState.EXPLAINED, SheetState.PUBLISHED),
    SheetState.EXPLAINED: (SheetState.PUBLISHED,),
}
