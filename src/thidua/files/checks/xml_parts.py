"""Reading parts of a package: streamed, every XML well-formed and without a document type of its own."""

import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError
from xml.parsers import expat

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from thidua.files.checks.rules import Finding, finding
from thidua.files.checks.streams import EICAR, is_program

_CHUNK = 1 << 20
_LARGEST_TREE = 5_000_000
XML_NAMES = (".xml", ".rels")
LOOSE_XML = ".vml"  # Word and Excel write <br> unclosed in these


class _DocumentType(Exception):  # noqa: N818 - a sign, not an error
    pass


def part_faults(package: zipfile.ZipFile, row: zipfile.ZipInfo, *, is_xml: bool) -> Iterator[Finding]:
    """Read one part to its end (its checksum is compared), looking at what it starts with and what it holds."""
    parser = _parser() if is_xml else None
    tail = b""
    try:
        with package.open(row) as part:
            while chunk := part.read(_CHUNK):
                if not tail and is_program(chunk[:512]):
                    yield finding("executable_inside", part=row.filename)
                if EICAR in tail + chunk:
                    yield finding("virus_signature", part=f" ({row.filename})")
                    return
                tail = chunk[-len(EICAR) :]
                if parser:
                    parser.Parse(chunk, False)
        if parser:
            parser.Parse(b"", True)
    except _DocumentType:
        yield finding("xml_entities", part=row.filename)
    except expat.ExpatError as error:
        if not row.filename.lower().endswith(LOOSE_XML):
            yield finding("damaged", detail=f"{row.filename}: {error}")


def _parser() -> expat.XMLParserType:
    """Only the C parser runs: without handlers for elements it reads 100 MB a second, and knows no entity."""

    def refuse(*_said: object) -> None:
        raise _DocumentType

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    return parser


def tree_of(package: zipfile.ZipFile, name: str) -> Element | None:
    """Return a small part as a tree; None where there is none or it is not to be read as one."""
    try:
        row = package.getinfo(name)
    except KeyError:
        return None
    if row.file_size > _LARGEST_TREE:
        return None
    try:
        root: Element = fromstring(package.read(row), forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError):
        return None
    return root
