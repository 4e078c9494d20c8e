from django.db.models import TextChoices

from thidua.organizations.enums import UnitKind


class InitiativeState(TextChoices):
    DRAFT = "draft", "Dự thảo"
    SUBMITTED = "submitted", "Đã nộp"
    EXAMINED = "examined", "Đã thẩm định"
    RECOGNISED = "recognised", "Được công nhận"
    REFUSED = "refused", "Không công nhận"


INITIATIVE_TRANSITIONS: dict[str, tuple[str, ...]] = {
    InitiativeState.DRAFT: (InitiativeState.SUBMITTED,),
    InitiativeState.SUBMITTED: (InitiativeState.EXAMINED,),
    InitiativeState.EXAMINED: (InitiativeState.RECOGNISED, InitiativeState.REFUSED),
}


class Level(TextChoices):
    """Of the council that recognises: III.2.a asks for that of the district."""

    CO_SO = "co_so", "cơ sở"
    HUYEN = "huyen", "huyện"
    TINH = "tinh", "tỉnh"


def level_of(kind: str) -> Level:
    """Return the level of a council by the kind of the unit that set it up."""
    if kind in UnitKind.provinces:
        return Level.TINH
    return Level.HUYEN if kind in UnitKind.districts else Level.CO_SO
