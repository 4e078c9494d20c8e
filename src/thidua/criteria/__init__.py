"""Criteria sets shipped with the product, as YAML, and those of an office anywhere on disk.

What was read where, and what of it is a reading, stands in each file. A set with `demonstration: true` is invented.
"""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from thidua.core.errors import InputError, Problem
from thidua.core.scoring import SetFile, read_set
from thidua.criteria.workbook import read_set_workbook

_SUFFIXES = (".yaml", ".yml", ".json", ".xlsx")


@cache
def load_criteria_set(slug_or_path: str | Path) -> SetFile:
    """By the name of a shipped set ("qd-766-2022") or the path of any YAML, JSON or workbook; read once per process."""
    file = _file(slug_or_path)
    if file.name.endswith(".xlsx"):
        return read_set_workbook(file.name, file.read_bytes())
    try:
        return read_set(file.name, file.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InputError(Problem(file.name, "không phải văn bản UTF-8.", "Lưu lại tệp với mã hóa UTF-8.")) from error


def shipped_sets() -> tuple[str, ...]:
    return tuple(sorted(file.name.removesuffix(".yaml") for file in _shipped()))


def _file(slug_or_path: str | Path) -> Traversable:
    for file in _shipped():
        if file.name == f"{slug_or_path}.yaml":
            return file
    path = Path(slug_or_path)
    if path.is_file() and path.suffix in _SUFFIXES:
        return path
    raise InputError(
        Problem(
            str(slug_or_path),
            "không có bộ tiêu chí hay tệp nào tên như vậy.",
            f"Đưa đường dẫn một tệp YAML, JSON hoặc .xlsx, hoặc một trong: {', '.join(shipped_sets())}.",
        )
    )


def _shipped() -> Iterator[Traversable]:
    return (file for file in files(__name__).iterdir() if file.name.endswith(".yaml"))
