"""The small world grown until every page has something to show, and for every address the object it is asked with.

What belongs to a unit belongs to UBND xã Trực Chính. Who stands in another relation to it holds every role there is at
once: what all roles together do not open there, none of them opens.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.factories import files, initiatives
from tests.factories.councils import Chamber, make_chamber
from tests.factories.dossiers import NOVEMBER, deserving
from tests.factories.pages import it_is
from tests.factories.work import make_activity, make_task
from tests.factories.world import SLUG, World, make_person, make_unit, make_user
from tests.files.building import picture
from tests.guards.asked import SECRET, TODAY, Arguments, each
from tests.guards.asked_dossiers import awarded, awards, dossiers
from tests.guards.asked_scoring import scoring
from tests.guards.canary import plant

from thidua.accounts.models import User
from thidua.files.actions import cite_upload, store_file
from thidua.files.models import Citation
from thidua.initiatives.models import Initiative
from thidua.movements.models import Registration
from thidua.organizations.actions.conduct import discipline_person, open_review
from thidua.organizations.actions.groups import create_block, join_block
from thidua.organizations.actions.service import record_leave
from thidua.organizations.actions.standing_in import begin_standing_in
from thidua.organizations.enums import Role, UnitKind
from thidua.organizations.models import Review, RoleAssignment, StandIn, Unit
from thidua.publicity.enums import ActivityState
from thidua.registers.actions.backfill import Proof, backfill_commendation
from thidua.registers.actions.uploads import preview_workbook
from thidua.registers.lists import REGISTERS
from thidua.registers.models import Backfilled
from thidua.registers.queries import scope_of
from thidua.registers.reading import workbook_of

PERSONAS = (
    "anonymous",
    *("can_bo", "thu_truong", "pho_thu_truong"),  # of the unit itself
    *(
        "thuong_truc",
        "chu_tich",
        "van_thu",
        "thanh_tra",
        "quan_tri",
        "ke_toan",
        "van_hoa",
        "mat_tran",
    ),  # of its district
    *("thanh_vien", "thu_ky_hoi_dong"),  # of a council, with no role besides
    *("cap_duoi", "ngang_cap", "noi_khac"),  # all roles: at a school below, at another commune, at another district
    *("het_han", "ngung"),  # all roles at the unit, over since 2022; an officer of the unit whose sign-in is stopped
)
STRANGERS = ("anonymous", "cap_duoi", "ngang_cap", "noi_khac", "het_han", "ngung")
CONDUCT = "bị xem xét vì việc riêng"  # in what is shown to who judges by it
JUDGES = ("thuong_truc", "chu_tich", "thanh_tra")

OF_UNIT = (
    *("unit", "declare_comparison", "describe_unit", "stand_in"),
    *("rename_unit", "move_unit", "merge_units", "split_unit", "dissolve_unit"),
)


@dataclass(frozen=True)
class Town:
    """`asked`: by the name of an address, what it is asked with; addresses without arguments are not in it."""

    users: Mapping[str, User | None]
    asked: Mapping[str, Arguments]


def make_town(world: World) -> Town:
    chamber = make_chamber(world)
    make_person("Nguyễn Văn Tám", world.co_le)
    plant()
    deserving(world)
    award = awarded(world)
    users: dict[str, User | None] = {name: getattr(world, name, None) for name in PERSONAS} | _others(world)
    users |= {"thanh_vien": chamber.users["an"], "thu_ky_hoi_dong": chamber.users["secretary"]}
    _conduct(world)
    asked = {
        **_movements(),
        "movements:withdraw_registration": _registered(world),
        **_work(world),
        **scoring(world),
        **_councils(chamber),
        **_initiatives(world, chamber),
        **dossiers(world, award),
        **awards(world, award),
        **_files(world),
        **_registers(world),
        **_people(world),
        **_organizations(world),
        "organizations:person": {"pk": world.people["officer"].pk},
        "portal:demo_sign_in": {"token": "khong-ai-ky"},
        **_sign_ins(world, users),
        "mfa_edit_webauthn": {"pk": 1},
        "mfa_remove_webauthn": {"pk": 1},
        "openid_connect_login": {"provider_id": "co-quan"},
        "openid_connect_callback": {"provider_id": "co-quan"},
    }
    it_is(TODAY)
    return Town(users, asked)


def _others(world: World) -> dict[str, User | None]:
    """The personas the small world does without."""
    school = make_unit("Trường mầm non Trực Chính", UnitKind.DON_VI_SU_NGHIEP, parent=world.truc_chinh)
    district = make_unit("UBND huyện Xuân Trường", UnitKind.HUYEN, code="365", place="Xuân Trường", symbol="UBND")
    office = make_unit("Phòng Nội vụ huyện Xuân Trường", UnitKind.CO_QUAN_CHUYEN_MON, parent=district)
    held: dict[str, list[tuple[str, Unit]]] = {
        "pho_thu_truong": [(Role.PHO_THU_TRUONG, world.truc_chinh)],
        "thanh_tra": [(Role.THANH_TRA, world.noi_vu)],
        "quan_tri": [(Role.QUAN_TRI, world.huyen)],
        "ke_toan": [(Role.KE_TOAN, world.huyen)],
        "van_hoa": [(Role.VAN_HOA, world.van_hoa)],
        "mat_tran": [(Role.MAT_TRAN, world.van_hoa)],
        "cap_duoi": [(role, school) for role in Role],
        "ngang_cap": [(role, world.co_le) for role in Role],
        "noi_khac": [(role, unit) for role in Role for unit in (district, office)],
        "het_han": [(role, unit) for role in Role for unit in (world.truc_chinh, world.noi_vu, world.huyen)],
        "ngung": [(Role.CAN_BO, world.truc_chinh)],
    }
    users = {name: make_user(make_person(f"Lê Văn {name}", roles[0][1]), name, *roles) for name, roles in held.items()}
    RoleAssignment.objects.filter(user=users["het_han"]).update(valid_until=date(2023, 1, 1))
    users["ngung"].is_active = False
    users["ngung"].save()
    return {**users}


def _sign_ins(world: World, users: Mapping[str, User | None]) -> dict[str, Arguments]:
    """The sign-in of the unit's clerk, whom no persona is, and the role of its head."""
    clerk = make_user(make_person("Lê Thị Thơ", world.truc_chinh), "tho.lt", (Role.CAN_BO, world.truc_chinh))
    of_sign_in = ("sign_in", "give_password", "remove_factor", "stop_sign_in", "resume_sign_in", "assign_role")
    return {
        **each("portal", of_sign_in, pk=clerk.pk),
        **each("portal", ("end_role", "delegate_role"), pk=world.thu_truong.roles.get().pk),
    }


def _conduct(world: World) -> None:
    """A matter of 2020, which bars nobody in 2023, and which few may read."""
    person = world.people["officer"]
    Review.objects.create(person=person, kind=CONDUCT, began_on=date(2020, 1, 2), ended_on=date(2020, 3, 2))


def _movements() -> dict[str, Arguments]:
    of_round = ("open_round", "close_round", "publish_round", "registrations", "register")
    return {
        **each("movements", ("plan", "guidance", "rounds", "successions"), slug=SLUG),
        "movements:settle_duty": {"slug": SLUG, "code": "hang-nam-2025", "duty": "giay_khen"},
        "movements:hand_over_round": {"slug": SLUG, "code": "hang-nam-2025"},
        **each("movements", of_round, slug=SLUG, code="hang-nam-2024"),
        "movements:set_guidance": {"slug": SLUG, "key": "xep_hang.hang_toi_da"},
    }


def _registered(world: World) -> Arguments:
    known: dict[str, Any] = {"round": world.rounds["hang-nam-2024"], "registered_on": date(2023, 12, 1)}
    row = Registration.objects.create(unit=world.truc_chinh, **known)
    return {"slug": SLUG, "code": "hang-nam-2024", "pk": row.pk}


def _work(world: World) -> dict[str, Arguments]:
    task = make_task(world.truc_chinh, "N1", due_on=date(2023, 12, 31), title=SECRET)
    activity = make_activity(world.truc_chinh, date(2023, 12, 1), state=ActivityState.DRAFT, title=SECRET)
    return {
        **each("work", ("task", "prove_task", "complete_task", "return_task", "judge_task", "cancel_task"), pk=task.pk),
        **each("publicity", ("activity", "prove_activity", "approve_activity", "publish_activity"), pk=activity.pk),
    }


def _files(world: World) -> dict[str, Arguments]:
    """A file on its way, and one that is kept."""
    coming, kept = files.coming(world), files.brought(world)
    return {
        **each("files", ("part", "finish"), pk=coming.pk),
        **each("files", ("detail", "download", "withdraw"), pk=kept.pk),
    }


def _organizations(world: World) -> dict[str, Arguments]:
    """A block with one member; a unit of the district, whatever it came from."""
    acts: dict[str, Any] = {"actor": world.thuong_truc, "at": NOVEMBER}
    block = create_block(world.huyen, name="Khối các xã", valid_from=date(2021, 1, 1), **acts)
    member = join_block(block, unit=world.truc_chinh, valid_from=date(2021, 1, 1), **acts)
    return {
        **each("organizations", OF_UNIT, pk=world.truc_chinh.pk),
        "organizations:end_stand_in": {"pk": _stand_in(world).pk},
        **each("organizations", ("block", "join_block", "name_block_head"), pk=block.pk),
        "organizations:leave_block": {"pk": member.pk},
    }


def _stand_in(world: World) -> StandIn:
    """From next year the secretariat enters for the unit; until then it does so itself."""
    said = {"reason": "Chưa có máy tính.", "valid_from": date(2024, 1, 1)}
    return begin_standing_in(world.truc_chinh, **said, actor=world.thuong_truc, at=NOVEMBER)  # type: ignore[arg-type]


def _councils(chamber: Chamber) -> dict[str, Arguments]:
    """A session not yet open, one where ballots are cast, one that waits for the count."""
    called, open_ = chamber.called(), chamber.opened()
    voted = chamber.voted(present=("chair", "secretary", "an", "binh"))
    absent = voted.seats.get(is_present=False)
    return {
        **each("councils", ("session", "open_session", "recuse_member"), pk=called.pk),
        **each("councils", ("mark_present", "cast_ballot", "finish_voting"), pk=open_.pk),
        "councils:record_opinion": {"pk": voted.pk, "seat_pk": absent.pk},
        "councils:close_session": {"pk": voted.pk},
    }


def _initiatives(world: World, chamber: Chamber) -> dict[str, Arguments]:
    draft = initiatives.drafted(world, title=f"Trả kết quả qua bưu điện, {SECRET}")
    submitted = initiatives.submitted(world, title=f"Đặt lịch hẹn trực tuyến, {SECRET}")
    recognised = initiatives.recognised(world, chamber, title="Ki-ốt tra cứu hồ sơ")
    session = initiatives.judged(world, chamber, initiatives.examined(world, title="Sổ tay điện tử một cửa"))
    return {
        **each("initiatives", ("detail", "revise_initiative", "prove_initiative", "submit_initiative"), pk=draft.pk),
        "initiatives:proof": {"pk": draft.pk, "number": _proved(world, draft).pk},
        "initiatives:examine_initiative": {"pk": submitted.pk},
        "initiatives:withdraw_recognition": {"pk": recognised.pk},
        "initiatives:apply_results": {"session_pk": session.pk},
    }


def _proved(world: World, initiative: Initiative) -> Citation:
    upload = files.brought(world, "Ảnh mô hình.png", picture())
    return cite_upload(upload, initiative, actor=world.can_bo, at=NOVEMBER)


def _registers(world: World) -> dict[str, Arguments]:
    """A workbook of people that changes nothing, waiting to be written; conduct of the officer; an earlier award."""
    register = REGISTERS["ca-nhan"]
    content = workbook_of(register, scope_of(world.huyen, TODAY))
    acts: dict[str, Any] = {"actor": world.thuong_truc, "at": TODAY}
    upload, _plan = preview_workbook(register, world.huyen, name="ca-nhan.xlsx", content=content, **acts)
    officer, early = world.people["officer"], date(2021, 2, 1)
    discipline = discipline_person(officer, acted_on=early, form=CONDUCT, breaks_order=False, **acts)
    review = open_review(officer, kind=CONDUCT, began_on=TODAY.date(), **acts)
    scan = store_file(b"%PDF-1.7", name="qd-12.pdf", media_type="application/pdf", **acts)
    said = {"form": "giay_khen_huyen", "decision_code": "12/QĐ", "decided_on": early}
    backfill_commendation(officer, fields=said, proof=Proof(world.huyen, scan, "Nạp từ tệp"), **acts)
    return {
        "registers:scan": {"pk": Backfilled.objects.get().pk},
        **each("registers", ("workbook", "download_workbook"), register="ca-nhan"),
        **each("registers", ("discipline", "strike_discipline"), pk=discipline.pk),
        **each("registers", ("review", "end_review", "strike_review"), pk=review.pk),
        **each("registers", ("add_discipline", "add_review_of_person"), pk=officer.pk),
        "registers:add_review_of_unit": {"pk": world.truc_chinh.pk},
        **each("registers", ("upload", "write_workbook", "discard_workbook"), pk=upload.pk),
    }


def _people(world: World) -> dict[str, Arguments]:
    """The officer of Trực Chính, who is on leave."""
    plant()  # on those who came since, too
    officer = world.people["officer"]
    leave = record_leave(officer, kind="thai_san", began_on=date(2023, 12, 1), actor=world.thuong_truc, at=TODAY)
    names = ("correct_person", "transfer_person", "end_service", "record_leave")
    return {
        **each("registers", names, pk=officer.pk),
        "registers:end_leave": {"pk": leave.pk},
        **each("registers", ("merge_people", "keep_apart"), kept=officer.pk, duplicate=world.people["head"].pk),
    }
