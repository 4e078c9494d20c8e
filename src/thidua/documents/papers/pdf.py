"""PDF by typst: PDF/A-2b and PDF/UA-1, fonts embedded, the same bytes for the same paper and instant.

Texts reach the templates as JSON in `sys.inputs` and are set there as strings, so markup in them has no effect.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, fields
from datetime import datetime, timezone
from functools import cache, partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from thidua.documents.papers import layout, measures
from thidua.documents.papers.inert import inert, map_text
from thidua.documents.papers.metrics import FONTS, printable
from thidua.documents.papers.model import Certificate, Heading, Paper, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    import typst

    from thidua.documents.papers.model import Attachment, Block

_TEMPLATES = Path(__file__).parent / "templates"
_KEPT_SPACES = re.compile(" {2,}|(?<=\\d) (?=%)")
_LONG_WORD = re.compile(r"\S{24}(?=\S)")
_LARGE_BATCH = 100
_CACHE_AGE = 11
_LOCK = Lock()  # the one compiler keeps its caches and is not used by two threads at once


def render_pdf(document: Paper | Certificate, *, at: datetime) -> bytes:
    """The printed paper; `at` (aware) is the instant written into the file as its creation."""
    if isinstance(document, Certificate):
        return render_certificates_pdf([document], at=at)
    return compile_view("paper.typ", _paper_view(map_text(document, for_print)), at)


def render_certificates_pdf(certificates: Sequence[Certificate], *, at: datetime) -> bytes:
    """All certificates in one file, a page each, in the order given; an empty list is a ValueError."""
    if not certificates:
        raise ValueError("no certificate to print")
    clean = [map_text(certificate, for_print) for certificate in certificates]
    title = f"{clean[0].form} – {clean[0].name}" if len(clean) == 1 else f"{clean[0].form} ({len(clean)})"
    view = {
        "title": title,
        "author": clean[0].decider,
        "quoc_hieu": measures.QUOC_HIEU,
        "tieu_ngu": measures.TIEU_NGU,
        "width": layout.CERTIFICATE_TEXT_MM,
        "certificates": [_certificate_view(each) for each in clean],
    }
    return compile_view("certificate.typ", view, at)


def _certificate_view(certificate: Certificate) -> dict[str, Any]:
    signature = {"title": certificate.signature.title, "name": certificate.signature.name}
    return {**asdict(certificate), "signature": signature, "sizes": asdict(layout.certificate_sizes(certificate))}


def for_print(text: str) -> str:
    """Blanks keep their width, a word longer than a line can be broken, a letter without a glyph shows a box."""
    blanks = _KEPT_SPACES.sub(lambda run: "\u00a0" * len(run.group()), printable(inert(text)))
    return _LONG_WORD.sub("\\g<0>\u200b", blanks)


@cache
def _compiler() -> typst.Compiler:
    import typst

    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
    return typst.Compiler(root=_TEMPLATES, font_paths=fonts)


def compile_view(template: str, view: dict[str, Any], at: datetime) -> bytes:
    """A template of this package filled with texts and measures."""
    offset = at.utcoffset()
    if offset is None:
        raise ValueError("the instant of printing needs its time zone")
    with _LOCK:
        pdf = _compiler().compile(
            input=_TEMPLATES / template,
            format="pdf",
            sys_inputs={"data": json.dumps(view, ensure_ascii=False, sort_keys=True)},
            pdf_standards=["a-2b", "ua-1"],
            timestamp=at.astimezone(timezone(offset)).replace(microsecond=0),  # a PDF counts in seconds
        )
    assert isinstance(pdf, bytes)  # noqa: S101 - one PDF is one file
    if len(view.get("certificates", view.get("pages", ()))) > _LARGE_BATCH:
        _forget()
    return pdf


def _forget() -> None:
    """Let go of what a large batch left in the compiler's cache (0.4 MB a page), which ages by compilations."""
    with _LOCK:
        for _ in range(_CACHE_AGE):
            _compiler().compile(input=b"", format="pdf", sys_inputs=None)


def _paper_view(paper: Paper) -> dict[str, Any]:
    head = layout.named_lines(paper.letterhead)
    return {
        "title": f"{paper.kind.heading} {paper.title}".replace("\n", " "),
        "author": head.issuer.replace("\n", " "),
        "mm": {name: measure.value for name, measure in measures.LENGTHS_MM.items()},
        "pt": {name: measure.value for name, measure in measures.SIZES_PT.items()},
        "leading": measures.LINE_SPACING.value * measures.SINGLE_LINE - 1,
        "padding": layout.CELL_PADDING_MM,
        "quoc_hieu": measures.QUOC_HIEU,
        "tieu_ngu": measures.TIEU_NGU,
        "rules": {
            "issuer": layout.issuer_rule_mm(head),
            "motto": layout.motto_rule_mm(),
            "title": layout.title_rule_mm(paper.title),
        },
        "addressees": asdict(layout.addressee_indents(paper.addressees)),
        "number_line": for_print(head.number_line),
        "date_line": for_print(head.date_line),
        "kind": paper.kind.heading,
        "paper": {
            **{field.name: getattr(paper, field.name) for field in fields(paper) if field.name not in _DERIVED},
            "letterhead": {"issuer": head.issuer, "superior": head.superior},
            "signatures": [{"title": each.title, "name": each.name, "note": each.note} for each in paper.signatures],
            "blocks": _blocks_view(paper.blocks, landscape=False),
            "attachments": [
                _attachment_view(attachment, label)
                for attachment, label in zip(paper.attachments, paper.annex_labels, strict=True)
            ],
        },
    }


_DERIVED = {"kind", "letterhead", "signatures", "blocks", "attachments"}


def _attachment_view(attachment: Attachment, label: str) -> dict[str, Any]:
    return {
        "label": label,
        "title": attachment.title,
        "reference": attachment.reference,
        "landscape": attachment.landscape,
        "blocks": _blocks_view(attachment.blocks, landscape=attachment.landscape),
    }


def _blocks_view(blocks: Sequence[Block], *, landscape: bool) -> list[dict[str, Any]]:
    levels = layout.heading_levels(blocks, above=1)
    return [_block_view(block, level, landscape=landscape) for block, level in zip(blocks, levels, strict=True)]


def _block_view(block: Block, level: int, *, landscape: bool) -> dict[str, Any]:
    view = {"type": type(block).__name__, **asdict(block)}
    if isinstance(block, Heading):
        view["depth"] = level
    if isinstance(block, Table):
        breakable = partial(layout.may_break, table=block, landscape=landscape)
        view["rows"] = [{**asdict(row), "breakable": breakable(row)} for row in block.filled_rows]
    return view
