"""Movement folders shipped with the product, and those of an office anywhere on disk."""

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from thidua.core.errors import InputError, Problem
from thidua.core.movement import Movement, parse_movement
from thidua.legal import load_law

_SUFFIXES = (".txt", ".yaml")


@cache
def load_movement(slug_or_path: str | Path) -> Movement:
    """By the name of a shipped folder ("truc-ninh-2021-2025") or the path of any; read once per process."""
    folder = _folder(slug_or_path)
    return parse_movement(folder.name, _texts(folder), load_law())


def shipped_slugs() -> tuple[str, ...]:
    return tuple(sorted(folder.name for folder in _shipped()))


def _folder(slug_or_path: str | Path) -> Traversable:
    for folder in _shipped():
        if folder.name == slug_or_path:
            return folder
    path = Path(slug_or_path).resolve()
    if path.is_dir():
        return path
    raise InputError(
        Problem(
            str(slug_or_path),
            "không có phong trào hay thư mục nào tên như vậy.",
            f"Đưa đường dẫn một thư mục, hoặc một trong: {', '.join(shipped_slugs())}.",
        )
    )


def _shipped() -> tuple[Traversable, ...]:
    return tuple(folder for folder in files(__name__).iterdir() if (folder / "movement.yaml").is_file())


def _texts(folder: Traversable) -> dict[str, str]:
    """Name within the folder → text: its own files and those of criteria/."""
    criteria = folder / "criteria"
    inner = criteria.iterdir() if criteria.is_dir() else ()
    files_of = {item.name: item for item in folder.iterdir()} | {f"criteria/{item.name}": item for item in inner}
    wanted = {name: item for name, item in files_of.items() if item.is_file() and name.endswith(_SUFFIXES)}
    problems = []
    texts = {}
    for name, item in sorted(wanted.items()):
        try:
            texts[name] = item.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            problems.append(Problem(name, "không phải văn bản UTF-8.", "Lưu lại tệp với mã hóa UTF-8."))
    if problems:
        raise InputError(*problems)
    return texts
