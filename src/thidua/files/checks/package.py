"""The ZIP around a .docx or .xlsx, judged by its central directory before anything is unpacked."""

import io
import stat
import struct
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from thidua.files.checks.rules import Finding, Limits, finding, megabytes


@dataclass
class Budget:
    """What is left to unpack for a file and everything embedded in it."""

    limits: Limits
    depth: int = 0
    parts: int = 0
    unpacked: int = 0
    told: set[str] = field(default_factory=set)

    def deeper(self) -> "Budget":
        return Budget(self.limits, self.depth + 1, self.parts, self.unpacked)


_END_OF_DIRECTORY, _UNKNOWN = struct.Struct("<4s4H2IH"), 0xFFFF
_DIRECTORY_ROW = 400  # bytes, far above what a row of an office's file takes


def declares_too_many(content: bytes, limits: Limits) -> int:
    """Return how many parts it says it has, where that is too many even to read their table; else 0."""
    at = content.rfind(b"PK\x05\x06")
    if at < 0 or at + _END_OF_DIRECTORY.size > len(content):
        return 0
    _sign, _disk, _start, _here, count, size, _offset, _comment = _END_OF_DIRECTORY.unpack_from(content, at)
    says = 0 if count == _UNKNOWN else count
    if says > limits.parts:
        return int(says)
    return size // _DIRECTORY_ROW if limits.parts * _DIRECTORY_ROW < size < len(content) else 0


def open_package(content: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(content))


def directory_faults(package: zipfile.ZipFile, budget: Budget) -> Iterator[Finding]:
    """Yield what is wrong with the table of contents; if anything is, nothing may be unpacked."""
    rows, limits = package.infolist(), budget.limits
    budget.parts += len(rows)
    budget.unpacked += sum(row.file_size for row in rows)
    if budget.depth > limits.nesting:
        yield finding("package_too_deep", limit=limits.nesting)
    if budget.parts > limits.parts:
        yield finding("package_too_many_parts", count=budget.parts, limit=limits.parts)
        return
    if budget.unpacked > limits.unpacked:
        yield finding("package_too_big", size=megabytes(budget.unpacked), limit=megabytes(limits.unpacked))
    if any(row.flag_bits & 0x1 for row in rows):
        yield finding("encrypted")
    yield from _first(_bombs(rows, limits))
    yield from _first(_paths(rows))
    yield from _first(finding("package_link", part=row.filename) for row in rows if _is_link(row))
    yield from _first(_overlaps(rows))


def _first(found: Iterator[Finding]) -> Iterator[Finding]:
    """One finding of a kind is enough to act on."""
    yield from list(found)[:1]


def _bombs(rows: list[zipfile.ZipInfo], limits: Limits) -> Iterator[Finding]:
    for row in rows:
        ratio = row.file_size // max(row.compress_size, 1)
        if row.file_size > limits.ratio_from and ratio > limits.ratio:
            yield finding("package_bomb", part=row.filename, ratio=ratio, limit=limits.ratio)


def _paths(rows: list[zipfile.ZipInfo]) -> Iterator[Finding]:
    times = Counter(row.filename.lower() for row in rows)  # OPC compares names without case
    for row in rows:
        path = PurePosixPath(row.filename)
        outside = path.is_absolute() or ".." in path.parts or "\\" in row.orig_filename or ":" in path.parts[0]
        if outside or "\0" in row.orig_filename or times[row.filename.lower()] > 1:
            yield finding("package_path", part=row.orig_filename)


def _is_link(row: zipfile.ZipInfo) -> bool:
    return stat.S_ISLNK(row.external_attr >> 16)


def _overlaps(rows: list[zipfile.ZipInfo]) -> Iterator[Finding]:
    """Parts that share their packed bytes unpack to far more than the file holds."""
    end = 0
    for row in sorted(rows, key=lambda row: row.header_offset):
        if row.header_offset < end:
            yield finding("package_overlap", part=row.filename)
        end = row.header_offset + 30 + len(row.orig_filename) + row.compress_size  # 30: a local header
