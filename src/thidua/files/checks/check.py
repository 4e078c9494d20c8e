"""One file against every rule. Runs in a child process with limits (`runner`); pure: no database, no settings."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from thidua.files.checks.kinds import DOC, KINDS, Kind, describe, not_allowed
from thidua.files.checks.names import clean_name, extension_of, name_faults
from thidua.files.checks.package import Budget
from thidua.files.checks.rules import LIMITS, Finding, Limits, finding, megabytes
from thidua.files.checks.signatures import Signature, signatures_of
from thidua.files.checks.streams import virus_faults

_MOST = 20  # findings anybody would read


@dataclass(frozen=True)
class Checked:
    """What is known of a file after its check. `sha256` is of what came; `cleaned` is what to keep instead of it."""

    name: str
    size: int
    sha256: str
    kind: Kind | None
    findings: tuple[Finding, ...]
    cleaned: bytes | None = field(default=None, repr=False)
    signatures: tuple[Signature, ...] = ()

    @property
    def is_accepted(self) -> bool:
        return not self.findings

    @property
    def rules(self) -> list[str]:
        return [found.rule for found in self.findings]


def check_content(name: str, content: bytes, limits: Limits = LIMITS, roots: Path | None = None) -> Checked:
    """Check name and content; every reason for a refusal at once, as far as one may look."""
    shown = clean_name(name)
    kind = KINDS.get(extension_of(shown))
    found = list(name_faults(shown, limits))
    if kind is None and not any(each.rule == "name_empty" for each in found):
        found.append(not_allowed(extension_of(shown)))
    kept: list[bytes] = []
    try:
        found += _content_faults(content, extension_of(shown), kind, limits, kept.append)
    except (MemoryError, ImportError):  # the limits were reached, which the runner says
        raise
    except Exception as error:  # noqa: BLE001 - a parser may raise anything at all on a hostile file
        found.append(finding("damaged", detail=type(error).__name__))
    cleaned = kept[0] if kept and not found else None
    digest = hashlib.sha256(content).hexdigest()
    told = tuple(dict.fromkeys(found))[:_MOST]
    signatures = signatures_of(content, roots) if kind is not None and kind.id == "pdf" and not found else ()
    return Checked(shown, len(content), digest, None if found else kind, told, cleaned, signatures)


def faults_before_sending(name: str, size: int, limits: Limits = LIMITS) -> list[Finding]:
    """Return what can be said of a file by its name and its size alone."""
    shown = clean_name(name)
    found = list(name_faults(shown, limits))
    if extension_of(shown) not in KINDS and "name_empty" not in [each.rule for each in found]:
        found.append(not_allowed(extension_of(shown)))
    if size < 1:
        found.append(finding("empty"))
    if size > limits.size:
        found.append(finding("too_large", size=megabytes(size), limit=megabytes(limits.size)))
    return found


def _content_faults(
    content: bytes, extension: str, kind: Kind | None, limits: Limits, keep: Callable[[bytes], None]
) -> Iterator[Finding]:
    if not content:
        yield finding("empty")
        return
    if len(content) > limits.size:
        yield finding("too_large", size=megabytes(len(content)), limit=megabytes(limits.size))
        return
    yield from virus_faults(content)
    if kind is None:
        return
    if kind.id in {"docx", "xlsx"} and content.startswith(DOC.signature):
        yield from _locked(content, extension)
    elif not content.startswith(kind.signature):
        yield finding("type_differs", extension=extension, real=_real(content, kind))
    else:
        yield from _faults_of_kind(content, kind, limits, keep)


def _faults_of_kind(content: bytes, kind: Kind, limits: Limits, keep: Callable[[bytes], None]) -> Iterator[Finding]:
    """Only the library that this kind needs is loaded: a child lives for one file."""
    if kind.id == "pdf":
        from thidua.files.checks.pdf import pdf_faults

        yield from pdf_faults(content, limits)
    elif kind.id in {"docx", "xlsx"}:
        from thidua.files.checks.office import office_faults

        yield from office_faults(content, kind.id, Budget(limits))
    elif kind.id in {"doc", "xls"}:
        from thidua.files.checks.compound import compound_faults

        yield from compound_faults(content, kind.id)
    else:
        from thidua.files.checks.images import picture_faults

        yield from picture_faults(content, "PNG" if kind.id == "png" else "JPEG", limits, keep)


def _locked(content: bytes, extension: str) -> Iterator[Finding]:
    """Word and Excel put a document with a password into a compound file under the same extension."""
    from thidua.files.checks.compound import compound_faults

    if "encrypted" in [found.rule for found in compound_faults(content, "doc")]:
        yield finding("encrypted")
    else:
        yield finding("type_differs", extension=extension, real=describe(content))


def _real(content: bytes, kind: Kind) -> str:
    if kind.id == "pdf" and kind.signature in content[:2_048]:
        return "có phần khác đứng trước phần PDF"
    return describe(content)
