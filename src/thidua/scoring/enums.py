from enum import nonmember

from django.db.models import TextChoices


class SheetState(TextChoices):
    OPEN = "open", "Đang tự chấm"
    SELF_SCORED = "self_scored", "Đã tự chấm"
    APPRAISED = "appraised", "Đã thẩm định"
    EXPLAINED = "explained", "Đã giải trình"
    PUBLISHED = "published", "Đã công bố"

    handed_in = nonmember(("self_scored", "appraised", "explained", "published"))
    settled = nonmember(("appraised", "explained", "published"))


class SurveyState(TextChoices):
    OPEN = "open", "Đang lấy ý kiến"
    CLOSED = "closed", "Đã đóng"


SURVEY_TRANSITIONS: dict[str, tuple[str, ...]] = {SurveyState.OPEN: (SurveyState.CLOSED,)}


class AppraisalStep(TextChoices):
    FIRST = "appraisal", "Thẩm định lần 1"
    SECOND = "reappraisal", "Thẩm định lần 2"


SHEET_TRANSITIONS: dict[str, tuple[str, ...]] = {
    SheetState.OPEN: (SheetState.SELF_SCORED, SheetState.APPRAISED),  # a unit that hands in nothing is appraised too
    SheetState.SELF_SCORED: (SheetState.APPRAISED,),
    SheetState.APPRAISED: (SheetState.APPRAISED, SheetState.EXPLAINED, SheetState.PUBLISHED),
    SheetState.EXPLAINED: (SheetState.APPRAISED, SheetState.PUBLISHED),
}
