"""PDF: whole, open, one format only, and nothing in it that runs, fetches, sends or hides."""

import io
from collections.abc import Iterator
from typing import Any

import pikepdf

from thidua.files.checks.rules import Finding, Limits, finding
from thidua.files.checks.streams import SCRIPT_STARTS, is_program, second_format

_END = b"%%EOF"
_SCRIPTS = frozenset({"/JS", "/JavaScript"})
_ACTIONS = frozenset({"/Launch", "/SubmitForm", "/ImportData", "/GoToE"})
_ACTIVE = frozenset({"/RichMedia", "/Movie", "/Sound", "/Screen", "/3D", "/Rendition"})
_CARRIES = (b"PK\x03\x04", b"%PDF-", b"\x7fELF", b"Rar!", *SCRIPT_STARTS)


def pdf_faults(content: bytes, limits: Limits) -> Iterator[Finding]:
    yield from second_format(content)
    yield from _ending(content, limits)
    try:
        with pikepdf.open(io.BytesIO(content), suppress_warnings=True) as pdf:
            if pdf.is_encrypted:
                yield finding("encrypted")
                return
            if not len(pdf.pages):
                yield finding("damaged", detail="không có trang nào")
            yield from _objects(pdf)
    except pikepdf.PasswordError:
        yield finding("encrypted")
    except (pikepdf.PdfError, pikepdf.DataDecodingError, RuntimeError, ValueError, KeyError, AttributeError) as error:
        yield finding("damaged", detail=str(error) or type(error).__name__)


def _ending(content: bytes, limits: Limits) -> Iterator[Finding]:
    """After the last end mark scanners leave a little; a second file is never little, or shows what it is."""
    at = content.rfind(_END)
    if at < 0:
        yield finding("damaged", detail="thiếu dấu kết thúc %%EOF")
        return
    rest = content[at + len(_END) :].strip(b"\0\r\n\t \x1a")
    if len(rest) > limits.trailing:
        yield finding("two_formats", detail=f"{len(rest)} byte lạ sau dấu kết thúc")
    elif is_program(rest) or any(start in rest.lower() for start in map(bytes.lower, _CARRIES)):
        yield finding("two_formats", detail="một tệp khác nối sau dấu kết thúc")


def _objects(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """Every dictionary of the file, wherever it hangs, also where no page leads to it; each rule is told once."""
    told: set[str] = set()
    waiting: list[Any] = [pdf.trailer, *pdf.objects]
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, pikepdf.Stream):
            thing = thing.stream_dict
        if isinstance(thing, pikepdf.Dictionary):
            for found in _dictionary(thing):
                if found.rule not in told:
                    told.add(found.rule)
                    yield found
            children: Any = [child for _key, child in thing.items()]
        elif isinstance(thing, pikepdf.Array):
            children = thing
        else:
            continue
        waiting += [child for child in children if isinstance(child, pikepdf.Object) and _is_direct(child)]


def _is_direct(thing: pikepdf.Object) -> bool:
    """What stands on its own is met among the file's objects; only what is written in place must be followed."""
    return not thing.is_indirect and isinstance(thing, pikepdf.Dictionary | pikepdf.Array)


def _dictionary(said: pikepdf.Dictionary) -> Iterator[Finding]:
    keys = set(said.keys())
    action = str(said.get("/S", "")) if "/S" in keys else ""
    if keys & _SCRIPTS or action == "/JavaScript":
        yield finding("pdf_javascript")
    if action in _ACTIONS:
        yield finding("pdf_action", action=action)
    if action in {"/GoToR", "/URI"}:
        yield from _link(said, action)
    if "/AA" in keys:
        yield finding("pdf_active_content", part="/AA")
    if "/XFA" in keys:
        yield finding("pdf_active_content", part="/XFA")
    if "/EF" in keys or str(said.get("/Type", "")) == "/EmbeddedFile":
        yield finding("pdf_embedded_file")
    if action in _ACTIVE or ("/Subtype" in keys and str(said["/Subtype"]) in _ACTIVE):
        yield finding("pdf_active_content", part=action or str(said["/Subtype"]))


def _link(said: pikepdf.Dictionary, action: str) -> Iterator[Finding]:
    """A link to a page of the web is asked about by every reader; a script or a share on the network is not."""
    target = said.get("/URI", said.get("/F", ""))
    if isinstance(target, pikepdf.Dictionary):
        target = target.get("/UF", target.get("/F", ""))
    text = str(target).strip().lower()
    if text.startswith(("javascript:", "vbscript:")):
        yield finding("pdf_javascript")
    elif action == "/GoToR" and text.startswith(("\\\\", "//", "http")):
        yield finding("pdf_action", action=f"{action} {text}")
