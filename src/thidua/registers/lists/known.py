"""The people and posts of an authority, as a workbook is checked against them. A constant number of statements."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from thidua.core.tables import Row
from thidua.core.text import clean, fold
from thidua.organizations.models import Person, Post, Unit, holds_on
from thidua.registers.plan import Plan, Scope, number_in


@dataclass(frozen=True)
class Head:
    """Who heads a unit from a day until another, in the register (`row` None) or by a row of the file."""

    unit: Unit
    valid_from: date
    valid_until: date | None
    name: str
    row: Row | None = None
    key: str = "dung_dau"

    def overlaps(self, other: "Head") -> bool:
        return (self.valid_until is None or other.valid_from < self.valid_until) and (
            other.valid_until is None or self.valid_from < other.valid_until
        )


@dataclass
class Known:
    """Everybody with a post, now or before, at a unit of the authority."""

    posts: list[Post]
    by_person: dict[int, list[Post]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for post in self.posts:
            self.by_person[post.person_id].append(post)

    @cached_property
    def people(self) -> dict[int, Person]:
        return {post.person_id: post.person for post in self.posts}

    @cached_property
    def by_identity(self) -> dict[str, Person]:
        return {person.identity_number: person for person in self.people.values() if person.identity_number}

    @cached_property
    def by_name(self) -> dict[str, list[Person]]:
        """People by their very name: An is not Ân where somebody is to be found."""
        found: dict[str, list[Person]] = defaultdict(list)
        for person in self.people.values():
            found[name_key(person.full_name)].append(person)
        return found

    @cached_property
    def by_folded(self) -> dict[str, list[Person]]:
        """People by their name without marks, where somebody is only to be pointed out."""
        found: dict[str, list[Person]] = defaultdict(list)
        for person in self.people.values():
            found[person.name_folded].append(person)
        return found

    @cached_property
    def by_post(self) -> dict[tuple[str, int, str, date], list[Post]]:
        """Posts by what a row says of them: name, unit, title, first day."""
        found: dict[tuple[str, int, str, date], list[Post]] = defaultdict(list)
        for post in self.posts:
            key = (name_key(post.person.full_name), post.unit_id, fold(post.title), post.valid_from)
            found[key].append(post)
        return found

    def post_on(self, person: int, day: date) -> Post | None:
        """The post held that day, the head's first; else the last one held."""
        rows = sorted(self.by_person.get(person, ()), key=lambda post: (post.valid_from, post.is_head))
        now = [post for post in rows if holds_on(post, day)]
        held = now or rows
        return held[-1] if held else None

    def heads(self) -> list[Head]:
        return [
            Head(post.unit, post.valid_from, post.valid_until, post.person.full_name)
            for post in self.posts
            if post.is_head
        ]

    def person(self, row: Row, plan: Plan) -> Person | None:
        """The person a row names: by code, else by a name that only one has; a problem at the cell otherwise."""
        if row["ma_ca_nhan"] is not None:
            return self.coded(row, plan)
        if row["ho_ten"] is None:
            return None
        found = self.by_name.get(name_key(row["ho_ten"]), [])
        if len(found) == 1:
            return found[0]
        what = f"có {len(found)} người tên “{row['ho_ten']}”." if found else f"không có ai tên “{row['ho_ten']}”."
        fix = "Ghi mã cá nhân." if found else "Thêm người này ở sổ Cá nhân trước."
        plan.problems.append(row.problem("ho_ten", what, fix))
        return None

    def coded(self, row: Row, plan: Plan) -> Person | None:
        person = self.people.get(number_in(row["ma_ca_nhan"], "CN") or 0)
        if person is None:
            what = f"không có cá nhân mang mã “{row['ma_ca_nhan']}”."
            plan.problems.append(row.problem("ma_ca_nhan", what, "Giữ nguyên mã của tệp tải về; người mới để trống."))
        return person


def name_key(name: str) -> str:
    """One name whatever its Unicode form, capitals and spaces; its marks count."""
    return clean(name).casefold()


def known_in(scope: Scope) -> Known:
    """One statement."""
    rows = Post.objects.filter(unit__in=[unit.pk for unit in scope.units], person__merged_into=None)
    return Known(list(rows.select_related("person", "unit").order_by("person__sort_key", "person_id", "valid_from")))


def second_heads(heads: Iterable[Head], plan: Plan) -> None:
    """A unit has one head at a time: a problem at the row that would bring a second one."""
    by_unit: dict[int, list[Head]] = defaultdict(list)
    for head in heads:
        by_unit[head.unit.pk].append(head)
    for rows in by_unit.values():
        for earlier, later in _pairs(rows):
            if later.row is not None and earlier.overlaps(later):
                what = f"{later.unit.name} đã có người đứng đầu: {earlier.name}."
                fix = "Kết thúc vị trí của người này trước, ở sổ Vị trí công tác."
                plan.problems.append(later.row.problem(later.key, what, fix))
                break


def _pairs(rows: list[Head]) -> Iterator[tuple[Head, Head]]:
    """Those of the register first, so that the problem stands at a row of the file."""
    rows = sorted(rows, key=lambda head: (head.row is not None, head.row.number if head.row else 0))
    for place, later in enumerate(rows):
        for earlier in rows[:place]:
            yield earlier, later
