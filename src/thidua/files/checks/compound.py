"""Word and Excel files of before 2007 (.doc, .xls): what the compound file holds."""

import io
import struct
from collections.abc import Iterator

import olefile

from thidua.files.checks.rules import Finding, finding

_MAIN = {"doc": ("worddocument",), "xls": ("workbook", "book")}
_MACRO = frozenset({"vba", "_vba_project", "_vba_project_cur", "macros"})
_OBJECT = {"\x01ole10native": "gói tệp", "equation native": "công thức kiểu cũ"}
_BOUNDSHEET, _FILEPASS, _EOF = 0x85, 0x2F, 0x0A
_MACRO_SHEETS = frozenset({1, 6})  # Excel 4.0 macros, Visual Basic modules


def compound_faults(content: bytes, extension: str) -> Iterator[Finding]:
    """Yield every reason to refuse a file that calls itself .doc or .xls."""
    try:
        with olefile.OleFileIO(io.BytesIO(content)) as compound:
            paths = [[part.lower() for part in path] for path in compound.listdir(storages=True)]
            yield from _parts(compound, paths, extension)
    except (olefile.OleFileError, OSError, struct.error, IndexError, ValueError) as error:
        yield finding("damaged", detail=str(error) or "cấu trúc tệp Office cũ")


def _parts(compound: olefile.OleFileIO, paths: list[list[str]], extension: str) -> Iterator[Finding]:
    names = {part for path in paths for part in path}
    if "encryptedpackage" in names:
        yield finding("encrypted")
        return
    main = next((path for path in paths if len(path) == 1 and path[0] in _MAIN[extension]), None)
    if main is None:
        yield finding("type_differs", extension=extension, real=_really(names))
        return
    if names & _MACRO:
        yield finding("macro", part="VBA")
    for name, words in _OBJECT.items():
        if name in names:
            yield finding("embedded_object", part=words)
    stream = compound.openstream(main).read()
    yield from _document(stream) if extension == "doc" else _workbook(stream)


def _really(names: set[str]) -> str:
    for extension, streams in _MAIN.items():
        if names & set(streams):
            return f"là tệp .{extension}"
    return "là tệp Office cũ của phần mềm khác (.ppt, .msi, .msg)"


def _document(stream: bytes) -> Iterator[Finding]:
    """The header of a Word document: magic, then flags of which 0x0100 says encrypted ([MS-DOC] 2.5.2)."""
    if len(stream) < 32:  # noqa: PLR2004 - the header's length
        yield finding("damaged", detail="thiếu phần đầu văn bản Word")
    elif struct.unpack_from("<H", stream, 10)[0] & 0x0100:
        yield finding("encrypted")


def _workbook(stream: bytes) -> Iterator[Finding]:
    """The records of a workbook's first part name its sheets; they say of what type each is ([MS-XLS] 2.4.28)."""
    at = 0
    while at + 4 <= len(stream):
        record, length = struct.unpack_from("<HH", stream, at)
        if record == _FILEPASS:
            yield finding("encrypted")
            return
        if record == _BOUNDSHEET and length > 5 and stream[at + 9] in _MACRO_SHEETS:  # noqa: PLR2004
            yield finding("macro", part="Excel 4.0")
            return
        if record == _EOF:
            return
        at += 4 + length
