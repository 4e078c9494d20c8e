"""Signatures inside a PDF (PAdES): who, when, what each covers, whether it still holds. Runs in the child.

Nothing is fetched: a certificate is traced to the roots the office names; whether it was revoked is not asked.
"""

import io
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from thidua.core.calendar import VN

_SIGN = b"/ByteRange"


@dataclass(frozen=True)
class Signature:
    """One signature as it stands now; `covers` is `all` of the file, or a `part` behind which more was written.

    `is_intact`: what it covers is what was signed. `is_trusted` is None where the office named no roots. `signed_at` is
    what the signer's own clock said (ISO); `changes` says whether what was written behind is allowed by PDF's rules.
    """

    signer: str
    issuer: str
    signed_at: str | None
    is_intact: bool
    covers: str
    changes: str
    is_trusted: bool | None


UNREADABLE = Signature("", "", None, is_intact=False, covers="part", changes="unknown", is_trusted=None)


def signature_words(signature: Signature) -> str:
    """Say a signature in one Vietnamese sentence."""
    if signature == UNREADABLE:
        return "Chữ ký số: không đọc được."
    words = ["còn nguyên vẹn" if signature.is_intact else "KHÔNG còn nguyên vẹn: nội dung bị sửa sau khi ký"]
    if signature.is_intact:
        words.append(_EXTENT[signature.changes])
    words.append(_TRUST[signature.is_trusted])
    at = f", ký lúc {moment_in_vietnam(signature.signed_at)} theo máy người ký" if signature.signed_at else ""
    return f"Chữ ký số của {signature.signer}{at}: {'; '.join(words)}."


_EXTENT = {
    "none": "bao trùm toàn bộ tệp",
    "allowed": "sau khi ký chỉ thêm phần được phép (chữ ký khác, biểu mẫu)",
    "forbidden": "sau khi ký tệp đã được sửa thêm ngoài phần được phép",
    "unknown": "không rõ phần bao trùm",
}
_TRUST = {
    True: "chứng thư thuộc gốc tin cậy",
    False: "chứng thư KHÔNG thuộc gốc tin cậy của cơ quan",
    None: "chưa đối chiếu chứng thư với gốc tin cậy",
}


def moment_in_vietnam(iso: str) -> str:
    """Write a moment as 08:00 01/12/2023."""
    return datetime.fromisoformat(iso).astimezone(VN).strftime("%H:%M %d/%m/%Y")


def signatures_of(content: bytes, roots: Path | None = None) -> tuple[Signature, ...]:
    """Return the signatures of a PDF in the order they were made; one that cannot be read says so."""
    if _SIGN not in content:
        return ()
    from pyhanko.pdf_utils.reader import PdfFileReader

    try:
        found = list(PdfFileReader(io.BytesIO(content), strict=False).embedded_regular_signatures)
    except Exception:  # noqa: BLE001 - a parser may raise anything on a broken structure
        return (UNREADABLE,)
    known = _known(roots)
    with ThreadPoolExecutor(1) as apart:  # pyHanko runs a loop of its own, which a thread that has one refuses
        return tuple(apart.map(_judged, found, [known] * len(found)))


def _known(roots: Path | None) -> list[Any] | None:
    from pyhanko.keys import load_certs_from_pemder

    return list(load_certs_from_pemder([str(roots)])) if roots else None  # type: ignore[no-untyped-call]


def _judged(embedded: Any, roots: list[Any] | None) -> Signature:
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    context = ValidationContext(trust_roots=roots or [], allow_fetching=False)
    try:
        status = validate_pdf_signature(embedded, context)
        certificate = status.signing_cert
        return Signature(
            _name(certificate.subject),
            _name(certificate.issuer),
            _iso(status.signer_reported_dt),
            is_intact=bool(status.intact and status.valid),
            covers="all" if _covers_all(status) else "part",
            changes=_changes(status),
            is_trusted=bool(status.trusted) if roots is not None else None,
        )
    except Exception:  # noqa: BLE001
        return UNREADABLE


def _name(subject: Any) -> str:
    said = subject.native
    return str(said.get("common_name") or said.get("organization_name") or subject.human_friendly)[:200]


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _covers_all(status: Any) -> bool:
    return status.coverage is not None and status.coverage.name == "ENTIRE_FILE"


def _changes(status: Any) -> str:
    """Say what was written behind the signature: `none`, `allowed` (a further signature, a form) or `forbidden`."""
    if _covers_all(status):
        return "none"
    level = status.modification_level
    return "forbidden" if level is None or level.name == "OTHER" else "allowed"
