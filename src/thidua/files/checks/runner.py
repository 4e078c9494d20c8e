"""Checking a file without trusting it: in a process of its own, with limits, without our environment."""

import hashlib
import json
import subprocess
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from thidua.files.checks.check import Checked
from thidua.files.checks.kinds import KINDS
from thidua.files.checks.names import clean_name
from thidua.files.checks.rules import LIMITS, Finding, Limits, finding, megabytes
from thidua.files.checks.signatures import Signature

_CHILD = "thidua.files.checks.child"
_STARTING = 15  # seconds a busy machine may take to start the child, beside the time of the check itself


def check_file(path: Path, name: str, limits: Limits = LIMITS, roots: str = "") -> Checked:
    """Check the file at `path` that goes by `name`; what a child cannot finish within its limits is refused.

    `roots`: a file of certificates (PEM) that signatures are traced to.
    """
    size = path.stat().st_size
    if size > limits.size:  # not even read
        return _refused(path, name, finding("too_large", size=megabytes(size), limit=megabytes(limits.size)))
    with tempfile.TemporaryDirectory(prefix="thidua-check-") as folder:
        cleaned = Path(folder) / "cleaned"
        asked = {"path": str(path.resolve()), "name": name, "cleaned": str(cleaned), "limits": asdict(limits)}
        asked["roots"] = roots
        try:
            ran = subprocess.run(  # noqa: S603 - our own module; what it is asked comes as data
                [sys.executable, "-I", "-m", _CHILD],
                input=json.dumps(asked).encode(),
                capture_output=True,
                timeout=limits.seconds + _STARTING,
                check=True,
                cwd=folder,
                env={"LANG": "C.UTF-8", "PYTHONUTF8": "1"},
            )
            said = json.loads(ran.stdout)
        except (subprocess.SubprocessError, ValueError):
            return _refused(path, name, finding("check_failed", seconds=limits.seconds))
        return Checked(
            said["name"],
            said["size"],
            said["sha256"],
            KINDS.get(said["kind"] or ""),
            tuple(Finding(**found) for found in said["findings"]),
            cleaned.read_bytes() if cleaned.exists() else None,
            tuple(Signature(**signature) for signature in said["signatures"]),
        )


def _refused(path: Path, name: str, found: Finding) -> Checked:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Checked(clean_name(name), path.stat().st_size, digest, None, (found,))
