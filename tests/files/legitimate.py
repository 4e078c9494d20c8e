"""Files of the shapes that real offices hold, made by code. The store takes every one of them."""

import io
from functools import partial

import pikepdf
from PIL import Image, ImageCms, PngImagePlugin
from tests.documents.papers import samples
from tests.files.building import (
    action,
    excel,
    pdf,
    pdf_with,
    picture,
    printed,
    word,
)
from tests.files.legitimate_office import OFFICE, Build

from thidua.documents.papers import Certificate, build, render_certificates_pdf, render_docx, render_pdf

_PLAIN = pikepdf.ObjectStreamMode.disable


def _signed() -> bytes:
    """The shape that signing leaves: a form, a signature with its byte range, both in an update behind the file."""
    base = printed(pdf(), object_stream_mode=_PLAIN, force_version="1.7")
    root = int(base[base.rfind(b"/Root ") :].split()[1])
    pages = int(base[base.find(b"/Pages ") :].split()[1])
    size = int(base[base.rfind(b"/Size ") :].split()[1])
    objects = {
        root: f"<</Type/Catalog/Pages {pages} 0 R/AcroForm<</SigFlags 3/Fields[{size} 0 R]>>>>",
        size: f"<</FT/Sig/Type/Annot/Subtype/Widget/Rect[0 0 0 0]/T(ChuKy)/V {size + 1} 0 R>>",
        size + 1: "<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/ByteRange[0 9 99 9]"
        f"/M(D:20231201080000+07'00')/Name(Nguyen Van A)/Contents<{'0' * 2_000}>>>",
    }
    written, table = bytearray(base), ""
    for number, content in objects.items():
        table += f"{number} 1\n{len(written):010d} 00000 n \n"
        written += f"{number} 0 obj\n{content}\nendobj\n".encode()
    previous = int(base[base.rfind(b"startxref") :].split()[1])
    at = len(written)
    written += (
        f"xref\n{table}trailer\n<</Size {size + 2}/Root {root} 0 R/Prev {previous}>>\nstartxref\n{at}\n%%EOF\n".encode()
    )
    return bytes(written)


def _scanned() -> bytes:
    """A page that is one picture."""
    made = pdf()
    scan = pikepdf.Stream(made, picture(size=(620, 877), format_="JPEG"))
    scan.stream_dict = pikepdf.Dictionary(
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=620,
        Height=877,
        ColorSpace=pikepdf.Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=pikepdf.Name.DCTDecode,
    )
    made.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(A=made.make_indirect(scan)))
    made.pages[0].Contents = made.make_stream(b"q 595 0 0 842 0 0 cm /A Do Q")
    return printed(made)


def _filled_form() -> bytes:
    made = pdf()
    field = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Widget,
        FT=pikepdf.Name.Tx,
        T="HoTen",
        V="Mẫu",
        Rect=[9, 9, 99, 29],
    )
    made.pages[0].Annots = pikepdf.Array([made.make_indirect(field)])
    made.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([made.pages[0].Annots[0]]))
    return printed(made)


def _opens_at_a_page() -> bytes:
    """Word and LibreOffice write where a file opens; links lead to the web, to pages and to another report."""
    made = pdf(2)
    made.Root.OpenAction = action("GoTo", D=pikepdf.Array([made.pages[0].obj, pikepdf.Name.Fit]))
    links = [
        action("URI", URI=pikepdf.String("https://vanban.chinhphu.vn")),
        action("URI", URI=pikepdf.String("mailto:noivu@example.gov.vn")),
        action("GoToR", F=pikepdf.String("Phu luc 2.pdf"), D=0),
        action("Named", N=pikepdf.Name.NextPage),
    ]
    made.pages[0].Annots = pikepdf.Array(
        [
            pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=link)
            for link in links
        ]
    )
    with made.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("Phần I", 0))
    with made.open_metadata() as known:
        known["dc:title"] = "Báo cáo"
    return printed(made)


def _moved_table() -> bytes:
    """Its cross-reference table is where it does not say: mail gateways do that, every reader repairs it."""
    content = printed(pdf(), object_stream_mode=_PLAIN)
    at = content.rfind(b"startxref\n") + 10
    return content[:at] + b"7" + content[at:]


def _compressed_pdf() -> bytes:
    return printed(pdf(30), object_stream_mode=pikepdf.ObjectStreamMode.generate, compress_streams=True)


def _camera(**said: object) -> bytes:
    """A photograph with what a telephone notes: make, place, how it was held."""
    known = Image.Exif()
    known[0x010F], known[0x0112] = "Telephone", said.get("orientation", 1)
    known[0x8825] = {1: "N", 2: (20.0, 15.0, 0.0), 3: "E", 4: (106.0, 10.0, 0.0)}
    return picture(size=(80, 40), format_="JPEG", exif=known.tobytes(), dpi=(300, 300))


def _two_pictures() -> bytes:
    """The multi-picture file telephones write under .jpg."""
    first, second = (Image.linear_gradient("L").resize((64, 48)).convert("RGB") for _ in range(2))
    written = io.BytesIO()
    first.save(written, "MPO", save_all=True, append_images=[second])
    return written.getvalue()


def _noted_png() -> bytes:
    said = PngImagePlugin.PngInfo()
    said.add_text("Author", "Nguyễn Văn A")
    said.add_itxt("XML:com.adobe.xmp", "<x:xmpmeta/>", zip=True)
    return picture(pnginfo=said)


def _coloured() -> bytes:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return picture(format_="JPEG", icc_profile=profile)


def _paper(extension: str, kind: str, facts: object) -> bytes:
    """A paper of the product itself."""
    built = build(kind, facts)
    if extension == "docx":
        return render_docx(built)
    if isinstance(built, Certificate):
        return render_certificates_pdf([built], at=samples.AT)
    return render_pdf(built, at=samples.AT)


_OWN = {"giay_khen": samples.award()}
LEGITIMATE: dict[str, tuple[str, Build]] = {
    **OFFICE,
    # PDF
    "pdf": ("a.pdf", lambda: printed(pdf())),
    "pdf of 30 compressed pages": ("a.pdf", _compressed_pdf),
    "pdf for the web": ("a.pdf", lambda: printed(pdf(3), linearize=True)),
    "pdf 1.3": (
        "a.pdf",
        lambda: printed(pdf(), force_version="1.3", object_stream_mode=_PLAIN),
    ),
    "pdf 2.0": ("a.pdf", lambda: printed(pdf(), force_version="2.0")),
    "pdf that opens at a page, with links": ("a.pdf", _opens_at_a_page),
    "pdf signed": ("To trinh (da ky).pdf", _signed),
    "pdf scanned": ("Scan_20231205.pdf", _scanned),
    "pdf of a scanner that pads": ("a.pdf", lambda: _scanned() + bytes(512)),
    "pdf of a scanner that signs off": (
        "a.pdf",
        lambda: _scanned() + b"\r\nKONICA MINOLTA C250i" + bytes(99),
    ),
    "pdf with empty lines behind": ("a.pdf", lambda: printed(pdf()) + b"\r\n" * 9),
    "pdf without the last line feed": ("a.pdf", lambda: printed(pdf()).rstrip()),
    "pdf form filled in": ("a.pdf", _filled_form),
    "pdf with its table moved": ("a.pdf", _moved_table),
    "pdf that shows its pages": ("a.pdf", lambda: pdf_with(ViewerPreferences=pikepdf.Dictionary(DisplayDocTitle=True))),
    # the product's own papers
    **{
        f"own {kind} as {to}": (f"a.{to}", partial(_paper, to, kind, facts))
        for kind, facts in _OWN.items()
        for to in ("pdf", "docx")
    },
    # pictures
    **{f"png {mode}": ("a.png", partial(picture, mode)) for mode in ("RGB", "RGBA", "L", "LA", "P", "1", "I;16")},
    "png with notes": ("a.png", _noted_png),
    "png with a size on paper": ("a.png", lambda: picture(dpi=(200, 200))),
    **{f"jpg {mode}": ("a.jpg", partial(picture, mode, format_="JPEG")) for mode in ("RGB", "L", "CMYK")},
    "jpg progressive": ("a.jpeg", lambda: picture(format_="JPEG", progressive=True)),
    "photograph": ("IMG_20231205.JPG", _camera),
    "photograph held upright": ("Ảnh 1.jpg", lambda: _camera(orientation=6)),
    "photograph with a colour profile": ("a.jpg", _coloured),
    "two pictures in one": ("a.jpg", _two_pictures),
    "photograph with the maker's notes behind": ("a.jpg", lambda: picture(format_="JPEG") + b"\0\0SEFT" * 200),
    # names
    "name from macos": ("Ba\u0301o ca\u0301o thi đua.docx", word),
    "name with dates": ("Bao cao 6 thang 30.06.2023.docx", word),
    "name printed from word": ("Tờ trình.docx.pdf", lambda: printed(pdf())),
    "name in capitals": ("TỜ TRÌNH SỐ 12.PDF", lambda: printed(pdf())),
    "name with signs": ("Danh sách (mới) - “CCHC” & 1+1, 50%; số 08-QĐ #2.xlsx", excel),
    "name copied from the web": ("Báo cáo\u200b\ufeff.docx", word),
    "name with an address": ("noivu@trucninh.gov.vn.com.pdf", lambda: printed(pdf())),
    "long name": (f"{'Báo cáo ' * 30}.docx", word),
}
