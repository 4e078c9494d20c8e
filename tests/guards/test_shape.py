"""The size of things and the names of migrations, so that what grew too large is parted in time."""

import ast
import re
from collections.abc import Iterable
from pathlib import Path

from tests.guards.sources import PACKAGE, modules, nodes, python_files

LONGEST_FILE = 350
LONGEST_FUNCTION = 60
MIGRATION = re.compile(r"(\d{4}_(?!auto)[a-z][a-z0-9_]*)\Z")


def long_files(files: Iterable[Path], most: int = LONGEST_FILE) -> list[str]:
    return [path.name for path in files if len(path.read_text(encoding="utf-8").splitlines()) > most]


def long_functions(name: str, tree: ast.Module, most: int = LONGEST_FUNCTION) -> list[str]:
    return [
        f"{name}.{node.name}"
        for node in nodes(tree)
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= most
    ]


def unnamed(migrations: Iterable[str]) -> list[str]:
    return [name for name in migrations if not MIGRATION.match(name)]


def test_no_file_is_too_long() -> None:
    assert long_files(python_files()) == []


def test_no_function_is_too_long() -> None:
    assert [name for module, tree in modules().items() for name in long_functions(module, tree)] == []


def test_migrations_say_what_they_do() -> None:
    found = [path.stem for path in PACKAGE.glob("*/migrations/*.py") if path.stem != "__init__"]
    assert unnamed(found) == []
    assert len(found) > 10


def test_the_guard_knows_what_is_too_long(tmp_path: Path) -> None:
    file = tmp_path / "long.py"
    file.write_text("def f():\n" + "    pass\n" * 3, encoding="utf-8")
    assert long_files([file], most=3) == ["long.py"]
    assert long_functions("m", ast.parse(file.read_text(encoding="utf-8")), most=3) == ["m.f"]
    assert long_files([file], most=4) == []
    assert long_functions("m", ast.parse(file.read_text(encoding="utf-8")), most=4) == []


def test_the_guard_knows_a_migration_without_a_name() -> None:
    assert unnamed(["0001_initial", "0002_unit_symbol", "0002_auto_20240101", "0003"]) == ["0002_auto_20240101", "0003"]
