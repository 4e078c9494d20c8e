"""Words: states, numbers, days and time left."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from django.db.models import TextChoices
from tests.ui.markup import render

from thidua.awards import enums as awards
from thidua.councils import enums as councils
from thidua.dossiers import enums as dossiers
from thidua.files import enums as files
from thidua.initiatives import enums as initiatives
from thidua.movements import enums as movements
from thidua.publicity import enums as publicity
from thidua.scoring import enums as scoring
from thidua.ui.states import STATES, State, state_of
from thidua.ui.templatetags.vi import con_lai
from thidua.work import enums as work

VN = timezone(timedelta(hours=7))
DEADLINE = datetime(2023, 12, 10, tzinfo=VN)  # "trước ngày 10/12"


def test_a_noun_reads_its_state_in_its_own_way() -> None:
    assert str(state_of("initiative.refused").word) == "Không công nhận"
    assert str(state_of("file.refused").word) == "Từ chối"


NOUNS = {
    "movement": movements.MovementState,
    "round": movements.RoundState,
    "task": work.TaskState,
    "sheet": scoring.SheetState,
    "survey": scoring.SurveyState,
    "initiative": initiatives.InitiativeState,
    "session": councils.SessionState,
    "choice": councils.Choice,
    "dossier": dossiers.DossierState,
    "opinion": dossiers.Opinion,
    "decision": awards.DecisionState,
    "activity": publicity.ActivityState,
    "upload": files.UploadState,
}


@pytest.mark.parametrize(("noun", "states"), NOUNS.items(), ids=list(NOUNS))
def test_a_state_reads_on_its_tag_as_in_its_register(noun: str, states: type[TextChoices]) -> None:
    assert {each.value: str(state_of(f"{noun}.{each.value}").word) for each in states} == dict(states.choices)


def test_an_unknown_state_is_shown_as_it_is() -> None:
    assert state_of("la") == State("la", "•", "mute")


def test_unknown_is_never_shown_as_met() -> None:
    assert {name for name in ("dat", "khong_dat", "chua_xet", "chua_du_can_cu", "khong_ap_dung", "hoi_dong_xem_xet")
            if STATES[name].tone == "ok"} == {"dat"}  # fmt: skip


@pytest.mark.parametrize(
    ("expression", "value", "written"),
    [
        ("so", Decimal("1234.5"), "1.234,5"),
        ("so:2", 91.1, "91,10"),
        ("phan_tram", Decimal("97.5"), "97,5 %"),
        ("ngay", date(2023, 12, 9), "09/12/2023"),
        ("ngay", datetime(2023, 12, 8, 18, tzinfo=UTC), "09/12/2023"),
        ("luc", datetime(2023, 11, 23, 9, 42, tzinfo=UTC), "16:42 23/11/2023"),
        ("dong", 1080000, "1.080.000 đồng"),
        ("han", DEADLINE, "hết 23:59 thứ Bảy 09/12/2023"),
        *((name, None, "") for name in ("so", "so:2", "phan_tram", "ngay", "luc", "dong", "han")),
    ],
)
def test_values_are_written_as_papers_write_them(expression: str, value: object, written: str) -> None:
    assert render(f"{{{{ value|{expression} }}}}", value=value) == written


@pytest.mark.parametrize(
    ("now", "words"),
    [
        (datetime(2023, 11, 24, 8, tzinfo=VN), "còn 15 ngày"),
        (datetime(2023, 12, 8, 23, 59, tzinfo=VN), "còn 1 ngày"),
        (datetime(2023, 12, 9, 0, 0, tzinfo=VN), "còn 24 giờ"),
        (datetime(2023, 12, 9, 23, 15, tzinfo=VN), "còn 45 phút"),
        (datetime(2023, 12, 10, 0, 0, tzinfo=VN), "quá hạn 1 ngày"),
        (datetime(2023, 12, 21, 9, tzinfo=VN), "quá hạn 12 ngày"),
    ],
)
def test_time_left_before_ten_december(now: datetime, words: str) -> None:
    assert con_lai(DEADLINE, now) == words


@pytest.mark.parametrize(
    ("day", "words"),
    [(date(2023, 12, 9), "còn 15 ngày"), (date(2023, 11, 24), "hôm nay"), (date(2023, 11, 12), "quá hạn 12 ngày")],
)
def test_days_left_between_two_days(day: date, words: str) -> None:
    assert con_lai(day, date(2023, 11, 24)) == words


def test_a_deadline_inside_the_day_is_overdue_by_hours() -> None:
    noon = datetime(2023, 12, 9, 12, tzinfo=VN)
    assert con_lai(noon, noon + timedelta(hours=3)) == "quá hạn 3 giờ"
    assert con_lai(None, noon) == ""
