"""The measures of NĐ 30/2020/NĐ-CP, Phụ lục I, within the limits the decree sets; both printers read them here.

`certainty`: V verified at a source, VS in secondary sources, M from memory, I this product's own choice.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Measure:
    value: float
    low: float
    high: float
    certainty: str


QUOC_HIEU = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
TIEU_NGU = "Độc lập - Tự do - Hạnh phúc"
TYPEFACE = "Times New Roman"  # V; the PDF embeds Tinos, which has the same widths
PAGE_MM = (210.0, 297.0)  # V

LENGTHS_MM = {
    "top": Measure(20, 20, 25, "V"),
    "bottom": Measure(20, 20, 25, "V"),
    "left": Measure(30, 30, 35, "V"),
    "right": Measure(15, 15, 20, "V"),
    "page_number_from_top": Measure(10, 5, 15, "I"),
    "indent": Measure(12.7, 10, 12.7, "VS"),
    "issuer_column": Measure(66, 60, 70, "I"),
    "recipients_column": Measure(72, 60, 83, "I"),
    "signing_space": Measure(23, 20, 30, "I"),
}
SIZES_PT = {
    "page_number": Measure(14, 13, 14, "V"),
    "quoc_hieu": Measure(13, 12, 13, "VS"),
    "tieu_ngu": Measure(14, 13, 14, "VS"),
    "superior": Measure(13, 12, 13, "VS"),
    "issuer": Measure(13, 12, 13, "VS"),
    "number": Measure(13, 13, 13, "VS"),
    "place_date": Measure(14, 13, 14, "VS"),
    "kind": Measure(14, 13, 14, "VS"),
    "title": Measure(14, 13, 14, "VS"),
    "body": Measure(14, 13, 14, "VS"),
    "article": Measure(14, 13, 14, "VS"),
    "capacity": Measure(14, 13, 14, "VS"),
    "signer": Measure(14, 13, 14, "VS"),
    "addressee": Measure(14, 13, 14, "VS"),
    "recipients_label": Measure(12, 12, 12, "VS"),
    "recipients": Measure(11, 11, 11, "VS"),
    "annex_label": Measure(14, 14, 14, "VS"),
    "annex_title": Measure(14, 13, 14, "VS"),
    "annex_reference": Measure(14, 13, 14, "VS"),
    "paragraph_gap": Measure(6, 6, 12, "VS"),
    "signing_note": Measure(13, 11, 14, "I"),
    "template_note": Measure(10, 9, 11, "I"),
}
LINE_SPACING = Measure(1.1, 1.0, 1.5, "VS")
RULE_SHARE = Measure(0.4, 1 / 3, 1 / 2, "VS")  # the line under the issuer and the title, of the text above it
SINGLE_LINE = 1.149  # em: ascent, descent and gap of Times New Roman and of Tinos


def mm(name: str) -> float:
    return LENGTHS_MM[name].value


def pt(name: str) -> float:
    return SIZES_PT[name].value


def text_width_mm(*, landscape: bool = False) -> float:
    return PAGE_MM[1 if landscape else 0] - mm("left") - mm("right")
