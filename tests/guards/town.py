"""The small world grown until every page has something to show, and for every address the object it is asked with.

What belongs to a unit belongs to UBND xã Trực Chính. Who stands in another relation to it holds every role there is at
once: what all roles together do not open there, none of them opens.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from tests.factories import files, initiatives
from tests.factories.councils import Chamber, make_chamber
from tests.factories.dossiers import NOVEMBER, appraised, deserving, meeting
from tests.factories.pages import it_is
from tests.factories.work import make_activity, make_task
from tests.factories.world import SLUG, World, make_person, make_unit, make_user, moment
from tests.files.building import changed, picture, word
from tests.guards.canary import plant

from thidua.accounts.models import User
from thidua.awards.actions.blanks import add_blank
from thidua.awards.actions.decisions import issue_decision, propose_awards, sign_decision
from thidua.awards.actions.print_runs import start_print_run
from thidua.awards.background import print_all
from thidua.awards.models import Award, CertificateBlank, Decision, PrintRun
from thidua.core.calendar import local_date
from thidua.documents.actions import adopt_template
from thidua.documents.enums import PaperKind
from thidua.documents.models import Paper
from thidua.documents.papers.office import starter
from thidua.dossiers.actions.dossiers import accept_dossier, confirm_dossier, start_dossier
from thidua.dossiers.actions.minutes import record_minutes
from thidua.dossiers.actions.nominations import nominate
from thidua.dossiers.actions.papers import draft_papers
from thidua.dossiers.actions.signed_papers import attach_signed_paper
from thidua.dossiers.actions.submission import submit_dossier
from thidua.dossiers.models import Dossier
from thidua.dossiers.places import places_of
from thidua.files.actions import cite_upload, store_file
from thidua.files.models import Citation
from thidua.files.queries import citations_of
from thidua.initiatives.models import Initiative
from thidua.movements.actions.rounds import close_round_for_appraisal, publish_round
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
from thidua.scoring.actions.proofs import prove_item
from thidua.scoring.actions.results import publish_results
from thidua.scoring.actions.sets import create_criteria_set, open_sheets
from thidua.scoring.actions.sheets import appraise_sheet, self_score
from thidua.scoring.actions.surveys import make_invitations, start_survey
from thidua.scoring.models import CriteriaSet, Survey
from thidua.scoring.queries.proofs import item_of

TODAY = moment(2023, 12, 20)
CRITERIA: dict[str, Any] = {
    "code": "xa",
    "name": "Bộ tiêu chí CCHC cấp xã",
    "fields": [
        {
            "code": "1",
            "name": "Chỉ đạo, điều hành",
            "criteria": [{"code": "1.1", "name": "Kế hoạch CCHC", "max": 10, "rule": {"kind": "fixed"}}],
        }
    ],
}
SURVEYED = {
    "code": "2",
    "name": "Ý kiến người dân",
    "criteria": [
        {"code": code, "name": "Hài lòng", "max": 5, "rule": {"kind": "survey", "weights": {"Có": 100, "Không": 0}}}
        for code in ("1.2", "1.3", "1.4")
    ],
}
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
SECRET = "bí mật của Trực Chính"  # in every text that no stranger may read
CONDUCT = "bị xem xét vì việc riêng"  # in what is shown to who judges by it
JUDGES = ("thuong_truc", "chu_tich", "thanh_tra")

OF_UNIT = (
    *("unit", "declare_comparison", "describe_unit", "stand_in"),
    *("rename_unit", "move_unit", "merge_units", "split_unit", "dissolve_unit"),
)

Arguments = Mapping[str, Any]


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
    award = _awarded(world)
    users: dict[str, User | None] = {name: getattr(world, name, None) for name in PERSONAS} | _others(world)
    users |= {"thanh_vien": chamber.users["an"], "thu_ky_hoi_dong": chamber.users["secretary"]}
    _conduct(world)
    asked = {
        **_movements(),
        "movements:withdraw_registration": _registered(world),
        **_work(world),
        **_scoring(world),
        **_councils(chamber),
        **_initiatives(world, chamber),
        **_dossiers(world, award),
        **_awards(world, award),
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
        **_each("portal", of_sign_in, pk=clerk.pk),
        **_each("portal", ("end_role", "delegate_role"), pk=world.thu_truong.roles.get().pk),
    }


def _conduct(world: World) -> None:
    """A matter of 2020, which bars nobody in 2023, and which few may read."""
    person = world.people["officer"]
    Review.objects.create(person=person, kind=CONDUCT, began_on=date(2020, 1, 2), ended_on=date(2020, 3, 2))


def _awarded(world: World) -> Award:
    """The round of 2023 at its end: decided, issued, published."""
    round_, december = world.rounds["hang-nam-2023"], moment(2023, 12, 15)
    appraised(world)
    round_ = close_round_for_appraisal(round_, actor=world.thuong_truc, at=december)
    decision = propose_awards(round_, actor=world.thuong_truc, at=december)
    decision = sign_decision(decision, actor=world.chu_tich, at=december)
    decision = issue_decision(decision, actor=world.van_thu, at=december)
    publish_round(decision.round, actor=world.thuong_truc, at=december)
    return decision.awards.get(kind="tap_the")


def _movements() -> dict[str, Arguments]:
    of_round = ("open_round", "close_round", "publish_round", "registrations", "register")
    return {
        **_each("movements", ("plan", "guidance", "rounds", "successions"), slug=SLUG),
        "movements:settle_duty": {"slug": SLUG, "code": "hang-nam-2025", "duty": "giay_khen"},
        "movements:hand_over_round": {"slug": SLUG, "code": "hang-nam-2025"},
        **_each("movements", of_round, slug=SLUG, code="hang-nam-2024"),
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
        **_each(
            "work", ("task", "prove_task", "complete_task", "return_task", "judge_task", "cancel_task"), pk=task.pk
        ),
        **_each("publicity", ("activity", "prove_activity", "approve_activity", "publish_activity"), pk=activity.pk),
    }


def _files(world: World) -> dict[str, Arguments]:
    """A file on its way, and one that is kept."""
    coming, kept = files.coming(world), files.brought(world)
    return {
        **_each("files", ("part", "finish"), pk=coming.pk),
        **_each("files", ("detail", "download", "withdraw"), pk=kept.pk),
    }


def _organizations(world: World) -> dict[str, Arguments]:
    """A block with one member; a unit of the district, whatever it came from."""
    acts: dict[str, Any] = {"actor": world.thuong_truc, "at": NOVEMBER}
    block = create_block(world.huyen, name="Khối các xã", valid_from=date(2021, 1, 1), **acts)
    member = join_block(block, unit=world.truc_chinh, valid_from=date(2021, 1, 1), **acts)
    return {
        **_each("organizations", OF_UNIT, pk=world.truc_chinh.pk),
        "organizations:end_stand_in": {"pk": _stand_in(world).pk},
        **_each("organizations", ("block", "join_block", "name_block_head"), pk=block.pk),
        "organizations:leave_block": {"pk": member.pk},
    }


def _stand_in(world: World) -> StandIn:
    """From next year the secretariat enters for the unit; until then it does so itself."""
    said = {"reason": "Chưa có máy tính.", "valid_from": date(2024, 1, 1)}
    return begin_standing_in(world.truc_chinh, **said, actor=world.thuong_truc, at=NOVEMBER)  # type: ignore[arg-type]


def _scoring(world: World) -> dict[str, Arguments]:
    """A set of 2022 whose results are out, and one of 2024 whose sheets are open."""
    published, current = (
        create_criteria_set(world.huyen, year=year, definition=definition, actor=world.thuong_truc, at=NOVEMBER)
        for year, definition in ((2022, CRITERIA), (2024, CRITERIA | {"fields": [*CRITERIA["fields"], SURVEYED]}))
    )
    _publish(world, published)
    [sheet] = open_sheets(current, [world.truc_chinh], actor=world.thuong_truc, at=NOVEMBER)
    of_sheet = ("sheet", "self_score_sheet", "save_sheet", "appraise_sheet", "explain_sheet")
    of_workbook = ("export_sheet", "import_workbook", "apply_workbook")
    of_set = ("criteria", "definition", "try_set", "revise_criteria_set", "open_sheets", "round", "set_timetable")
    of_round = ("appraise_fields", "lock_sheet", "unlock_sheet")
    cited = files.brought(world, "Biên bản.docx", changed(word(), {"docProps/x.xml": b"<x/>"}))
    item = prove_item(item_of(sheet, "1.1"), uploads=[cited], actor=world.can_bo, at=NOVEMBER)
    proof = {"pk": sheet.pk, "citation": citations_of(item)[0].pk}
    of_survey = ("survey", "make_invitations", "survey_workbook", "enter_survey_counts", "close_survey")
    survey, entered, slip = _surveys(world, current)
    return {
        **_each("scoring", ("ranking", "export_ranking", "bundle", "pictures", "what_if"), pk=published.pk),
        "scoring:picture": {"pk": published.pk, "key": "xep-hang", "form": "xlsx"},
        **_each("scoring", ("sheets", "publish_results", "charge_office", "extend_appraisal", *of_set), pk=current.pk),
        **_each("scoring", ("surveys", "start_survey"), pk=current.pk),
        **_each("scoring", of_survey, pk=survey.pk),
        "scoring:survey_workbook": {"pk": entered.pk},
        "scoring:enter_survey_counts": {"pk": entered.pk},
        "survey:answer": {"token": slip},
        **_each("scoring", of_sheet + of_workbook + of_round, pk=sheet.pk),
        "scoring:prove_item": {"pk": sheet.pk, "code": "1.1"},
        "scoring:proof": proof,
    }


def _surveys(world: World, criteria_set: CriteriaSet) -> tuple[Survey, Survey, str]:
    """A survey answered by slips, with one slip that is not used; another whose results come in a workbook."""
    acts: dict[str, Any] = {"actor": world.thuong_truc, "at": NOVEMBER}
    asked: dict[str, Any] = {"question": "Ông/bà có hài lòng không?", "closes_on": date(2024, 12, 31), **acts}
    survey, entered = (start_survey(criteria_set, criterion=code, **asked) for code in ("1.2", "1.3"))
    [(_unit, slip)] = make_invitations(survey, units=[world.truc_chinh], each=1, **acts)
    return survey, entered, slip


def _publish(world: World, criteria_set: CriteriaSet) -> None:
    acts: dict[str, Any] = {"actor": world.thuong_truc, "at": NOVEMBER}
    for sheet, officer in zip(
        open_sheets(criteria_set, [world.truc_chinh, world.co_le], **acts),
        (world.can_bo, world.nguoi_ngoai),
        strict=True,
    ):
        entries = {"1.1": {"points": 9}}
        appraise_sheet(self_score(sheet, entries, actor=officer, at=NOVEMBER), entries, **acts)
    publish_results(criteria_set, **acts)


def _councils(chamber: Chamber) -> dict[str, Arguments]:
    """A session not yet open, one where ballots are cast, one that waits for the count."""
    called, open_ = chamber.called(), chamber.opened()
    voted = chamber.voted(present=("chair", "secretary", "an", "binh"))
    absent = voted.seats.get(is_present=False)
    return {
        **_each("councils", ("session", "open_session", "recuse_member"), pk=called.pk),
        **_each("councils", ("mark_present", "cast_ballot", "finish_voting"), pk=open_.pk),
        "councils:record_opinion": {"pk": voted.pk, "seat_pk": absent.pk},
        "councils:close_session": {"pk": voted.pk},
    }


def _initiatives(world: World, chamber: Chamber) -> dict[str, Arguments]:
    draft = initiatives.drafted(world, title=f"Trả kết quả qua bưu điện, {SECRET}")
    submitted = initiatives.submitted(world, title=f"Đặt lịch hẹn trực tuyến, {SECRET}")
    recognised = initiatives.recognised(world, chamber, title="Ki-ốt tra cứu hồ sơ")
    session = initiatives.judged(world, chamber, initiatives.examined(world, title="Sổ tay điện tử một cửa"))
    return {
        **_each("initiatives", ("detail", "revise_initiative", "prove_initiative", "submit_initiative"), pk=draft.pk),
        "initiatives:proof": {"pk": draft.pk, "number": _proved(world, draft).pk},
        "initiatives:examine_initiative": {"pk": submitted.pk},
        "initiatives:withdraw_recognition": {"pk": recognised.pk},
        "initiatives:apply_results": {"session_pk": session.pk},
    }


def _proved(world: World, initiative: Initiative) -> Citation:
    upload = files.brought(world, "Ảnh mô hình.png", picture())
    return cite_upload(upload, initiative, actor=world.can_bo, at=NOVEMBER)


def _dossier(world: World, code: str, at: datetime) -> Dossier:
    """A whole draft for another round than that of 2023."""
    dossier = start_dossier(world.rounds[code], world.truc_chinh, actor=world.can_bo, at=at)
    row = nominate(dossier, world.truc_chinh, achievement=f"Hoàn thành tốt, {SECRET}.", actor=world.can_bo, at=at)
    draft_papers(dossier, actor=world.can_bo, at=at)
    held = replace(meeting(world, [row]), held_on=local_date(at))
    record_minutes(dossier, held, actor=world.can_bo, at=at)
    return dossier


def _dossiers(world: World, award: Award) -> dict[str, Arguments]:
    """One dossier at each step of its way, each in a round of its own."""
    draft = _dossier(world, "hang-nam-2024", TODAY)
    confirmed = confirm_dossier(_dossier(world, "hang-nam-2025", TODAY), actor=world.thu_truong, at=TODAY)
    submitted, accepted = _sent(world, 2022), _sent(world, 2021)
    accepted = accept_dossier(accepted, actor=world.thuong_truc, at=moment(2021, 11, 25))
    close_round_for_appraisal(accepted.round, actor=world.thuong_truc, at=moment(2021, 12, 15))
    paper = draft.papers.order_by("pk")[0].paper
    kept = award.nomination.verdicts.order_by("pk")[0]
    standing = {"code": "hang-nam-2023", "kind": "tap_the", "pk": world.truc_chinh.pk}
    return {
        **_each(
            "dossiers", ("detail", "prepare", "nominate", "draft_papers", "record_minutes", "confirm"), pk=draft.pk
        ),
        **_each("dossiers", ("describe_nominee", "prove_nominee", "withdraw_nominee"), pk=draft.nominations.get().pk),
        **_each("dossiers", ("unconfirm", "submit"), pk=confirmed.pk),
        **_each("dossiers", ("signed_paper", "remove_signed", "signed_file"), **_signed(world, draft)),
        **_each("dossiers", ("receipt", "recall", "accept", "return_for_completion"), pk=submitted.pk),
        **_each("dossiers", ("appraise", "finish_appraisal"), pk=accepted.pk),
        **_each("dossiers", ("kept_verdict", "kept_facts", "kept_annex"), pk=kept.pk),
        **_each("dossiers", ("standing_detail", "standing_annex"), **standing),
        "dossiers:record_judgement": {**standing, "key": "lanh_dao"},
        "dossiers:give_opinion": {"pk": accepted.nominations.get().pk},
        **_each("dossiers", ("submission", "sealed_content"), pk=submitted.pk, version=1),
        "dossiers:sent_file": {"pk": submitted.pk, "version": 1, "number": 1},
        **_each("dossiers", ("extend", "record_paper"), code="hang-nam-2024"),
        "documents:download": {"pk": paper.pk, "extension": "pdf"},
        **_each("documents", ("adopt_template", "retire_template", "template_file"), **_own_template(world)),
    }


def _own_template(world: World) -> Arguments:
    """UBND xã Trực Chính writes its letters in a template of its own."""
    kind = PaperKind.TO_TRINH.value
    given = {"content": starter(kind), "name": "to-trinh.docx", "actor": world.thu_truong, "at": TODAY}
    adopt_template(world.truc_chinh, kind, **given)
    return {"unit": world.truc_chinh.pk, "kind": kind}


def _signed(world: World, dossier: Dossier, at: datetime = TODAY) -> Arguments:
    """The dossier's letter came signed, as a scan."""
    scan = files.brought(world, "Tờ trình đã ký.png", picture())
    attach_signed_paper(dossier, places_of(dossier)[0], upload=scan, actor=world.can_bo, at=at)
    return {"pk": dossier.pk, "place": "to_trinh"}


def _sent(world: World, year: int) -> Dossier:
    at = moment(year, 11, 24)
    confirmed = confirm_dossier(_dossier(world, f"hang-nam-{year}", at), actor=world.thu_truong, at=at)
    _signed(world, confirmed, at)
    return submit_dossier(confirmed, actor=world.can_bo, at=at)


def _awards(world: World, award: Award) -> dict[str, Arguments]:
    proposed = _proposed(award.decision)
    return {
        "portal:public_award": {"pk": award.pk},
        "awards:revoke_award": {"pk": award.pk},
        **_each("awards", ("notice", "tell"), pk=award.nomination.dossier_id),
        "awards:propose_awards": {"slug": SLUG, "code": "hang-nam-2021"},
        **_each("awards", ("decision", "publish_round", "certificates", "export_decision"), pk=award.decision_id),
        "awards:print_certificates": {"pk": award.decision_id},
        "awards:blanks": {"pk": world.huyen.pk},
        **_each("awards", ("blank", "test_sheet"), pk=_blank(world).pk),
        "awards:print_file": {"pk": award.decision_id, "run": _printed(world, award.decision).pk, "what": "zip"},
        **_each("awards", ("sign_decision", "issue_decision"), pk=proposed.pk),
        "awards:strike_nomination": {"pk": proposed.pk, "nomination": award.nomination_id},
    }


def _blank(world: World) -> CertificateBlank:
    return add_blank(world.huyen, name="Phôi năm 2023", actor=world.van_thu, at=TODAY)


def _printed(world: World, issued: Decision) -> PrintRun:
    """The certificates of the decision, printed by the clerk."""
    run = start_print_run(issued, actor=world.van_thu, at=TODAY)
    print_all(run.pk)
    return run


def _proposed(issued: Decision) -> Decision:
    """A decision that waits for the chair: the same nominees once more, with a draft of its own."""
    assert issued.paper is not None
    draft = Paper.objects.create(
        authority=issued.authority,
        issuer=issued.authority,
        kind=PaperKind.QUYET_DINH,
        title="Dự thảo",
        data=issued.paper.data,
        drafted_at=TODAY,
    )
    waiting = Decision.objects.create(authority=issued.authority, round=issued.round, form=issued.form, paper=draft)
    waiting.nominations.set(issued.nominations.all())
    return waiting


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
        **_each("registers", ("workbook", "download_workbook"), register="ca-nhan"),
        **_each("registers", ("discipline", "strike_discipline"), pk=discipline.pk),
        **_each("registers", ("review", "end_review", "strike_review"), pk=review.pk),
        **_each("registers", ("add_discipline", "add_review_of_person"), pk=officer.pk),
        "registers:add_review_of_unit": {"pk": world.truc_chinh.pk},
        **_each("registers", ("upload", "write_workbook", "discard_workbook"), pk=upload.pk),
    }


def _people(world: World) -> dict[str, Arguments]:
    """The officer of Trực Chính, who is on leave."""
    plant()  # on those who came since, too
    officer = world.people["officer"]
    leave = record_leave(officer, kind="thai_san", began_on=date(2023, 12, 1), actor=world.thuong_truc, at=TODAY)
    names = ("correct_person", "transfer_person", "end_service", "record_leave")
    return {
        **_each("registers", names, pk=officer.pk),
        "registers:end_leave": {"pk": leave.pk},
        **_each("registers", ("merge_people", "keep_apart"), kept=officer.pk, duplicate=world.people["head"].pk),
    }


def _each(app: str, names: tuple[str, ...], **arguments: Any) -> dict[str, Arguments]:
    return {f"{app}:{name}": arguments for name in names}
