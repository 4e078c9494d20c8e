"""Units and people who meet every standard of 2023, and a dossier at each step of its way."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from tests.factories.work import DUE, make_task
from tests.factories.world import VIETNAM, World, make_person, moment
from thidua.dossiers.actions.appraisal import finish_appraisal, give_opinion
from thidua.dossiers.actions.dossiers import accept_dossier, confirm_dossier
from thidua.dossiers.actions.minutes import Meeting, Show, record_minutes
from thidua.dossiers.actions.papers import draft_papers
from thidua.dossiers.actions.submission import submit_dossier
from thidua.dossiers.enums import DossierState, Kind, Opinion
from thidua.dossiers.models import Dossier, Judgement, Nomination
from thidua.initiatives.enums import InitiativeState
from thidua.initiatives.models import Initiative
from thidua.movements.models import GuidanceValue
from thidua.organizations.models import Person, Unit
from thidua.organizations.queries import remembered_roles
from thidua.publicity.enums import ActivityForm, ActivityState
from thidua.publicity.models import Activity
from thidua.scoring.models import ComponentOwner, CriteriaSet, IndexComponent, Publication, Ranking
from thidua.work.enums import TaskKind, TaskState
from thidua.work.models import Task, UnitPlan

NOVEMBER = moment(2023, 11, 24)
LAST_MOMENT = datetime(2023, 12, 9, 23, 59, 59, tzinfo=VIETNAM)
TOO_LATE = datetime(2023, 12, 10, 0, 0, tzinfo=VIETNAM)
JANUARY = moment(2024, 1, 15)

THRESHOLDS = {
    "tuyen_truyen.so_hinh_thuc_toi_thieu": 3,
    "nhiem_vu.ty_le_dung_han_toi_thieu": 90,
    "van_ban.ty_le_dung_han_toi_thieu": 90,
    "xep_hang.hang_toi_da": 5,
    "xep_hang.tang_bac_toi_thieu": 3,
}


def decide_thresholds(world: World) -> None:
    """What the plan leaves open, decided by Phòng Nội vụ before 2023."""
    GuidanceValue.objects.bulk_create(
        GuidanceValue(
            movement=world.movement,
            key=key,
            value=value,
            set_by="Hướng dẫn 45/HD-PNV",
            valid_from=date(2023, 1, 1),
            entered_at=moment(2023, 1, 1),
        )
        for key, value in THRESHOLDS.items()
    )


def recognise(unit: Unit, code: str, *authors: Person, on: date = date(2023, 10, 5)) -> Initiative:
    """An initiative recognised by the district's council."""
    initiative = Initiative.objects.create(
        authority=unit.authority or unit,
        unit=unit,
        code=code,
        year=on.year,
        title=f"Sáng kiến {code}",
        state=InitiativeState.RECOGNISED,
        recognition_number=f"{code}/QĐ-HĐKHCN",
        recognised_on=on,
    )
    initiative.authors.set(authors)
    return initiative


def rank(world: World, places: dict[Unit, int], year: int = 2023) -> None:
    """A published ranking of the communes."""
    criteria_set = CriteriaSet.objects.create(
        authority=world.huyen, code="xa", name="Bộ tiêu chí CCHC cấp xã", year=year, definition={}
    )
    publication = Publication.objects.create(
        criteria_set=criteria_set, published_at=moment(year, 11, 20), bundle={}, sha256="0" * 64
    )
    for unit, place in places.items():
        Ranking.objects.create(
            publication=publication, unit=unit, maximum=Decimal(100), rank=place, of_units=len(places)
        )


def own_component(world: World, unit: Unit, code: str, before: str, now: str, *, year: int = 2023) -> None:
    """A component of the district's index in the charge of a unit, with its points in two years."""
    component = IndexComponent.objects.create(
        authority=world.huyen, code=code, name=f"Chỉ số {code}", maximum=Decimal(4)
    )
    ComponentOwner.objects.create(component=component, unit=unit, year=year, decision="210/QĐ-UBND")
    for of, points in ((year - 1, before), (year, now)):
        component.scores.create(year=of, points=Decimal(points), published_on=date(of, 11, 1))


def give_collective_facts(world: World, unit: Unit) -> None:
    """All that standards 1 to 6 of a collective rest on, but for the judgements."""
    UnitPlan.objects.create(unit=unit, year=2023, number="12/KH-UBND", issued_on=date(2023, 1, 20))
    known = {"authority": unit.authority or unit, "unit": unit}
    done = {"year": 2023, "due_on": DUE, "state": TaskState.DONE, "done_on": DUE, **known}
    Task.objects.bulk_create(Task(code=f"T{number}", title=f"Nhiệm vụ T{number}", **done) for number in range(1, 5))
    held = {"title": "Hội nghị tuyên truyền cải cách hành chính", "held_on": date(2023, 5, 4), **known}
    Activity.objects.bulk_create(
        Activity(form=form, state=ActivityState.APPROVED, **held)
        for form in (ActivityForm.HOI_NGHI, *list(ActivityForm)[1:4])
    )
    own_component(world, unit, f"2.{unit.pk}", "3.25", "3.50")
    recognise(unit, f"SK-{unit.pk}")


def give_person_facts(unit: Unit, person: Person) -> None:
    """All that the standards of an individual rest on, but for the judgements."""
    make_task(unit, f"C{person.pk}", person=person, done_on=date(2023, 6, 30))
    make_task(unit, f"V{person.pk}", person=person, kind=TaskKind.VAN_BAN, done_on=date(2023, 6, 30), is_good=True)
    recognise(unit, f"SKC-{person.pk}", person)


def judge_all(world: World, unit: Unit, *people: Person, at: datetime = NOVEMBER) -> None:
    """Every judgement the standards of the year ask for, each in favour, as the secretariat's stand in the database."""
    known = {
        "round": world.rounds["hang-nam-2023"],
        "conclusion": True,
        "reason": "Kết luận 07/KL",
        "by": "Nguyễn Thị Ánh, Chuyên viên, Phòng Nội vụ",
        "entered_by": world.thuong_truc,
        "at": at,
    }
    of_unit = [Judgement(unit=unit, key=key, **known) for key in ("lanh_dao", "tuyen_truyen_danh_gia")]
    of_people = [
        Judgement(person=person, key=key, **known) for person in people for key in ("nhiem_vu_danh_gia", "pham_chat")
    ]
    Judgement.objects.bulk_create([*of_unit, *of_people])


def deserving(world: World) -> tuple[Unit, Person]:
    """UBND xã Trực Chính and one of its officers, who both meet every standard of 2023."""
    unit, person = world.truc_chinh, world.people["officer"]
    decide_thresholds(world)
    give_collective_facts(world, unit)
    give_person_facts(unit, person)
    rank(world, {unit: 1, world.co_le: 2})
    judge_all(world, unit, person)
    return unit, person


def meeting(world: World, nominations: list[Nomination], *, against: int = 0) -> Meeting:
    """A meeting of all three members of the unit's council."""
    third = world.people.get("third") or make_person("Lê Thị Cúc", world.truc_chinh)
    present = (world.people["head"], world.people["officer"], third)
    return Meeting(
        held_on=date(2023, 11, 20),
        chair=world.people["head"],
        secretary=world.people["officer"],
        present=present,
        absent=(),
        counts={row.pk: Show(len(present) - against, against) for row in nominations},
        percent=90,
        rule="Quy chế Hội đồng của đơn vị.",
    )


@remembered_roles()
def drafted(world: World, at: datetime = NOVEMBER) -> Dossier:
    """A dossier with a collective and a person, its three papers drafted."""
    return with_papers(world, begun(world, world.truc_chinh, world.people["officer"]), at)


@remembered_roles()
def with_papers(world: World, dossier: Dossier, at: datetime = NOVEMBER) -> Dossier:
    draft_papers(dossier, actor=world.can_bo, at=at)
    record_minutes(dossier, meeting(world, list(dossier.nominations.all())), actor=world.can_bo, at=at)
    return dossier


def begun(world: World, *nominees: Unit | Person, unit: Unit | None = None, **fields: Any) -> Dossier:
    """A dossier with its list as it stands in the database, without the acts that lead there."""
    dossier = Dossier.objects.create(
        authority=world.huyen, round=world.rounds["hang-nam-2023"], unit=unit or world.truc_chinh, **fields
    )
    said = {"dossier": dossier, "achievement": "Hoàn thành xuất sắc nhiệm vụ."}
    Nomination.objects.bulk_create(
        Nomination(kind=Kind.TAP_THE, unit=each, **said)
        if isinstance(each, Unit)
        else Nomination(kind=Kind.CA_NHAN, person=each, **said)
        for each in nominees
    )
    return dossier


def ready(world: World, *nominees: Unit | Person, unit: Unit | None = None) -> Dossier:
    """A confirmed one, without papers."""
    confirmed = {"state": DossierState.CONFIRMED, "confirmed_by": world.people["head"]}
    return begun(world, *nominees, unit=unit, **confirmed)


@remembered_roles()
def sent(world: World, at: datetime = NOVEMBER) -> Dossier:
    """The same nominees sent in such a dossier."""
    return submit_dossier(ready(world, world.truc_chinh, world.people["officer"]), actor=world.can_bo, at=at)


@remembered_roles()
def confirmed(world: World, at: datetime = NOVEMBER) -> Dossier:
    return confirm_dossier(drafted(world, at), actor=world.thu_truong, at=at)


@remembered_roles()
def submitted(world: World, at: datetime = NOVEMBER) -> Dossier:
    return submit_dossier(confirmed(world, at), actor=world.can_bo, at=at)


@remembered_roles()
def appraise(world: World, dossier: Dossier, at: datetime = NOVEMBER) -> Dossier:
    """Accept what was sent and propose everyone; `deserving(world)` came first."""
    accept_dossier(dossier, actor=world.thuong_truc, at=at + timedelta(days=1))
    later = at + timedelta(days=2)
    for row in dossier.nominations.all():
        give_opinion(row, opinion=Opinion.PROPOSE, reason="", actor=world.thuong_truc, at=later)
    return finish_appraisal(dossier, actor=world.thuong_truc, at=later)


@remembered_roles()
def accepted(world: World, at: datetime = NOVEMBER) -> Dossier:
    return accept_dossier(submitted(world, at), actor=world.thuong_truc, at=at + timedelta(days=1))


@remembered_roles()
def appraised(world: World, at: datetime = NOVEMBER) -> Dossier:
    """Needs `deserving(world)` first: only who meets every standard can be proposed."""
    return appraise(world, submitted(world, at), at)


def page(dossier: Dossier, act: str = "") -> str:
    return f"/ho-so/{dossier.pk}/{act}"


def state_of(dossier: Dossier) -> str:
    return Dossier.objects.get(pk=dossier.pk).state
