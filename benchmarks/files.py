"""Figures of the file checks: what is refused, what is taken, what a large file costs."""

import io
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from PIL import Image
from tests.files.building import changed, picture, word
from tests.files.hostile import HOSTILE
from tests.files.legitimate import LEGITIMATE

from thidua.files.checks import LIMITS, check_content, clean_name

NAMES = ("{}", "Bản sao của {}", "{} (1)", "Ba\u0301o ca\u0301o {}")  # what offices make of a name


def hostile_taken() -> float:
    """How many hostile files are taken, or refused by another rule than the one that is meant."""
    return float(
        sum(
            tuple(dict.fromkeys(check_content(sample.name, sample.build()).rules)) != sample.rules
            for sample in HOSTILE.values()
        )
    )


def legitimate_refused() -> float:
    """How many of the legitimate files, each under several names, are refused."""
    refused = 0
    for name, build in LEGITIMATE.values():
        content = build()
        stem, _, extension = clean_name(name).rpartition(".")
        for pattern in NAMES:
            refused += not check_content(f"{pattern.format(stem)[:250]}.{extension}", content).is_accepted
    return float(refused)


def _large() -> Iterator[tuple[str, bytes]]:
    """Files of just under 25 MB as offices have them, and the largest photograph that is taken."""
    photographs = {f"word/media/image{number}.jpeg": os.urandom(1_000_000) for number in range(24)}
    yield "a.docx", changed(word(), photographs)
    noise = io.BytesIO()
    Image.effect_noise((7_000, 5_600), 40).convert("RGB").save(noise, "JPEG", quality=85)
    yield "a.jpg", noise.getvalue()
    yield "a.png", picture("RGBA", (4_000, 3_000))


# A process's peak counts what its parent held when it was forked, so a small one stands between.
_BETWEEN = """
import json, os, subprocess, sys
child = subprocess.Popen([sys.executable, "-I", "-m", "thidua.files.checks.child"], stdout=subprocess.DEVNULL)
_pid, status, used = os.wait4(child.pid, 0)
child.returncode = os.waitstatus_to_exitcode(status)
print(json.dumps([child.returncode, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]))
"""


def _costs() -> Iterator[tuple[float, float]]:
    """Processor seconds and megabytes of the child, for each large file."""
    with tempfile.TemporaryDirectory() as folder:
        for name, content in _large():
            file = Path(folder) / "file"
            file.write_bytes(content)
            asked = {"path": str(file), "name": name, "cleaned": f"{file}.cleaned", "limits": asdict(LIMITS)}
            ran = subprocess.run(
                [sys.executable, "-c", _BETWEEN], input=json.dumps(asked).encode(), capture_output=True, check=True
            )
            code, seconds, memory = json.loads(ran.stdout)
            if code:
                raise RuntimeError(f"{name}: the check ended with {code}")
            yield seconds, memory


def largest_memory() -> float:
    return max(memory for _seconds, memory in _costs())


def longest_check() -> float:
    return max(seconds for seconds, _memory in _costs())
