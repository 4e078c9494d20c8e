"""Judgements the plan leaves to a body, and extensions of a deadline: records with a reason and a name."""

from datetime import datetime

from django.db import transaction

from thidua.accounts.models import User
from thidua.audit.actions import record
from thidua.core.calendar import local_date
from thidua.core.errors import InputError, Problem
from thidua.dossiers.models import Extension, Judgement
from thidua.dossiers.permissions import may_extend, may_judge
from thidua.movements.models import Round
from thidua.organizations.models import Person, Unit
from thidua.organizations.permissions import require
from thidua.organizations.queries import person_of, posts_of, roles_of

JUDGED = {  # the fact's key → what is concluded, in the plan's words
    "lanh_dao": "Thực hiện tốt công tác lãnh đạo, chỉ đạo",  # III.2.a/tap-the/1
    "tuyen_truyen_danh_gia": "Tuyên truyền đạt hiệu quả cao",  # III.2.a/tap-the/2
    "nhiem_vu_danh_gia": "Thực hiện tốt các nhiệm vụ được giao",  # III.2.a/ca-nhan/1
    "pham_chat": "Phẩm chất đạo đức tốt, đoàn kết, gương mẫu",  # III.2.a/ca-nhan/4
    "thanh_tich_5_nam": "Thành tích xuất sắc trong công tác CCHC 5 năm",  # III.2.b
}


@transaction.atomic
def record_judgement(
    round_: Round, subject: Unit | Person, *, key: str, conclusion: bool, reason: str, actor: User, at: datetime
) -> Judgement:
    """Conclude what the plan's words leave to judgement. A later conclusion replaces an earlier one; both stay."""
    if key not in JUDGED:
        raise InputError(Problem("key", f"không có nội dung đánh giá “{key}”.", f"Các nội dung: {', '.join(JUDGED)}."))
    if not reason.strip():
        raise InputError(Problem("reason", "Chưa ghi lý do của kết luận.", "Ghi căn cứ: kết luận kiểm tra, số liệu…"))
    judge = person_of(actor)
    unit = subject if isinstance(subject, Unit) else _unit_of(subject, at)
    own = isinstance(subject, Person) and judge is not None and judge.pk == subject.pk
    require(may_judge(roles_of(actor, at), round_, key=key, unit=unit, is_own=own))
    judgement = Judgement.objects.create(
        round=round_,
        unit=subject if isinstance(subject, Unit) else None,
        person=subject if isinstance(subject, Person) else None,
        key=key,
        conclusion=conclusion,
        reason=reason,
        by=_signature(judge, actor, at),
        entered_by=actor,
        at=at,
    )
    record(
        judgement,
        "judgement.recorded",
        actor=actor,
        at=at,
        reason=reason,
        new={"key": key, "conclusion": conclusion, "subject": str(subject)},
    )
    return judgement


def _unit_of(person: Person, at: datetime) -> Unit:
    post = posts_of([person.pk], local_date(at)).get(person.pk)
    if post is None:
        raise InputError(Problem("nominee", f"{person} hiện không giữ vị trí công tác nào, nên chưa có ai đánh giá."))
    return post.unit


def _signature(judge: Person | None, actor: User, at: datetime) -> str:
    """Name who concluded: person, post, unit."""
    if judge is None:
        return actor.get_username()
    post = posts_of([judge.pk], local_date(at)).get(judge.pk)
    return f"{judge.full_name}, {post.title}, {post.unit}" if post else judge.full_name


@transaction.atomic
def extend_deadline(
    round_: Round, unit: Unit | None, *, until: datetime, reason: str, actor: User, at: datetime
) -> Extension:
    """Let one unit, or all, send later: a record with its reason, never a change of the deadline itself."""
    require(may_extend(roles_of(actor, at), round_))
    if not reason.strip():
        raise InputError(Problem("reason", "Chưa ghi lý do gia hạn."))
    if until <= round_.deadline:
        raise InputError(Problem("until", "Thời hạn mới phải sau hạn của đợt.", "Chọn một ngày muộn hơn."))
    extension = Extension.objects.create(round=round_, unit=unit, until=until, reason=reason)
    record(
        extension,
        "deadline.extended",
        actor=actor,
        at=at,
        reason=reason,
        new={"until": until.isoformat(), "unit": str(unit) if unit else None},
    )
    return extension
