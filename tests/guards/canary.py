"""Personal data planted on everybody, to be found wherever it leaks: in pages, exports, papers, events, logs."""

import re
import zipfile
from collections.abc import Iterator
from datetime import date
from io import BytesIO

from thidua.organizations.models import Person

BORN = date(1987, 3, 29)
SIGNS = {
    "identity number": re.compile(r"036085\d{6}|36085\d{6}"),
    "birth date": re.compile(r"29[/.-]0?3[/.-]1987|1987-03-29|ngày 29 tháng 0?3 năm 1987|<v>31865(?:\.0)?</v>"),
    "phone": re.compile(r"0?9123\d{5}\b"),
}
KEEPER = "thuong_truc"
MEANT_FOR = {  # who keeps the register corrects it on the person's page and in the workbook, and nobody else
    ("noi_khac", "registers:download_workbook"),  # the workbook of their own district (test_canary.py)
    (KEEPER, "organizations:person"),
    (KEEPER, "registers:download_workbook"),
    (KEEPER, "registers:correct_person"),
}


def plant() -> None:
    """Give everybody a birth date, an identity number and a phone that nothing else could hold."""
    people = list(Person.objects.all())
    for person in people:
        person.birth_date, person.phone = BORN, f"09123{person.pk % 100_000:05}"
        person.identity_number = f"036085{person.pk % 1_000_000:06}"
    Person.objects.bulk_update(people, ["birth_date", "phone", "identity_number"])


def leaks(text: str) -> list[str]:
    """Which of the planted data a text says."""
    return [name for name, sign in SIGNS.items() if sign.search(text)]


def leaks_of(content: bytes) -> list[str]:
    """Which of it a page or a file says, whatever is packed in it."""
    return sorted({name for text in _texts(content) for name in leaks(text)})


def _texts(content: bytes) -> Iterator[str]:
    if not content.startswith(b"PK\x03\x04"):
        yield content.decode("utf-8", "replace")
        return
    with zipfile.ZipFile(BytesIO(content)) as parts:
        for name in parts.namelist():
            yield from _texts(parts.read(name))
