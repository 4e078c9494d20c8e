"""The child process: takes limits upon itself, checks one file, prints JSON. `python -m thidua.files.checks.child`."""

import json
import sys
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from thidua.files.checks.rules import Limits


def take_limits(limits: Limits) -> None:
    """Bound memory, processor time and what may be written; where the system has no such limits, time still ends it."""
    try:
        import resource
    except ImportError:  # Windows
        return
    bounds = {
        resource.RLIMIT_AS: limits.memory,
        resource.RLIMIT_CPU: limits.seconds,
        resource.RLIMIT_FSIZE: limits.size * 8,  # a picture written anew may be larger than it came
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_NOFILE: 64,
    }
    for bound, most in bounds.items():
        with suppress(ValueError, OSError):  # macOS knows no limit of address space
            resource.setrlimit(bound, (most, most))


def main() -> int:
    """Read from standard input: the file, the name it goes by, where a cleaned picture is put, the limits."""
    said = json.load(sys.stdin)
    limits = Limits(**said["limits"])
    take_limits(limits)
    from thidua.files.checks.check import check_content

    roots = Path(said["roots"]) if said.get("roots") else None
    checked = check_content(said["name"], Path(said["path"]).read_bytes(), limits, roots)
    if checked.cleaned is not None:
        Path(said["cleaned"]).write_bytes(checked.cleaned)
    answer = {
        "name": checked.name,
        "size": checked.size,
        "sha256": checked.sha256,
        "kind": checked.kind.id if checked.kind else None,
        "signatures": [asdict(signature) for signature in checked.signatures],
        "findings": [asdict(found) for found in checked.findings],
    }
    sys.stdout.write(json.dumps(answer))
    return 0


if __name__ == "__main__":
    sys.exit(main())
