"""The plan's papers (III.3), drafted from the dossier and the facts: what each builder is given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from thidua.core.calendar import local_date
from thidua.core.eligibility import Answer, Outcome, Verdict
from thidua.core.plan import Clause, walk
from thidua.documents.actions import letterhead_of
from thidua.documents.enums import PaperKind
from thidua.documents.papers import Signature
from thidua.documents.papers.forms.bao_cao_thanh_tich import Achievement, AchievementReport, template_on
from thidua.documents.papers.forms.phu_luc_xet import NomineeVerdict, StandardResult, phu_luc_xet
from thidua.documents.papers.forms.to_trinh import Nominee, Submission
from thidua.dossiers.discretion import discreet_verdict
from thidua.dossiers.enums import Kind
from thidua.dossiers.models import Dossier, Nomination
from thidua.dossiers.queries.dossiers import nominations_of, subject_of
from thidua.dossiers.queries.proofs import Proofs, proofs_of
from thidua.dossiers.queries.verdicts import Standing, criteria_of, standings
from thidua.dossiers.standards import StandardLine, lines_of
from thidua.legal import load_law
from thidua.movements.models import Round
from thidua.movements.queries import folder_of
from thidua.organizations.models import Person, Post, Unit
from thidua.organizations.queries import heads_on, posts_of

MOST_FILES = 4  # named in one cell of a report


@dataclass(frozen=True)
class Material:
    """All that the papers of one dossier draw on, gathered once."""

    dossier: Dossier
    at: datetime
    nominations: Sequence[Nomination]
    standings: Mapping[int, Standing]
    posts: Mapping[int, Post]
    head: Post | None
    clauses: Mapping[str, Clause]
    proofs: Mapping[int, Proofs]


def material_of(dossier: Dossier, at: datetime) -> Material:
    """Gather what the papers need. A constant number of statements."""
    day = local_date(at)
    rows = list(nominations_of(dossier))
    found = standings(dossier.round, [subject_of(row) for row in rows], at)
    behind = proofs_of(dossier.round, [subject_of(row) for row in rows], at)
    plan = folder_of(dossier.round.movement).plan
    return Material(
        dossier,
        at,
        rows,
        {row.pk: found[subject_of(row)] for row in rows},
        posts_of([row.person_id for row in rows if row.person_id], day),
        heads_on([dossier.unit_id], day).get(dossier.unit_id),
        {clause.id: clause for clause in walk(plan)},
        {row.pk: behind[subject_of(row)] for row in rows},
    )


def signature_of(unit: Unit, head: Post | None) -> Signature:
    """Return the block in which the head of the unit signs; the name stays blank while there is no head."""
    committee = unit.name.startswith("UBND")
    return Signature(
        capacity="CHỦ TỊCH" if committee else (head.title if head else unit.head_title).upper(),
        name=head.person.full_name if head else "",
        authority="TM. ỦY BAN NHÂN DÂN" if committee else "",
        note="(Ký, đóng dấu)",
    )


def signed_by(head: Signature, unit: Unit, signer: Person, capacity: str, day: date) -> Signature:
    """Return the block in which somebody signs in the head's place; `head`: the head's own. One statement.

    Whoever has no post on record signs without one: none is made up.
    """
    post = posts_of([signer.pk], day).get(signer.pk)
    return head.by(capacity, _own_title(post, unit) if post else "", signer.full_name)


def _own_title(post: Post, unit: Unit) -> str:
    """Return the post as it stands under "KT.": "Phó Chủ tịch UBND huyện" signs as Phó Chủ tịch."""
    if post.unit_id == unit.pk:
        return post.title.partition(" UBND")[0]
    return f"Trưởng {post.unit.name}" if post.title == "Trưởng phòng" else post.title


def form_label(round_: Round, at: datetime) -> str:
    """Return the award asked for in the plan's words; NotInForce where it is not given that day.

    The plan names none for the five years.
    """
    if not round_.award_form:
        return "hình thức khen thưởng do người có thẩm quyền quyết định"
    in_force = load_law().award_form(round_.award_form, local_date(at))
    named = (award.label for award in folder_of(round_.movement).definition.awards if award.form == in_force.id)
    return next(named, in_force.label)


def merit_of(round_: Round) -> str:
    """Say what the award is for; the movement's own name holds its five years already."""
    title = round_.movement.title.removeprefix("Phong trào thi đua").strip(" “”")
    year = "" if round_.is_five_year else f" năm {round_.year}"
    return f"có thành tích xuất sắc trong phong trào thi đua “{title}”{year}"


def _described(material: Material, row: Nomination) -> tuple[str, str, str]:
    """Return name, position and unit as they are that day."""
    if row.unit is not None:
        return row.unit.name, "", ""
    post = material.posts.get(row.person_id or 0)
    return str(row.person), post.title if post else "", post.unit.name if post else ""


def _summary(standing: Standing) -> str:
    return f"{Answer(standing.verdict.verdict).label}: {standing.met}/{len(standing.verdict.criteria)} tiêu chuẩn đạt"


def _said(material: Material, row: Nomination) -> Verdict:
    """A paper goes through many hands: it says the outcome of what conduct decides, never the matter itself."""
    return discreet_verdict(material.dossier.round, row.kind, material.standings[row.pk].verdict)


def verdict_lines(material: Material) -> tuple[NomineeVerdict, ...]:
    """Return each nominee against every standard, in words, for the annex."""
    return tuple(
        nominee_verdict(
            material.dossier.round,
            row.kind,
            material.standings[row.pk].name,
            _said(material, row),
            unit=_described(material, row)[2],
        )
        for row in material.nominations
    )


def nominee_verdict(round_: Round, kind: str, name: str, verdict: Verdict, *, unit: str = "") -> NomineeVerdict:
    """Return one nominee against every standard, in words."""
    return NomineeVerdict(
        name=name,
        verdict=Answer(verdict.verdict).label,
        standards=tuple(_standard_result(row) for row in lines_of(round_, kind, verdict)),
        unit=unit,
        bars=tuple(f"{bar.reason} Căn cứ: {bar.source}." for bar in verdict.bars),
    )


def _standard_result(line: StandardLine) -> StandardResult:
    return StandardResult(
        standard=line.text,
        clause=line.cite,
        value=line.value,
        threshold=line.threshold,
        outcome=Outcome(line.outcome).label,
        source=line.source,
        reason=line.reason,
    )


def submission_of(material: Material) -> Submission:
    """Tờ trình kèm danh sách (III.3.a), the verdicts as its annex."""
    dossier, at = material.dossier, material.at
    label = form_label(dossier.round, at).partition(" của ")[0]  # whose it is, the sentence around it says
    named = {
        kind: tuple(
            Nominee(name, label, position, unit, _summary(material.standings[row.pk]))
            for row in material.nominations
            if row.kind == kind
            for name, position, unit in [_described(material, row)]
        )
        for kind in Kind.values
    }
    receiver = dossier.round.receiver
    decider = dossier.round.decider
    return Submission(
        letterhead=letterhead_of(dossier.unit, PaperKind.TO_TRINH, at=at),
        addressees=tuple(unit.name for unit in (decider, receiver) if unit),
        bases=_bases(dossier.round),
        proposer=dossier.unit.name,
        decider=decider.head_title if decider else "người có thẩm quyền",
        form=label,
        merit=merit_of(dossier.round),
        collectives=named[Kind.TAP_THE],
        individuals=named[Kind.CA_NHAN],
        signature=signature_of(dossier.unit, material.head),
        recipients=("Như trên", "Lưu: VT"),
        enclosures=("Báo cáo thành tích", "Biên bản họp Hội đồng Thi đua – Khen thưởng"),
        annexes=(phu_luc_xet(verdict_lines(material)),),
    )


def _bases(round_: Round) -> tuple[str, ...]:
    return (f"Căn cứ {plan_in_words(round_)} (khoản 2, khoản 3 mục III)",)


def plan_in_words(round_: Round) -> str:
    """Name the plan as papers cite it; its number only if the paper bears one."""
    folder = folder_of(round_.movement)
    number, title = folder.plan.number, folder.plan.title
    return f"Kế hoạch{f' số {number}' if number else ''} của {folder.definition.issuer} {title[0].lower()}{title[1:]}"


def _files(material: Material, row: Nomination, standard: str) -> str:
    """Name the files behind a standard; beyond a few, how many more."""
    criterion = criteria_of(material.dossier.round, row.kind).get(standard)
    names = [each.name for each in material.proofs[row.pk].get(criterion.rule.kind, [])] if criterion else []
    more = [f"và {len(names) - MOST_FILES} tệp khác"] if len(names) > MOST_FILES else []
    return "; ".join([*names[:MOST_FILES], *more])


def report_of(material: Material, row: Nomination) -> AchievementReport:
    """Báo cáo thành tích (III.3.b), its results drafted from the facts."""
    at = material.at
    name, position, unit = _described(material, row)
    general = (
        (("Tên tập thể", name), ("Địa bàn", row.unit.place))
        if row.unit is not None
        else (("Họ và tên", name), ("Chức vụ", position), ("Đơn vị công tác", unit))
    )
    return AchievementReport(
        letterhead=letterhead_of(material.dossier.unit, PaperKind.BAO_CAO, at=at),
        nominee_kind=row.kind,  # type: ignore[arg-type]
        nominee=name,
        form=form_label(material.dossier.round, at),
        merit=merit_of(material.dossier.round),
        on=max(local_date(at), template_on(local_date(at)).since),
        general=general,
        achievements=tuple(
            Achievement(material.clauses[criterion.clause].text, criterion.reason, _files(material, row, criterion.id))
            for criterion in _said(material, row).criteria
        ),
        signer=signature_of(material.dossier.unit, material.head)
        if row.unit is not None
        else Signature(capacity="NGƯỜI BÁO CÁO THÀNH TÍCH", name=name),
        confirmer=material.head.person.full_name if material.head else "",  # III.3.b
        overview=(row.achievement,) if row.achievement else (),
    )
