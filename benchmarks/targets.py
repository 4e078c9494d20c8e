"""`make targets`: measure the figures this project promises, one line each: `id | figure | limit | pass`.

Exit 1 if one falls short. What a figure means stands in docs/targets.md.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from benchmarks.files import (
    HOSTILE,
    LEGITIMATE,
    NAMES,
    hostile_taken,
    largest_memory,
    legitimate_refused,
    longest_check,
)
from benchmarks.scoring import CRITERIA, UNITS, YEARS, reference_differences, score_many, sums, what_if_ms

ROOT = Path(__file__).resolve().parents[1]
THIDUA = [sys.executable, "-m", "thidua"]


@dataclass(frozen=True)
class Target:
    """`measure` returns the figure; the target is reached when it is at most `limit`."""

    id: str
    what: str
    unit: str
    limit: float
    measure: Callable[[], float]
    digits: int = 1


def _seconds(command: list[str], cwd: Path = ROOT) -> float:
    started = time.perf_counter()
    subprocess.run(command, cwd=cwd, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


def _suite() -> float:
    return _seconds([sys.executable, "-m", "pytest", "-n", "2", "--dist", "loadfile", "--no-loadscope-reorder", "-q"])


def _demo() -> float:
    with tempfile.TemporaryDirectory() as folder:
        return _seconds([*THIDUA, "demo", "--no-serve"], Path(folder))


def _start() -> float:
    """The command line's own start, the median of five."""
    runs = sorted(_seconds([*THIDUA, "law", "show", "luong_co_so", "--on", "2024-12-20"]) for _ in range(5))
    return runs[2]


def _certificates() -> float:
    """1.000 certificates with different names, as one PDF."""
    from benchmarks.certificates import all_in_one, elapsed

    return elapsed(all_in_one, 1000)


def _share_of_an_office() -> float:
    """The same, as a share of the processor's time of filling a .docx and printing it with LibreOffice."""
    from benchmarks.certificates import share

    return share()


def _faults(*arguments: str, **environment: str) -> float:
    """0 where the tests named hold, 1 where one does not."""
    command = [sys.executable, "-m", "pytest", "-q", "--timeout", "900", *arguments]
    return float(bool(subprocess.run(command, cwd=ROOT, check=False, env={**os.environ, **environment}).returncode))


def _properties() -> float:
    """Every property test with its full count of examples."""
    return _faults("-n", "2", "-m", "hypothesis", "--hypothesis-profile", "full")


def _round() -> float:
    """In a browser: opened, scored (half by workbook), appraised twice, explained, published."""
    return _faults("-n", "1", "tests/e2e/test_full_round.py", ROUND_COMMUNES="21")


def _walk() -> float:
    """Every page each of four roles comes to by its links, in a browser: 0 where all are sound, 1 where one is not."""
    return _faults("-n", "1", "tests/e2e/test_walk.py", WALK_WHOLE="1")


def _matrix() -> float:
    """Every address for every persona, pages read too: 0 where all is as the table says, 1 where something is not."""
    command = [sys.executable, "-m", "pytest", "-n", "1", "tests/guards/test_routes.py", "-q", "--timeout", "1200"]
    return float(bool(subprocess.run(command, cwd=ROOT, check=False, env={**os.environ, "WALK_ALL": "1"}).returncode))


def _moved(units: int, criteria: int) -> float:
    """The slowest of the sliders, once the page is open."""
    return max(ms for what, ms in what_if_ms(units, criteria).items() if what != "open")


def _country() -> float:
    return score_many(UNITS, CRITERIA, YEARS)["processor"]


def _country_memory() -> float:
    return score_many(UNITS // 4, CRITERIA, 1)["memory"]


def _share_of_library_sums() -> float:
    """Ours beside the fastest that is installed."""
    found = sums()
    return found.pop("thidua") / min(found.values())


@cache
def _units() -> dict[str, float]:
    """What benchmarks/units.py measured."""
    command = [sys.executable, "-m", "benchmarks.units"]
    said = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    measured: dict[str, float] = json.loads(said.splitlines()[-1])
    return measured


@cache
def _people_workbook() -> dict[str, float]:
    """What benchmarks/people_workbook.py measured."""
    command = [sys.executable, "-m", "benchmarks.people_workbook"]
    said = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    measured: dict[str, float] = json.loads(said.splitlines()[-1])
    return measured


def _submissions(what: str) -> Callable[[], float]:
    """Faults counted by one of the measures of benchmarks/dossiers.py, each in a process of its own."""
    return lambda: _printed("benchmarks.dossiers", what)


def _printed(module: str, *arguments: str) -> float:
    command = [sys.executable, "-m", module, *arguments]
    return float(subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout)


TARGETS = (
    Target("F3", "100.000 random sheets: files that differ from the reference", "", 0, reference_differences),
    Target("S1", "what if, 21 units × 40 criteria: the slowest slider", "ms", 100, lambda: _moved(21, 40)),
    Target("S2", "what if, 250 units × 60 criteria: the slowest slider", "ms", 1000, lambda: _moved(250, 60)),
    Target("S3", f"{UNITS} × {CRITERIA} × {YEARS} scores: processor time of all cores", "s", 600, _country),
    Target("S4", "memory of the largest process while they are scored", "MB", 500, _country_memory),
    Target("S5", "sums and ranks of a country, as a share of the fastest library", "", 1.5, _share_of_library_sums, 2),
    Target("U1", f"{len(HOSTILE)} hostile files: taken, or refused by another rule", "", 0, hostile_taken),
    Target("U1b", f"{len(LEGITIMATE) * len(NAMES)} legitimate files and names: refused", "", 0, legitimate_refused),
    Target("U2", "the longest check of a large file, processor time", "s", 3, longest_check),
    Target("U2b", "the most memory of a check of a large file", "MB", 256, largest_memory),
    Target("F7", "the whole suite, two workers", "s", 120, _suite),
    Target("D1", "demonstration built, papers written", "s", 60, _demo),
    Target("D2", "the command line answers", "s", 1.5, _start),
    Target("Z1", "every address for every persona: faults (0 none, 1 some)", "", 0, _matrix),
    Target("A1", "every page of four roles, axe and console: faults (0 none, 1 some)", "", 0, _walk),
    Target("P1", "every property test, 300 examples each: faults (0 none, 1 some)", "", 0, _properties),
    Target(
        "E1",
        "5.000 people, 200 planted errors: cells told wrongly or missed, people written",
        "",
        0,
        lambda: _people_workbook()["missed"] + _people_workbook()["written"],
    ),
    Target("E2", "the corrected workbook of 5.000 people loaded", "s", 10, lambda: _people_workbook()["seconds"]),
    Target("K1", "1.000 dossiers × 3 parallel final requests: faults", "", 0, _submissions("K1")),
    Target("K5", "the same without row locks: 0 where it goes wrong, as it must", "", 0, _submissions("K5")),
    Target("C7", "2.000 submissions while the deadline passes: faults", "", 0, _submissions("C7")),
    Target("C1", "submissions while the server is killed 50 times: faults", "", 0, _submissions("C1")),
    Target("W1", "typing lost by a killed browser", "s", 10, lambda: _printed("benchmarks.drafts")),
    Target("V1", "nominees judged otherwise than the table says", "", 0, lambda: _printed("benchmarks.verdicts")),
    Target("R1", "the whole country's units entered again: what that adds", "", 0, lambda: _units()["new_again"]),
    Target("R2", "the slowest search among them and 300.000 people", "ms", 20, lambda: _units()["slowest"]),
    Target("S6", "a whole round of 21 communes in a browser (0 as it should, 1 not)", "", 0, _round),
    Target("D3", "1.000 certificates in one PDF", "s", 20, _certificates),
    Target(
        "D4", "1.000 certificates, as a share of .docx files printed by LibreOffice", "", 0.1, _share_of_an_office, 4
    ),
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="ids, comma-separated")
    only = {name for name in parser.parse_args().only.split(",") if name}
    if unknown := only - {target.id for target in TARGETS}:
        known = ", ".join(target.id for target in TARGETS)
        parser.error(f"no target {', '.join(sorted(unknown))}; known: {known}")
    missed = False
    for target in TARGETS:
        if not only or target.id in only:
            figure = target.measure()
            missed |= figure > target.limit
            verdict = "pass" if figure <= target.limit else "FAIL"
            measured = f"{target.what}: {figure:.{target.digits}f} {target.unit}".rstrip()
            print(f"{target.id} | {measured} | ≤ {target.limit:g} {target.unit} | {verdict}")
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
