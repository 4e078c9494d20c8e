"""What no file of the repository may hold: a package host, a path of somebody's machine, a package without its hash."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.guards.sources import ROOT

TOP = ("src", "tests", "docs", "scripts", "requirements", "benchmarks", ".ci")
OF_A_HOST = ("py" + "pi.org", "python" + "hosted", "npm" + "js.", "art" + "ifactory", "jf" + "rog", "anac" + "onda.org")
OPTION_OF_A_HOST = "--(?:extra-)?" + "index-url|--find-" + "links"
HOST = re.compile("|".join([*map(re.escape, OF_A_HOST), OPTION_OF_A_HOST]), re.IGNORECASE)
MACHINE = re.compile(r"(?<![\w.*})-])/(?:work|root|home/\w+|Users/\w+)/")
PINNED = re.compile(r"[a-z0-9][a-z0-9._-]*==[\w.+!-]+", re.IGNORECASE)
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")


def texts() -> Iterator[tuple[Path, str]]:
    """Every text file that belongs to the repository."""
    for path in [*ROOT.glob("*"), *(path for top in TOP for path in (ROOT / top).rglob("*"))]:
        if path.is_file() and not {"__pycache__", "node_modules"} & set(path.parts):
            content = path.read_bytes()
            if b"\0" not in content:
                yield path.relative_to(ROOT), content.decode("utf-8", errors="replace")


def named(pattern: re.Pattern[str], text: str) -> list[str]:
    return [found.group() for found in pattern.finditer(text)]


def unpinned(lock: str) -> list[str]:
    """Requirements of a lock file that name no exact version, no hash, or an address."""
    blocks = re.split(r"\n(?=\S)", re.sub(r"(?m)^\s*#.*\n?", "", lock).strip())
    return [
        block.split()[0]
        for block in blocks
        if not PINNED.match(block) or not HASH.search(block) or "://" in block or " @ " in block
    ]


def test_no_file_names_a_package_host() -> None:
    assert {str(path): found for path, text in texts() if (found := named(HOST, text))} == {}


def test_no_file_names_a_path_of_a_machine() -> None:
    assert {str(path): found for path, text in texts() if (found := named(MACHINE, text))} == {}


@pytest.mark.parametrize("name", ["requirements.lock", "requirements/uv.lock"])
def test_every_package_is_pinned_with_its_hash(name: str) -> None:
    assert unpinned((ROOT / name).read_text(encoding="utf-8")) == []


def test_the_guard_knows_what_it_looks_for() -> None:
    assert named(HOST, "see https://" + "py" + "pi.org/simple") == ["py" + "pi.org"]
    assert named(HOST, "pip --" + "index-url x") == ["--" + "index-url"]
    assert named(MACHINE, "open('" + "/wo" + "rk/main/x')") == ["/wo" + "rk/"]
    assert named(MACHINE, "cd " + "/ho" + "me/an/thidua") == ["/ho" + "me/an/"]
    assert named(MACHINE, "src/thidua/work/models.py and docs/home/x") == []
    good = f"click==8.1.7 \\\n    --hash=sha256:{'0' * 64}\n    # via thidua\n"
    assert unpinned(good) == []
    assert unpinned(good + "django==5.2\n    # via thidua\n") == ["django==5.2"]
    assert unpinned("thing @ https://example.org/thing.whl \\\n" + f"    --hash=sha256:{'0' * 64}\n") == ["thing"]
