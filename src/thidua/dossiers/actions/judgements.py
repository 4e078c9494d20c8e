"""Judgements the plan leaves to a body: records with a conclusion, a reason and a name."""

from datetime import datetime

from django.db import transaction

from thidua.accounts.models import User
from thidua.audit.actions import record
from thidua.core.calendar import local_date
from thidua.core.errors import InputError, Problem
from thidua.core.text import clean
from thidua.dossiers.models import Judgement
from thidua.dossiers.permissions import may_judge
from thidua.dossiers.queries.verdicts import judged_criteria
from thidua.dossiers.subjects import Nominee, subject_for
from thidua.movements.models import Round
from thidua.organizations.models import Person, Unit
from thidua.organizations.permissions import require
from thidua.organizations.queries import person_of, posts_of, roles_of


@transaction.atomic
def record_judgement(
    round_: Round, nominee: Nominee, *, key: str, conclusion: bool, reason: str, actor: User, at: datetime
) -> Judgement:
    """Conclude what the plan's words leave to judgement. A later conclusion replaces an earlier one; both stay."""
    judge, said = person_of(actor), clean(reason, lines=True)
    unit = nominee if isinstance(nominee, Unit) else _unit_of(nominee, at)
    is_own = isinstance(nominee, Person) and judge is not None and judge.pk == nominee.pk
    require(may_judge(roles_of(actor, at), round_, key=key, unit=unit, is_own=is_own))
    if unit is None:
        raise InputError(Problem("nominee", f"{nominee} hiện không giữ vị trí công tác nào, nên chưa có ai đánh giá."))
    _check(round_, nominee, key, said)
    judgement = Judgement.objects.create(
        round=round_,
        unit=nominee if isinstance(nominee, Unit) else None,
        person=nominee if isinstance(nominee, Person) else None,
        key=key,
        conclusion=conclusion,
        reason=said,
        by=_signature(judge, actor, at),
        entered_by=actor,
        at=at,
    )
    record(
        judgement,
        "judgement.recorded",
        actor=actor,
        at=at,
        reason=said,
        new={"key": key, "conclusion": conclusion, "subject": str(nominee), "round": round_.code},
    )
    return judgement


def _check(round_: Round, nominee: Nominee, key: str, reason: str) -> None:
    problems = []
    asked = judged_criteria(round_, subject_for(nominee).kind)
    if key not in asked:
        fix = f"Các nội dung: {', '.join(asked)}."
        problems.append(Problem("key", f"Tiêu chuẩn của đợt này không có nội dung đánh giá “{key}”.", fix))
    if not reason:
        problems.append(Problem("reason", "Chưa ghi lý do của kết luận.", "Ghi căn cứ: kết luận kiểm tra, số liệu…"))
    if problems:
        raise InputError(*problems)


def _unit_of(person: Person, at: datetime) -> Unit | None:
    post = posts_of([person.pk], local_date(at)).get(person.pk)
    return post.unit if post else None


def _signature(judge: Person | None, actor: User, at: datetime) -> str:
    """Name who concluded: person, post, unit."""
    if judge is None:
        return actor.get_username()
    post = posts_of([judge.pk], local_date(at)).get(judge.pk)
    return f"{judge.full_name}, {post.title}, {post.unit}" if post else judge.full_name
