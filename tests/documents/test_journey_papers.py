"""Every paper that the way from the dossier to the decision really draws up, measured against NĐ 30/2020."""

from datetime import date

from tests.documents.papers import nd30
from tests.documents.papers.reading import drawn
from tests.factories.awards import moment
from tests.factories.councils import make_chamber
from tests.factories.dossiers import confirmed, deserving
from tests.factories.starting import starts_with
from tests.factories.world import World

from thidua.awards.actions.decisions import issue_decision, propose_awards, sign_decision
from thidua.documents.enums import PaperKind
from thidua.documents.models import Paper
from thidua.documents.papers import Certificate, build
from thidua.documents.rendering import page_of
from thidua.dossiers.enums import DossierState, Opinion
from thidua.dossiers.models import Nomination
from thidua.movements.actions.rounds import close_round_for_appraisal
from thidua.organizations.queries import remembered_roles

DECEMBER = moment(2023, 12, 15)


@remembered_roles()
def papers(world: World) -> list[Paper]:
    """A dossier with its three papers, the minutes of the council of initiatives, the decision, two certificates."""
    deserving(world)
    round_ = confirmed(world).round
    # Sending and appraising draw up nothing, so what they leave is written at once.
    Nomination.objects.update(opinion=Opinion.PROPOSE)
    round_.dossiers.update(state=DossierState.APPRAISED, receipt="HS-1", submitted_at=DECEMBER, seal="0" * 64)
    make_chamber(world).closed()
    close_round_for_appraisal(round_, actor=world.thuong_truc, at=DECEMBER)
    decision = propose_awards(round_, actor=world.thuong_truc, at=DECEMBER)
    decision = sign_decision(decision, actor=world.chu_tich, at=DECEMBER)
    issue_decision(decision, actor=world.van_thu, at=DECEMBER)
    return list(Paper.objects.order_by("pk"))


pytestmark = starts_with(papers)


def test_every_paper_of_the_journey_is_as_nd_30_says(start: list[Paper]) -> None:
    found: dict[str, list[str]] = {}
    for paper in start:
        built = build(paper.kind, paper.data)
        if not isinstance(built, Certificate):
            found[f"{paper.kind} {paper.pk}"] = nd30.faults(built, drawn(page_of(paper, "pdf", at=DECEMBER)))
    assert {name: faults for name, faults in found.items() if faults} == {}
    kinds = [paper.kind for paper in start]
    assert {kind: kinds.count(kind) for kind in PaperKind.values} == {
        "to_trinh": 1,
        "bao_cao_thanh_tich": 2,
        "bien_ban": 2,
        "quyet_dinh": 1,
        "giay_khen": 2,
        "phu_luc_xet": 0,
    }


def test_what_a_paper_says_of_itself_is_what_its_register_says(start: list[Paper]) -> None:
    [decision] = [paper for paper in start if paper.kind == PaperKind.QUYET_DINH]
    assert (decision.code, decision.dated) == ("01/QĐ-UBND", date(2023, 12, 15))
    words = [run.text for run in drawn(page_of(decision, "pdf", at=DECEMBER)).runs if run.page == 1]
    assert "01/QĐ-UBND" in words
    assert "Trực Ninh, ngày 15 tháng 12 năm 2023" in words
