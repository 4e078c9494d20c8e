"""How long the appraisal may take (IV.4): the office's own figure, or NĐ 91/2017 Điều 48 until 2023; what is late."""

from datetime import date, timedelta

import pytest
from tests.factories.dossiers import NOVEMBER, ready
from tests.factories.pages import browser, it_is
from tests.factories.starting import starts_with
from tests.factories.world import World, moment

from thidua.dossiers.actions.dossiers import return_dossier
from thidua.dossiers.actions.submission import submit_dossier
from thidua.dossiers.enums import DossierState
from thidua.dossiers.models import Dossier
from thidua.dossiers.terms import OFFICE_TERM, appraisal_term, last_day
from thidua.movements.models import GuidanceValue


def decide(world: World, days: int) -> None:
    GuidanceValue.objects.create(
        movement=world.movement,
        key="tham_dinh.so_ngay_lam_viec",
        value=days,
        set_by="Thủ tục hành chính đã công bố",
        valid_from=date(2023, 1, 1),
        entered_at=moment(2023, 1, 1),
    )


@starts_with(ready)
def test_the_term_is_the_law_s_until_2023_then_the_office_s_and_always_the_one_it_has_decided(
    world: World, dossier: Dossier
) -> None:
    round_ = world.rounds["hang-nam-2023"]
    term = appraisal_term(round_, date(2023, 12, 9))
    assert (term.days, term.source) == (10, "Điều 48 Nghị định 91/2017/NĐ-CP")
    assert appraisal_term(round_, date(2024, 12, 9)) == OFFICE_TERM
    decide(world, 8)
    term = appraisal_term(round_, date(2023, 12, 9))
    assert (term.days, term.source) == (8, "Thủ tục hành chính đã công bố (IV.4)")
    sent = submit_dossier(dossier, actor=world.can_bo, at=NOVEMBER)
    assert sent.appraisal_due == date(2023, 12, 6)  # 24/11 was a Friday


@pytest.mark.parametrize(
    ("received", "due"),
    [
        (date(2023, 11, 24), date(2023, 12, 8)),
        (date(2023, 12, 9), date(2023, 12, 22)),  # a Saturday: the count begins on Monday
        (date(2023, 12, 20), date(2024, 1, 4)),  # 01/01 is a holiday (Bộ luật Lao động 2019, Điều 112)
    ],
)
def test_working_days_are_counted_from_the_day_after(received: date, due: date) -> None:
    assert last_day(received, 10) == due


@starts_with(ready)
def test_the_clock_starts_anew_with_the_completed_dossier_and_the_secretariat_sees_what_is_overdue(
    world: World, dossier: Dossier
) -> None:
    dossier = submit_dossier(dossier, actor=world.can_bo, at=NOVEMBER)
    assert dossier.appraisal_due == date(2023, 12, 8)
    dossier = return_dossier(dossier, reason="Thiếu", actor=world.thuong_truc, at=NOVEMBER + timedelta(days=3))
    Dossier.objects.filter(pk=dossier.pk).update(state=DossierState.CONFIRMED)
    dossier = submit_dossier(dossier, actor=world.can_bo, at=NOVEMBER + timedelta(days=5))
    assert dossier.appraisal_due == date(2023, 12, 13)
    asked = {"round": "hang-nam-2023", "state": "qua-han-tham-dinh"}
    for day, overdue in ((13, 0), (14, 1)):
        it_is(moment(2023, 12, day))
        page = browser(world.thuong_truc).get("/ho-so/", asked).context
        assert (page["counts"]["overdue"], len(page["page_obj"].object_list)) == (overdue, overdue)
