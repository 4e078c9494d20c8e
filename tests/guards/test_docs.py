"""What the documentation says of commands, settings and files is what there is; what it prints was really printed."""

import importlib
import re
import shlex
from collections.abc import Iterator, Mapping
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from pydantic.dataclasses import is_pydantic_dataclass
from tests.guards.sources import PACKAGE, ROOT

from thidua.cli import main
from thidua.core.eligibility.facts import Facts

PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
SETTING = re.compile(r"\b(?:THIDUA_[A-Z_]+|DATABASE_URL)\b")
LINK = re.compile(r"\]\(([^)\s#]+)")
CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)
ELLIPSIS = "…"


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def commands(group: click.Group, path: str) -> Iterator[tuple[str, click.Command]]:
    """Every command that does something, with the words that call it."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from commands(command, f"{path} {name}")
        else:
            yield f"{path} {name}", command


def undocumented(group: click.Group, text: str) -> list[str]:
    """Commands without a heading, and options that the section under the heading does not name."""
    sections = re.split(r"(?m)^#+ ", text)
    missing = []
    for name, command in commands(group, "thidua"):
        section = next((part for part in sections if re.match(rf"{name}(?![\w-])", part)), None)
        options = [option for known in command.params if isinstance(known, click.Option) for option in known.opts]
        if section is None:
            missing.append(name)
        else:
            missing += [f"{name} {option}" for option in options if f"{option}" not in section]
    return missing


def settings_read(sources: dict[str, str]) -> set[str]:
    return {name for text in sources.values() for name in SETTING.findall(text)}


def broken_links(file: Path, text: str) -> list[str]:
    local = [target for target in LINK.findall(text) if "://" not in target and not target.startswith("mailto:")]
    return [target for target in local if not (file.parent / target).exists()]


def examples(text: str) -> Iterator[tuple[str, str]]:
    """Each `$ thidua …` of a console block with what the page says it prints."""
    for block in CONSOLE.findall(text):
        for part in re.split(r"(?m)^\$ ", block)[1:]:
            command, _, printed = part.partition("\n")
            if command.startswith("thidua "):
                yield command, printed


def prints(printed: str, said: str) -> bool:
    """A line of the page that is an ellipsis stands for any lines; one that ends in it for the rest of its line."""
    lines = [
        r"(?:.*\n)*?" if line == ELLIPSIS else re.escape(line).replace(re.escape(ELLIPSIS), ".*") + r"\n"
        for line in said.splitlines()
    ]
    return re.fullmatch("".join(lines), printed if printed.endswith("\n") else f"{printed}\n") is not None


def test_every_command_and_option_is_documented() -> None:
    assert undocumented(main, page("docs/command-line.md")) == []


def test_every_setting_is_documented() -> None:
    sources = {str(path): path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py")}
    documented = page("docs/operate.md")
    assert sorted(name for name in settings_read(sources) if f"`{name}`" not in documented) == []


def test_every_fact_is_documented() -> None:
    assert is_pydantic_dataclass(Facts)
    documented = page("docs/facts-file.md")
    assert [name for name in Facts.__dataclass_fields__ if f"| `{name}` |" not in documented] == []


@pytest.mark.parametrize("file", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_between_pages_lead_somewhere(file: Path) -> None:
    assert broken_links(file, file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("command", "said"),
    [found for file in PAGES for found in examples(file.read_text(encoding="utf-8"))],
)
def test_what_the_pages_print_was_printed(command: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    printed = CliRunner().invoke(main, shlex.split(command)[1:]).output
    assert prints(printed, said), printed


def test_the_guard_knows_what_is_undocumented(tmp_path: Path) -> None:
    @click.group()
    def house() -> None: ...

    @house.command("open")
    @click.option("--on")
    def _open(on: str) -> None: ...

    assert undocumented(house, "# Commands\n") == ["thidua open"]
    assert undocumented(house, "## thidua opening --on\n") == ["thidua open"]
    assert undocumented(house, "## thidua open FILE\nSays nothing.\n") == ["thidua open --on"]
    assert undocumented(house, "## thidua open --on DAY\n") == []
    assert settings_read({"x.py": 'env.str("THIDUA_NEW")'}) == {"THIDUA_NEW"}
    (tmp_path / "here.md").touch()
    assert broken_links(tmp_path / "page.md", "[a](here.md#x) [b](there.md) [c](https://example.org)") == ["there.md"]


def test_the_guard_knows_what_was_not_printed() -> None:
    assert list(examples("```console\n$ thidua x\na\n$ ls\nb\n```")) == [("thidua x", "a\n")]
    assert prints("a\nb\nc\n", "a\n…\nc\n")
    assert prints("a: 12\n", "a: …\n")
    assert not prints("a\nb\n", "a\n")
    assert not prints("a\n", "b\n")


def transitions() -> list[str]:
    """Every transition table as the page of the architecture writes it."""
    tables = [
        table
        for file in PACKAGE.glob("*/enums.py")
        for name, table in vars(importlib.import_module(f"thidua.{file.parent.name}.enums")).items()
        if name.endswith("TRANSITIONS")
    ]
    return [written(table) for table in tables]


def written(table: Mapping[str, tuple[str, ...]]) -> str:
    return "; ".join(f"{state!s} → {', '.join(map(str, following))}" for state, following in table.items())


def test_every_state_machine_is_drawn() -> None:
    drawn = page("docs/architecture.md")
    assert [machine for machine in transitions() if f"`{machine}`" not in drawn] == []
    assert len(transitions()) > 8


def test_every_package_is_in_the_table() -> None:
    drawn = page("docs/architecture.md")
    packages = sorted(path.parent.name for path in PACKAGE.glob("*/models.py"))
    assert [name for name in packages if f"| `{name}` |" not in drawn] == []


def test_the_guard_knows_a_machine_not_drawn() -> None:
    assert written({"open": ("voted", "closed"), "voted": ("closed",)}) == "open → voted, closed; voted → closed"
