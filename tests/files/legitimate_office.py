"""Word and Excel files of the shapes that real offices hold, made by code."""

import io
import struct
import zipfile
from collections.abc import Callable

import docx
from docx.shared import Cm
from tests.files.building import (
    changed,
    compound,
    excel,
    old_excel,
    old_word,
    packed,
    parts,
    picture,
    record,
    related,
    saved,
    sheet,
    word,
    written_word,
)

Build = Callable[[], bytes]
_UTF_16 = '<?xml version="1.0" encoding="utf-16"?>'
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_APP = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>{}</Application></Properties>"
)


Build = Callable[[], bytes]


_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


_APP = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>{}</Application></Properties>"
)


def _made_by(application: str) -> bytes:
    return changed(word(), {"docProps/app.xml": _APP.format(application)})


def _reordered(content: bytes, *, first: str = "", compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """LibreOffice writes the list of types last, Google Docs and others anywhere."""
    found = parts(content)
    names = sorted(found, key=lambda name: (name != first, name.startswith("["), name))
    return packed({name: found[name] for name in names}, compression)


def _streamed(content: bytes) -> bytes:
    """Written to a stream that cannot seek, sizes follow the data, as web services do."""

    class Pipe(io.RawIOBase):
        def __init__(self) -> None:
            self.written = bytearray()

        def writable(self) -> bool:
            return True

        def write(self, data: bytes) -> int:  # type: ignore[override]
            self.written += bytes(data)
            return len(data)

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts(content).items():
            package.writestr(name, part)
    return bytes(pipe.written)


def _with_folders() -> bytes:
    return packed({"word/": b"", "_rels/": b"", **parts(word())})


def _illustrated(format_: str) -> bytes:
    document = docx.Document()
    document.add_picture(io.BytesIO(picture(size=(200, 150), format_=format_)), width=Cm(4))
    table = document.add_table(rows=3, cols=3)
    table.cell(0, 0).text = "Họ và tên"
    document.sections[0].header.paragraphs[0].text = "UBND XÃ TRỰC CHÍNH"
    document.add_page_break()
    return saved(document)


def _with_sheet(levels: int = 1) -> bytes:
    inner = excel()
    for _ in range(levels - 1):
        inner = changed(inner, {"xl/embeddings/Microsoft_Word_Document.docx": word()})
    name = "word/embeddings/Microsoft_Excel_Worksheet.xlsx"
    return changed(word(), {name: inner}, {name: _SHEET_TYPE})


def _fields() -> bytes:
    begin, end = '<w:fldChar w:fldCharType="begin"/></w:r><w:r>', '<w:fldChar w:fldCharType="end"/></w:r><w:r>'
    said = "".join(
        f"{begin}<w:instrText>{text}</w:instrText></w:r><w:r>{end}"
        for text in (" PAGE ", " TOC \\o ", ' HYPERLINK "https://dde.gov.vn" ', " MERGEFIELD DDE ")
    )
    return word(f"{said}<w:t>Công văn DDE AUTO số 12</w:t>")


def _vml() -> bytes:
    return changed(excel(), {"xl/drawings/vmlDrawing1.vml": '<xml xmlns:v="urn:v"><v:shape>a<br>b</v:shape></xml>'})


def _linked_workbook() -> bytes:
    relations = related(
        "externalLinkPath",
        "file:///\\\\MAYCHU\\Chung\\Diem 2023.xlsx",
        of="xl/externalLinks/_rels/externalLink1.xml.rels",
    )
    return changed(
        excel(), {**relations, "xl/externalLinks/externalLink1.xml": "<externalLink><externalBook/></externalLink>"}
    )


def _big_excel() -> bytes:
    return excel(rows=400, columns=20)


def _full_excel() -> bytes:
    """A chart, a picture, notes, a list to choose from, a protected sheet, links: what offices do with Excel."""
    import xlsxwriter

    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True}) as book:
        page = book.add_worksheet("Tổng hợp")
        page.write_column(0, 0, [1, 2, 3])
        page.write_formula("B1", "=SUM(A1:A3)*DATE(2023,1,1)")
        page.write_url("C1", "https://trucninh.namdinh.gov.vn/")
        page.write_comment("A1", "Điểm tự chấm")
        page.data_validation("D1", {"validate": "list", "source": ["Đạt", "Không đạt"]})
        page.protect("mat-khau")
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "='Tổng hợp'!$A$1:$A$3"})
        page.insert_chart("E5", chart)
        page.insert_image("E25", "a.png", {"image_data": io.BytesIO(picture())})
        page.add_table("G1:H3")
        book.define_name("Diem", "='Tổng hợp'!$A$1:$A$3")
    return written.getvalue()


_LOCAL_TEMPLATE = "file:///C:\\Users\\AN\\AppData\\Roaming\\Microsoft\\Templates\\Mau 07.dotm"


OFFICE: dict[str, tuple[str, Build]] = {
    # Word
    "word": ("Báo cáo.docx", word),
    "word of python-docx": ("a.docx", written_word),
    "word with a picture, a table, a header": ("a.docx", lambda: _illustrated("PNG")),
    "word with a photograph": ("a.docx", lambda: _illustrated("JPEG")),
    "word with an embedded sheet": ("a.docx", _with_sheet),
    "word with a sheet with a document": ("a.docx", lambda: _with_sheet(2)),
    "word with an embedded old sheet": (
        "a.docx",
        lambda: changed(word(), {"word/embeddings/Microsoft_Excel_97-2003_Worksheet.xls": old_excel(sheet("A"))}),
    ),
    "word with embedded slides": (
        "a.docx",
        lambda: changed(
            word(),
            {
                "word/embeddings/Microsoft_PowerPoint_Presentation.pptx": changed(
                    word(), swap=("wordprocessingml.document.main+xml", "presentationml.presentation.main+xml")
                )
            },
        ),
    ),
    "template on the own disk": ("a.docx", lambda: changed(word(), related("attachedTemplate", _LOCAL_TEMPLATE))),
    "template by its name alone": ("a.docx", lambda: changed(word(), related("attachedTemplate", "Normal.dotm"))),
    "link to the web": ("a.docx", lambda: changed(word(), related("hyperlink", "https://vanban.chinhphu.vn"))),
    "link to a share": ("a.docx", lambda: changed(word(), related("hyperlink", "file:///\\\\MAYCHU\\Chung"))),
    "picture from the web": ("a.docx", lambda: changed(word(), related("image", "https://example.gov.vn/a.png"))),
    "page numbers, contents, links as fields": ("a.docx", _fields),
    "wps": ("a.docx", lambda: _made_by("WPS Office_11.2.0.11219_F1E327BC-269C-435d-A152-05C5408002CA")),
    "libreoffice": ("a.docx", lambda: _reordered(_made_by("LibreOffice/7.6.4.1$Windows_X86_64"), first="_rels/.rels")),
    "google docs": (
        "a.docx",
        lambda: _reordered(packed({k: v for k, v in parts(word()).items() if not k.startswith("docProps")})),
    ),
    "stored without packing": ("a.docx", lambda: _reordered(word(), compression=zipfile.ZIP_STORED)),
    "streamed": ("a.docx", lambda: _streamed(word())),
    "with folders": ("a.docx", _with_folders),
    "xml in UTF-16": (
        "a.docx",
        lambda: changed(word(), {"customXml/item9.xml": f"{_UTF_16}<a>ă</a>".encode("utf-16")}),
    ),
    "xml with a byte order mark": ("a.docx", lambda: changed(word(), {"customXml/item9.xml": b"\xef\xbb\xbf<a/>"})),
    "thumbnail, fonts, printer": (
        "a.docx",
        lambda: changed(
            word(),
            {
                "docProps/thumbnail.emf": b"\1\0\0\0",
                "word/fonts/font1.odttf": bytes(99),
                "word/printer1.bin": b"\0P\0D\0F",
            },
        ),
    ),
    "two letters MZ in a picture": ("a.docx", lambda: changed(word(), {"word/media/a.bin": b"MZ" + bytes(600)})),
    "long word": ("a.docx", lambda: written_word("Nội dung thi đua. " * 9_000)),
    # Excel
    "excel": ("a.xlsx", excel),
    "excel of 400 rows": ("a.xlsx", _big_excel),
    "excel with all that offices do": ("a.xlsx", _full_excel),
    "excel in little memory": ("a.xlsx", lambda: excel(rows=4, constant_memory=True)),
    "excel with loose drawings": ("a.xlsx", _vml),
    "excel linked to another workbook": ("a.xlsx", _linked_workbook),
    "excel with the printer's settings": (
        "a.xlsx",
        lambda: changed(excel(), {"xl/printerSettings/printerSettings1.bin": "Máy in".encode("utf-16-le")}),
    ),
    "excel from google": ("a.xlsx", lambda: _reordered(excel())),
    "excel streamed": ("a.xlsx", lambda: _streamed(excel())),
    # before 2007
    "doc": ("a.doc", old_word),
    "doc with properties": (
        "a.doc",
        lambda: old_word(**{"\x05SummaryInformation": b"x", "1Table": b"x", "Data": b"x"}),
    ),
    "doc with an old sheet": (
        "a.doc",
        lambda: old_word(**{"ObjectPool/_123/Workbook": b"x", "ObjectPool/_123/\x03ObjInfo": b"x"}),
    ),
    "xls": ("a.xls", lambda: old_excel(sheet("Sheet1"), sheet("Sheet2"))),
    "xls with a hidden sheet and a chart": (
        "a.xls",
        lambda: old_excel(sheet("A"), sheet("B", 2), record(0x3D, bytes(18))),
    ),
    "xls of excel 5": ("a.xls", lambda: old_excel(sheet("A"), main="Book")),
    "xls with many streams": (
        "a.xls",
        lambda: compound({"Workbook": struct.pack("<HHI", 0x809, 4, 0), "_SX_DB_CUR/0001": b"x"}),
    ),
}
