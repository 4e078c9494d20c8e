"""Signs looked for anywhere in a content, whatever its kind."""

import io
import zipfile
from collections.abc import Iterator

from thidua.files.checks.rules import Finding, finding

# The harmless string by which virus scanners are tried; in pieces, so that this file is not taken for one.
EICAR = b"X5O!P%@AP[4" + rb"\PZX54(P^)7CC)7}" + b"$EICAR-STANDARD" + b"-ANTIVIRUS-TEST-FILE!$H+H*"
PROGRAM_STARTS = (b"\x7fELF", b"#!/")
SCRIPT_STARTS = (b"<html", b"<script", b"<!doctype html", b"<svg", b"<?php")


def is_program(head: bytes) -> bool:
    """Tell whether it starts as a program does; MZ alone are two letters, so the DOS header must point on."""
    return head.startswith(PROGRAM_STARTS) or (head.startswith(b"MZ") and b"This program" in head[:512])


def virus_faults(content: bytes) -> Iterator[Finding]:
    if EICAR in content:
        yield finding("virus_signature", part="")


def second_format(content: bytes) -> Iterator[Finding]:
    """Yield what else a PDF or an image could be opened as."""
    head = content[:1_024].lower()
    if any(start in head for start in SCRIPT_STARTS):
        yield finding("two_formats", detail="đầu tệp là trang web hoặc mã")
    if b"PK\x05\x06" in content[-66_000:] and zipfile.is_zipfile(io.BytesIO(content)):
        yield finding("two_formats", detail="còn mở được như tệp nén .zip")
