"""Only who judges by conduct reads it; others see the bar and the outcome, on pages, in files, on papers (III.2.a)."""

from datetime import date
from typing import Any

import pytest
from tests.factories.dossiers import NOVEMBER, sent
from tests.factories.pages import browser, it_is
from tests.factories.starting import starts_with
from tests.factories.world import World

from thidua.dossiers.actions.dossiers import recall_dossier
from thidua.dossiers.actions.papers import draft_papers
from thidua.dossiers.discretion import BAR_ALONE
from thidua.dossiers.models import Dossier, VerdictRecord
from thidua.organizations.actions.conduct import open_review, record_discipline

SECRETS = (
    "Khiển trách",
    "01/04/2023",
    "khien_trach",
    "2023-04-01",
    "Khiếu nại",
    "01/05/2023",
    "khieu_nai",
    "2023-05-01",
)
READERS = ("thuong_truc", "chu_tich")
OTHERS = ("can_bo", "thu_truong", "van_thu")
NOTHING: dict[str, list[str]] = {persona: [] for persona in OTHERS}


def late(world: World) -> None:
    """The officer was reprimanded, and a complaint about the commune is open."""
    acts: dict[str, Any] = {"actor": world.thuong_truc, "at": NOVEMBER}
    record_discipline(
        world.people["officer"],
        unit=world.truc_chinh,
        category="cong_chuc",
        acted_on=date(2023, 4, 1),
        form="khien_trach",
        breaks_order=True,
        **acts,
    )
    open_review(world.truc_chinh, kind="khieu_nai", began_on=date(2023, 5, 1), **acts)


def sent_late(world: World) -> Dossier:
    late(world)
    return sent(world)


@pytest.fixture(autouse=True)
def _november(world: World) -> None:
    it_is(NOVEMBER)


def found(text: str) -> list[str]:
    return [secret for secret in SECRETS if secret in text]


@starts_with(sent_late)
def test_a_letter_shows_the_bar_to_all_and_its_reason_to_who_judges(world: World) -> None:
    path = f"/ho-so/dieu-kien/hang-nam-2023/tap_the/{world.truc_chinh.pk}/"
    pages = {persona: browser(getattr(world, persona)).get(path).text for persona in (*READERS, *OTHERS)}
    assert {persona: "Khiếu nại" in page and "Khiển trách" in page for persona, page in pages.items()} == {
        **dict.fromkeys(READERS, True),
        **dict.fromkeys(OTHERS, False),
    }
    assert {persona: found(pages[persona]) for persona in OTHERS} == NOTHING
    assert all(BAR_ALONE in pages[persona] for persona in OTHERS)
    own = browser(world.can_bo).get("/ho-so/dieu-kien/").text
    assert (found(own), BAR_ALONE in own or "Chưa xét" in own) == ([], True)


@starts_with(sent_late)
def test_a_kept_verdict_and_its_facts_are_as_discreet(world: World) -> None:
    record = VerdictRecord.objects.get(nomination__kind="tap_the")
    clients = {persona: browser(getattr(world, persona)) for persona in (*READERS, *OTHERS)}
    for address in ("", "du-kien/"):
        path = f"/ho-so/ket-qua/{record.pk}/{address}"
        shown = {persona: found(client.get(path).text) for persona, client in clients.items()}
        assert all(shown[persona] for persona in READERS), address
        assert {persona: shown[persona] for persona in OTHERS} == NOTHING, address


@starts_with(sent_late)
def test_papers_say_the_outcome_alone(world: World, dossier: Dossier) -> None:
    recall_dossier(dossier, reason="", actor=world.can_bo, at=NOVEMBER)
    draft_papers(dossier, actor=world.can_bo, at=NOVEMBER)
    said = " ".join(str(row.paper.data) for row in dossier.papers.select_related("paper"))
    assert "nội dung chỉ người có thẩm quyền xem được" in said
    assert found(said) == []


@starts_with(sent)
def test_what_came_to_light_since_a_dossier_was_sent_is_as_discreet(world: World, dossier: Dossier) -> None:
    late(world)
    record = VerdictRecord.objects.filter(nomination__kind="tap_the").latest("pk")
    client = browser(world.can_bo)
    pages = client.get(f"/ho-so/{dossier.pk}/").text + client.get(f"/ho-so/ket-qua/{record.pk}/").text
    assert (found(pages), BAR_ALONE in pages) == ([], True)
