"""Two records of one person become one. Nothing is deleted: the second record stays and points to the first.

Whatever named the second record names the first from then on, and the event lists every row that was turned, so that
the merging can be undone by hand. What a trigger has frozen cannot be turned: then nothing is merged.
"""

from collections.abc import Iterator
from datetime import datetime

from django.db import DatabaseError, models, transaction

from thidua.accounts.models import User
from thidua.audit.actions import record
from thidua.core.errors import InputError, NotAllowed, Problem
from thidua.core.text import clean
from thidua.organizations.models import ApartPeople, Person
from thidua.organizations.permissions import authorise, may_keep_person
from thidua.organizations.queries import all_posts_of

_KEPT_WHERE_MISSING = ("birth_date", "is_woman", "identity_number", "phone")


@transaction.atomic
def merge_people(kept: Person, duplicate: Person, *, reason: str, actor: User | None, at: datetime) -> Person:
    """Declare two records to be one person, with the reason; asked for by somebody, never done by itself."""
    rows = {row.pk: row for row in Person.objects.select_for_update().filter(pk__in=[kept.pk, duplicate.pk])}
    kept, duplicate = rows[kept.pk], rows[duplicate.pk]
    for person in (kept, duplicate):
        post = all_posts_of(person).first()
        authorise(actor, at, lambda roles, post=post: may_keep_person(roles, post.unit if post else None))  # type: ignore[misc]
    _check(kept, duplicate, reason)
    try:
        with transaction.atomic():
            turned = dict(_turn(kept, duplicate))
    except DatabaseError as error:
        raise NotAllowed(
            "Hai hồ sơ cùng có mặt ở một việc đã khóa nên không gộp được; nêu cả hai trong hồ sơ."
        ) from error
    missing = {name: getattr(duplicate, name) for name in _KEPT_WHERE_MISSING if not getattr(kept, name)}
    duplicate.merged_into, duplicate.identity_number = kept, ""
    duplicate.save()
    for name, value in missing.items():
        setattr(kept, name, value)
    kept.save()
    new = {"merged_into": kept.pk, "turned": turned}
    record(duplicate, "person.merged", actor=actor, at=at, new=new, reason=clean(reason, lines=True))
    return kept


@transaction.atomic
def keep_apart(one: Person, other: Person, *, reason: str, actor: User | None, at: datetime) -> ApartPeople:
    """Say that two who look alike are two people; they are not offered for merging again."""
    first, second = sorted(Person.objects.select_for_update().filter(pk__in=[one.pk, other.pk]), key=lambda row: row.pk)
    for person in (first, second):
        post = all_posts_of(person).first()
        authorise(actor, at, lambda roles, post=post: may_keep_person(roles, post.unit if post else None))  # type: ignore[misc]
    if not (said := clean(reason, lines=True)):
        raise InputError(Problem("reason", "chưa ghi căn cứ.", "Ghi vì sao biết đây là hai người."))
    if ApartPeople.objects.filter(first=first, second=second).exists():
        raise NotAllowed("Hai hồ sơ này đã được ghi nhận là của hai người.")
    row = ApartPeople.objects.create(first=first, second=second, reason=said[:500], entered_by=actor, entered_at=at)
    record(row, "people.kept_apart", actor=actor, at=at, new={"people": [first.pk, second.pk]}, reason=row.reason)
    return row


def _check(kept: Person, duplicate: Person, reason: str) -> None:
    if kept.pk == duplicate.pk or kept.merged_into_id or duplicate.merged_into_id:
        raise NotAllowed("Chọn hai hồ sơ khác nhau, chưa gộp vào hồ sơ nào.")
    if kept.name_folded != duplicate.name_folded or (
        kept.birth_date and duplicate.birth_date and kept.birth_date != duplicate.birth_date
    ):
        raise NotAllowed("Chỉ gộp hai hồ sơ cùng họ tên, không khác ngày sinh; sửa hồ sơ sai trước.")
    if kept.identity_number and duplicate.identity_number:
        raise NotAllowed("Hai hồ sơ có hai số định danh khác nhau nên không phải là một người.")
    if not clean(reason):
        raise InputError(Problem("reason", "chưa ghi căn cứ gộp.", "Ghi vì sao biết hai hồ sơ là một người."))


def _turn(kept: Person, duplicate: Person) -> Iterator[tuple[str, list[int]]]:
    """Turn every relation from one record to the other; yield which rows."""
    for relation in Person._meta.related_objects:  # noqa: SLF001 - public API of Django
        if isinstance(relation, models.ManyToManyRel):
            model, field = relation.through, relation.field.m2m_reverse_field_name()
            other = relation.field.m2m_field_name()
            both = model._base_manager.filter(**{field: kept}).values(other)  # type: ignore[union-attr]  # noqa: SLF001
            model._base_manager.filter(**{field: duplicate, f"{other}__in": both}).delete()  # type: ignore[union-attr]  # noqa: SLF001
        else:
            model, field = relation.related_model, relation.field.name
        rows = model._base_manager.filter(**{field: duplicate})  # type: ignore[union-attr]  # noqa: SLF001
        if turned := list(rows.values_list("pk", flat=True)):
            rows.update(**{field: kept})
            yield f"{model._meta.label_lower}.{field}", turned  # type: ignore[union-attr]  # noqa: SLF001
