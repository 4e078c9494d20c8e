"""Builders of files, good and bad: the tests make every sample by code, so none lies in the repository."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any

import docx
import pikepdf
import xlsxwriter
from PIL import Image

TYPES = "[Content_Types].xml"
EMPTY_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
)
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES_OF_WORD = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)


@cache
def word(xml: str = "<w:t>Báo cáo thành tích năm 2023</w:t>") -> bytes:
    """The least that Word opens: the list of types, the way to the document, the document with one run of this XML."""
    document = f'<w:document xmlns:w="{_W}"><w:body><w:p><w:r>{xml}</w:r></w:p></w:body></w:document>'
    relation = f'<Relationship Id="rId1" Type="{RELATION}/officeDocument" Target="word/document.xml"/>'
    return packed(
        {TYPES: _TYPES_OF_WORD, "_rels/.rels": EMPTY_RELATIONS.format(relation), "word/document.xml": document}
    )


def written_word(line: str = "Báo cáo thành tích năm 2023") -> bytes:
    """A whole Word file with styles, themes, properties."""
    document = docx.Document()
    document.add_paragraph(line)
    return saved(document)


def saved(document: Any) -> bytes:
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


@cache
def excel(rows: int = 3, columns: int = 4, **options: Any) -> bytes:
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True, **options}) as book:
        book.set_properties({"created": datetime(2023, 12, 1, tzinfo=UTC)})
        sheet = book.add_worksheet("Danh sách")
        for row in range(rows):
            for column in range(columns):
                sheet.write(row, column, f"- Ông Nguyễn Văn {row}" if column == 0 else row * 7.25 + column)
    return written.getvalue()


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(contents: Mapping[str, bytes | str], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", compression) as package:
        for name, content in contents.items():
            package.writestr(name, content)
    return written.getvalue()


def pack_zeros(made: zipfile.ZipFile, name: str, megabytes: int) -> None:
    """Pack one megabyte once, and write the packed bytes again and again."""
    zeros = bytes(1_000_000)
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(zeros) + packer.flush(zlib.Z_FULL_FLUSH)
    end = packer.flush(zlib.Z_FINISH)
    info = zipfile.ZipInfo(name)
    info.compress_type, info.file_size = zipfile.ZIP_DEFLATED, megabytes * len(zeros)
    info.compress_size, info.CRC = len(block) * megabytes + len(end), 0
    info.header_offset = made.fp.tell()  # type: ignore[union-attr]
    made.fp.write(info.FileHeader(zip64=False) + block * megabytes + end)  # type: ignore[union-attr]
    made.start_dir = made.fp.tell()  # type: ignore[union-attr]
    made.filelist.append(info)
    made.NameToInfo[info.filename] = info
    made._didModify = True  # type: ignore[attr-defined]


def changed(
    content: bytes,
    put: Mapping[str, bytes | str] | None = None,
    types: Mapping[str, str] | None = None,
    swap: tuple[str, str] | None = None,
    *,
    compressed: bool = True,
) -> bytes:
    """A package with further parts, their content types, and a text of `[Content_Types].xml` swapped."""
    found: dict[str, bytes | str] = {**parts(content), **(put or {})}
    listed = as_text(found[TYPES])
    overrides = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in (types or {}).items())
    listed = listed.replace("</Types>", f"{overrides}</Types>")
    found[TYPES] = listed.replace(*swap) if swap else listed
    return packed(found, zipfile.ZIP_DEFLATED if compressed else zipfile.ZIP_STORED)


def as_text(content: bytes | str) -> str:
    return content.decode() if isinstance(content, bytes) else content


def related(
    kind: str, target: str, *, external: bool = True, of: str = "word/_rels/settings.xml.rels"
) -> dict[str, str]:
    """A part of relations with one in it, for `changed`."""
    mode = ' TargetMode="External"' if external else ""
    row = f'<Relationship Id="rId901" Type="{RELATION}/{kind}" Target="{target}"{mode}/>'
    return {of: EMPTY_RELATIONS.format(row)}


def pdf(pages: int = 1) -> pikepdf.Pdf:
    made = pikepdf.new()
    for _ in range(pages):
        made.add_blank_page(page_size=(595, 842))
    return made


def printed(made: pikepdf.Pdf, **options: Any) -> bytes:
    written = io.BytesIO()
    made.save(written, static_id=not options.get("encryption"), **options)
    return written.getvalue()


def pdf_with(**root: Any) -> bytes:
    """A PDF of one page with these entries in its catalogue."""
    made = pdf()
    for name, value in root.items():
        made.Root[f"/{name}"] = made.make_indirect(value)
    return printed(made)


def action(kind: str, **said: Any) -> pikepdf.Dictionary:
    return pikepdf.Dictionary(S=pikepdf.Name(f"/{kind}"), **said)


def picture(mode: str = "RGB", size: tuple[int, int] = (64, 48), format_: str = "PNG", **options: Any) -> bytes:
    written = io.BytesIO()
    colour = Image.linear_gradient("L").resize(size)
    (colour if mode == "L" else colour.convert(mode)).save(written, format_, **options)
    return written.getvalue()


class _Node:
    def __init__(self, name: str, content: bytes | None) -> None:
        self.name, self.content, self.children = name, content, list[_Node]()
        self.number = self.child = self.right = self.start = 0


_NONE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SECTOR, _NO_MINI = 512, 4096


def compound(streams: Mapping[str, bytes]) -> bytes:
    """A compound file ([MS-CFB]) as .doc and .xls are; a stream's path holds its storages: "Macros/VBA/dir"."""
    root, nodes = _Node("Root Entry", None), list[_Node]()
    nodes.append(root)
    for path, content in streams.items():
        at = root
        *folders, last = path.split("/")
        for folder in folders:
            known = next((child for child in at.children if child.name == folder), None)
            if known is None:
                known = _Node(folder, None)
                at.children.append(known)
                nodes.append(known)
            at = known
        leaf = _Node(last, content.ljust(_NO_MINI, b"\0"))
        at.children.append(leaf)
        nodes.append(leaf)
    return _laid_out(nodes)


def _laid_out(nodes: list[_Node]) -> bytes:
    for number, node in enumerate(nodes):
        node.number = number
    for node in nodes:
        ordered = sorted(node.children, key=lambda child: (len(child.name), child.name.upper()))
        node.child = ordered[0].number if ordered else _NONE
        for child, following in zip(ordered, [*ordered[1:], None], strict=False):
            child.right = following.number if following else _NONE
    nodes[0].right = _NONE
    fat, data = list[int](), b""

    def chain(content: bytes) -> int:
        nonlocal data
        first, count = len(fat), -(-len(content) // _SECTOR)
        fat.extend([*range(first + 1, first + count), _END])
        data += content.ljust(count * _SECTOR, b"\0")
        return first

    for node in nodes:
        node.start = chain(node.content) if node.content is not None else (_END if node is nodes[0] else 0)
    directory = chain(b"".join(map(_entry, nodes)))
    fat_sectors = -(-(len(fat) + 8) // 127)
    first_fat = len(fat)
    fat.extend([_FAT] * fat_sectors)
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(fat_sectors * _SECTOR, b"\xff")
    header = struct.pack(
        "<8s16sHHHHH6xIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"",
        0x3E,
        3,
        0xFFFE,
        9,
        6,
        0,
        fat_sectors,
        directory,
        0,
        _NO_MINI,
        _END,
        0,
        _END,
        0,
    )
    difat = [*range(first_fat, first_fat + fat_sectors)]
    return header + struct.pack("<109I", *(difat + [_NONE] * (109 - len(difat)))) + data + table


def _entry(node: _Node) -> bytes:
    name = node.name.encode("utf-16-le")
    kind = 5 if node.number == 0 else (1 if node.content is None else 2)
    return struct.pack(
        "<64sHBBIII16sIQQIQ",
        name,
        len(name) + 2,
        kind,
        1,
        _NONE,
        node.right,
        node.child,
        b"",
        0,
        0,
        0,
        node.start,
        len(node.content or b""),
    )


def old_word(flags: int = 0, **streams: bytes) -> bytes:
    """A .doc of which only the header of the document counts here ([MS-DOC] 2.5.2)."""
    return compound(
        {"WordDocument": struct.pack("<HHHHHH", 0xA5EC, 0xC1, 0, 0x42A, 0, flags).ljust(900, b"\0"), **streams}
    )


def old_excel(*records: bytes, main: str = "Workbook") -> bytes:
    """A .xls of which only the first records count ([MS-XLS] 2.4)."""
    bof = record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0))
    return compound({main: bof + b"".join(records) + record(0x0A, b"")})


def record(number: int, content: bytes) -> bytes:
    return struct.pack("<HH", number, len(content)) + content


def sheet(name: str, kind: int = 0) -> bytes:
    return record(0x85, struct.pack("<IBBBB", 0, 0, kind, len(name), 0) + name.encode("latin-1"))
