"""Word and Excel files of today (.docx, .xlsx): what they are, what runs in them, what they fetch, what they carry."""

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from html import unescape

from thidua.files.checks.compound import compound_faults
from thidua.files.checks.kinds import DOC, DOCX, describe
from thidua.files.checks.package import Budget, declares_too_many, directory_faults, open_package
from thidua.files.checks.rules import Finding, finding
from thidua.files.checks.xml_parts import LOOSE_XML, XML_NAMES, part_faults, tree_of

_MAIN = {  # the content type of the main part → the extension it is written with
    "wordprocessingml.document.main+xml": "docx",
    "spreadsheetml.sheet.main+xml": "xlsx",
    "presentationml.presentation.main+xml": "pptx",
    "presentationml.slide+xml": "sldx",
}
_EMBEDDABLE = frozenset(_MAIN.values())
_MACRO = re.compile(r"macroenabled|vbaproject|vbadata|macrosheet|ms-office\.vba", re.IGNORECASE)
_OBJECT = re.compile(r"activex|oleobject|ms-package", re.IGNORECASE)
_LOADED_AT_OPENING = {"attachedTemplate", "frame", "subDocument", "aFChunk", "oleObject", "package", "video", "audio"}
_ASKED_FOR = {"hyperlink", "externalLinkPath", "externalLinkLongPath", "xlPathMissing"}  # opened by a click only
_REMOTE = re.compile(r"(?i)(https?|ftp|mhtml|smb|ldap|javascript|vbscript)\s*:|file:///?/?\\\\|\\\\|//|file://[^/]")
_FIELD = re.compile(
    rb"<w:instrText[^>]*>([^<]*)<|<w:fldSimple[^>]*?w:instr=\"([^\"]*)\"|<w:fldChar[^>]*?(begin|end)\"", re.IGNORECASE
)
_DDE = re.compile(r"(?i)(?<![A-Z0-9_])DDE(AUTO)?(?![A-Z0-9_])")
_FIELD_PARTS = re.compile(r"word/(document|header|footer|footnotes|endnotes|comments)\w*\.xml\Z")
_LARGEST_FIELDS = 60_000_000


def office_faults(content: bytes, extension: str, budget: Budget) -> Iterator[Finding]:
    """Yield every reason to refuse a package that calls itself .docx or .xlsx (or is embedded in one: "")."""
    if many := declares_too_many(content, budget.limits):
        yield finding("package_too_many_parts", count=many, limit=budget.limits.parts)
        return
    try:
        package = open_package(content)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        yield finding("damaged", detail="không đọc được mục lục của tệp nén")
        return
    with package:
        found = list(directory_faults(package, budget))
        yield from found
        if not found:
            try:
                yield from _inside(package, extension, budget)
            except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, RuntimeError) as error:
                yield finding("damaged", detail=str(error))


def _inside(package: zipfile.ZipFile, extension: str, budget: Budget) -> Iterator[Finding]:
    types = _Types(package)
    main = next((name for ending, name in _MAIN.items() if any(kind.endswith(ending) for kind in types.all)), "")
    is_macro_file = any("macroenabled" in kind.lower() for kind in types.all)
    if extension and main != extension and not is_macro_file:
        real = f"là tệp .{main}" if main else "là tệp nén không theo khuôn dạng Office"
        yield finding("type_differs", extension=extension, real=real)
    elif not extension and main not in _EMBEDDABLE and not is_macro_file:
        yield finding("embedded_object", part="tệp nén")
    yield from _active(package, types)
    for row in package.infolist():
        yield from _part(package, row, types.of(row.filename), budget)
    yield from _relations(package)


class _Types:
    """`[Content_Types].xml`: what each part says it is."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        self._by_extension: dict[str, str] = {}
        self._by_name: dict[str, str] = {}
        root = tree_of(package, "[Content_Types].xml")
        for row in root if root is not None else ():
            said = row.attrib.get("ContentType", "")
            if "PartName" in row.attrib:
                self._by_name[row.attrib["PartName"].lstrip("/").lower()] = said
            else:
                self._by_extension[row.attrib.get("Extension", "").lower()] = said
        self.all = {self.of(name) for name in package.namelist()}

    def of(self, name: str) -> str:
        lower = name.lower()
        return self._by_name.get(lower) or self._by_extension.get(lower.rpartition(".")[2], "")


def _active(package: zipfile.ZipFile, types: _Types) -> Iterator[Finding]:
    """Macros and ActiveX, by the name of the part, by its type, or by both."""
    for rule, pattern in (("macro", _MACRO), ("embedded_object", _OBJECT)):
        named = [name for name in package.namelist() if pattern.search(f"{name} {types.of(name)}")]
        if rule == "macro":
            named += [name for name in package.namelist() if name.lower().startswith("xl/macrosheets/")]
        if named:
            yield finding(rule, part=named[0])


def _part(package: zipfile.ZipFile, row: zipfile.ZipInfo, kind: str, budget: Budget) -> Iterator[Finding]:
    name = row.filename.lower()
    is_xml = name.endswith((*XML_NAMES, LOOSE_XML)) or kind.lower().endswith("xml")
    yield from part_faults(package, row, is_xml=is_xml and not row.is_dir())
    if is_xml:
        if _FIELD_PARTS.fullmatch(name) and row.file_size < _LARGEST_FIELDS and _has_dde(package.read(row)):
            yield finding("dde", part=row.filename)
        if name.startswith("xl/externallinks/") and b"ddeLink" in package.read(row):
            yield finding("dde", part=row.filename)
        return
    with package.open(row) as part:
        head = part.read(8)
    if head.startswith(DOCX.signature):
        inner = budget.deeper()
        yield from office_faults(package.read(row), "", inner)
        budget.parts, budget.unpacked = inner.parts, inner.unpacked
    elif head == DOC.signature:
        yield from _old_object(package.read(row), row.filename)
    elif head.startswith((b"%PDF-", b"{\\rtf")) or name.endswith((".htm", ".html", ".mht", ".rtf", ".exe", ".js")):
        yield finding("embedded_object", part=row.filename)


def _old_object(content: bytes, name: str) -> Iterator[Finding]:
    """An embedded .doc or .xls is looked into; any other object of the old kind is refused by its name already."""
    extension = name.rpartition(".")[2].lower()
    if _OBJECT.search(name):
        return
    if extension in {"doc", "xls"}:
        yield from compound_faults(content, extension)
    else:
        yield finding("embedded_object", part=f"{name}: {describe(content)}")


def _has_dde(part: bytes) -> bool:
    """Tell whether a field calls DDE, also where its instruction is split over several runs."""
    words = (
        "\n" if edge else (text or simple).decode("utf-8", "replace") + ("\n" if simple else "")
        for text, simple, edge in _FIELD.findall(part)
    )
    instructions = unescape("".join(words)).splitlines()
    return any(_DDE.match(instruction.strip()) for instruction in instructions)


def _relations(package: zipfile.ZipFile) -> Iterator[Finding]:
    for name in package.namelist():
        root = tree_of(package, name) if name.lower().endswith(".rels") else None
        for relation in root if root is not None else ():
            yield from _relation(relation.attrib)


def _relation(said: Mapping[str, str]) -> Iterator[Finding]:
    kind = said.get("Type", "").rpartition("/")[2]
    target = said.get("Target", "")
    is_external = said.get("TargetMode", "").lower() == "external"
    if _MACRO.search(kind):
        yield finding("macro", part=target)
    elif kind == "oleObject" and is_external:
        yield finding("remote_content", target=target)
    elif is_external and kind not in _ASKED_FOR and _REMOTE.match(target):
        loaded = kind in _LOADED_AT_OPENING or not target.lower().startswith(("http:", "https:"))
        if loaded:  # a picture linked from the web is shown empty, not run
            yield finding("remote_content", target=target)
