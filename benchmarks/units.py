"""The units of the whole country entered, entered again, and searched beside 300.000 people.

Prints JSON: `first` and `again` (seconds for the whole country, and for the second time), `new_again` (what the second
time added), `slowest` (milliseconds of database time of the slowest search, the median of seven) and `asked` (which).
"""

import json
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

PEOPLE, SEED, TURNS = 300_000, 2025, 7
_SURNAMES = (
    "Nguyễn",
    "Nguyễn",
    "Nguyễn",
    "Nguyễn",
    "Trần",
    "Trần",
    "Lê",
    "Lê",
    "Phạm",
    "Hoàng",
    "Huỳnh",
    "Phan",
    "Vũ",
    "Võ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Ngô",
    "Dương",
    "Lý",
)
_MIDDLE = (
    "Văn",
    "Văn",
    "Thị",
    "Thị",
    "Thị",
    "Hữu",
    "Đức",
    "Ngọc",
    "Minh",
    "Thanh",
    "Xuân",
    "Quang",
    "Thu",
    "Kim",
    "Hồng",
    "Công",
    "Đình",
)
_GIVEN = (
    "Anh",
    "Ánh",
    "An",
    "Ân",
    "Bình",
    "Bảo",
    "Chi",
    "Cường",
    "Dũng",
    "Duy",
    "Đạt",
    "Giang",
    "Hà",
    "Hạnh",
    "Hiền",
    "Hoa",
    "Hùng",
    "Huệ",
    "Hương",
    "Lan",
    "Mai",
    "Nam",
    "Nga",
    "Út",
    "Yến",
)
NAMES = ("nguyễn", "Nguyễn Văn An", "nguyen thi", "anh", "Trần Thị Ánh", "ut", "ly", "zzz", "thi", "h")
UNITS = ("Trực Ninh", "truc ninh", "xã", "ubnd", "14053", "phuong 5", "ubnd xa", "zzz")


@contextmanager
def _timed(spent: list[float]) -> Iterator[None]:
    """Add up the time of every statement, as the connection sees it."""
    from django.db import connection

    def watch(execute: Callable[..., Any], *args: Any) -> Any:
        began = time.perf_counter()
        try:
            return execute(*args)
        finally:
            spent[-1] += time.perf_counter() - began

    with connection.execute_wrapper(watch):
        yield


def _people() -> None:
    """A post for each of 300.000 people, spread over the communes of today."""
    from django.db import connection

    from thidua.core.text import fold, name_sort_key
    from thidua.organizations.models import Person, Post, Unit

    chance, first = random.Random(SEED), date(2025, 7, 1)
    places = list(Unit.objects.filter(valid_until=None).exclude(parent=None).values_list("pk", flat=True))
    for _ in range(PEOPLE // 10_000):
        names = [f"{chance.choice(_SURNAMES)} {chance.choice(_MIDDLE)} {chance.choice(_GIVEN)}" for _ in range(10_000)]
        people = Person.objects.bulk_create(
            Person(full_name=name, name_folded=fold(name), sort_key=name_sort_key(name), is_invented=True)
            for name in names
        )
        Post.objects.bulk_create(
            Post(person=each, unit_id=chance.choice(places), title="X", category="cong_chuc", valid_from=first)
            for each in people
        )
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _slowest() -> tuple[float, str]:
    """The slowest of the searches, as the secretariat of the largest province asks them."""
    from django.db.models import Count

    from thidua.organizations.models import Unit
    from thidua.organizations.queries import HeldRole, Roles
    from thidua.organizations.queries.search import find_people, find_units

    province = Unit.objects.filter(valid_until=None, parent=None).annotate(n=Count("children")).order_by("-n")[0]
    roles, today = Roles((HeldRole("chu_tich", province),)), date(2026, 11, 1)
    asked: list[tuple[str, Callable[[], object]]] = [
        *((f"people: {text}", lambda text=text: find_people(roles, text)) for text in NAMES),
        *((f"units: {text}", lambda text=text: find_units(text, today)) for text in UNITS),
    ]
    medians = []
    for text, ask in asked:
        spent: list[float] = []
        for _ in range(TURNS):
            spent.append(0.0)
            with _timed(spent):
                ask()
        medians.append((statistics.median(spent) * 1000, text))
    return max(medians)


def _measure() -> dict[str, Any]:
    from thidua.audit.queries import now
    from thidua.country import families
    from thidua.organizations.actions.country import Loaded, load_family

    def load() -> tuple[float, Loaded]:
        began, loaded = time.perf_counter(), Loaded()
        for family in families():
            loaded += load_family(family, since=date(2021, 1, 1), actor=None, at=now())
        return time.perf_counter() - began, loaded

    first, _ = load()
    again, added = load()
    _people()
    slowest, asked = _slowest()
    return {"first": first, "again": again, "new_again": added.units + added.links, "slowest": slowest, "asked": asked}


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["THIDUA_VAR"] = folder
        os.environ.pop("DATABASE_URL", None)
        from thidua.site import make_tables, start_django

        start_django()
        make_tables()
        print(json.dumps(_measure(), ensure_ascii=False))


if __name__ == "__main__":
    main()
