"""The merge fields an office's template may hold, and what a paper puts into each."""

from __future__ import annotations

from dataclasses import dataclass

from thidua.documents.papers.layout import named_lines
from thidua.documents.papers.model import Certificate, Kind, Paper

CERTIFICATE = "giay_khen"


@dataclass(frozen=True)
class Field:
    """`clause` of NĐ 30/2020, Phụ lục I, phần I; `is_block`: whole paragraphs, so it stands alone in its own."""

    id: str
    label: str
    clause: str = ""
    is_block: bool = False


FIELDS = (
    Field("co_quan_chu_quan", "Tên cơ quan chủ quản", "II.2"),
    Field("co_quan_ban_hanh", "Tên cơ quan ban hành", "II.2"),
    Field("so_ky_hieu", "Số, ký hiệu (“Số: 08/QĐ-UBND”)", "II.3"),
    Field("dia_danh_ngay_thang", "Địa danh và thời gian ban hành", "II.4"),
    Field("ten_loai", "Tên loại văn bản", "II.5"),
    Field("trich_yeu", "Trích yếu nội dung", "II.5"),
    Field("kinh_gui", "“Kính gửi: …”", "II.9", is_block=True),
    Field("tham_quyen", "Người có thẩm quyền ban hành, bằng chữ in hoa", "II.2"),
    Field("can_cu", "Các căn cứ", "II.6", is_block=True),
    Field("loi_quyet_dinh", "“QUYẾT ĐỊNH:”", "II.6"),
    Field("noi_dung", "Nội dung văn bản", "II.6", is_block=True),
    Field("chuc_vu", "Quyền hạn, chức vụ của người ký", "II.7"),
    Field("ho_ten", "Họ và tên người ký", "II.7"),
    Field("chuc_vu_trai", "Chức vụ của người ký bên trái", "II.7"),
    Field("ho_ten_trai", "Họ và tên người ký bên trái", "II.7"),
    Field("noi_nhan", "Danh sách nơi nhận, mỗi dòng một nơi", "II.9"),
    Field("ghi_chu", "Ghi chú của phần mềm về mẫu"),
)
CERTIFICATE_FIELDS = (
    Field("nguoi_tang", "Người tặng, bằng chữ in hoa"),
    Field("hinh_thuc", "Hình thức khen (“GIẤY KHEN”)"),
    Field("ten", "Tên tập thể, họ tên cá nhân"),
    Field("chi_tiet", "Chức vụ, đơn vị"),
    Field("thanh_tich", "Thành tích"),
    Field("dia_danh_ngay_thang", "Địa danh, ngày tháng"),
    Field("chuc_vu", "Quyền hạn, chức vụ của người ký"),
    Field("ho_ten", "Họ và tên người ký"),
    Field("quyet_dinh", "Số, ngày của quyết định"),
    Field("vao_so", "Số vào sổ khen thưởng"),
)
_OF_EVERY_PAPER = ("co_quan_ban_hanh", "ten_loai", "trich_yeu", "noi_dung", "chuc_vu", "ho_ten")
_TWO_SIGN = ("chuc_vu_trai", "ho_ten_trai")
_REQUIRED: dict[str, tuple[str, ...]] = {
    Kind.TO_TRINH: (*_OF_EVERY_PAPER, "so_ky_hieu", "dia_danh_ngay_thang", "kinh_gui", "can_cu", "noi_nhan"),
    Kind.QUYET_DINH: (
        *_OF_EVERY_PAPER,
        *("so_ky_hieu", "dia_danh_ngay_thang", "tham_quyen", "can_cu", "loi_quyet_dinh", "noi_nhan"),
    ),
    Kind.BIEN_BAN: (*_OF_EVERY_PAPER, "so_ky_hieu", *_TWO_SIGN, "noi_nhan"),
    Kind.BAO_CAO: (*_OF_EVERY_PAPER, "so_ky_hieu", "dia_danh_ngay_thang", *_TWO_SIGN),
    CERTIFICATE: ("ten", "thanh_tich", "dia_danh_ngay_thang", "chuc_vu", "ho_ten", "quyet_dinh", "vao_so"),
}


def kinds() -> tuple[str, ...]:
    """The kinds of paper an office may have a template of."""
    return tuple(str(kind) for kind in _REQUIRED)


def fields_for(kind: str) -> tuple[Field, ...]:
    return CERTIFICATE_FIELDS if kind == CERTIFICATE else FIELDS


def required_fields(kind: str) -> tuple[Field, ...]:
    """Without these the paper would lack a part that NĐ 30 or the register asks for."""
    return tuple(field for field in fields_for(kind) if field.id in _REQUIRED[kind])


def texts_of(document: Paper | Certificate) -> dict[str, str]:
    """Every field with its text; a line feed breaks the line. Blocks are not among them."""
    return _of_certificate(document) if isinstance(document, Certificate) else _of_paper(document)


def _of_paper(paper: Paper) -> dict[str, str]:
    head, signatures = named_lines(paper.letterhead), paper.signatures
    right = signatures[-1] if signatures else None
    left = signatures[0] if len(signatures) > 1 else None
    return {
        "co_quan_chu_quan": head.superior,
        "co_quan_ban_hanh": head.issuer,
        "so_ky_hieu": head.number_line,
        "dia_danh_ngay_thang": head.date_line,
        "ten_loai": paper.kind.heading,
        "trich_yeu": paper.title,
        "tham_quyen": paper.authority,
        "loi_quyet_dinh": paper.resolution,
        "chuc_vu": right.title if right else "",
        "ho_ten": right.name if right else "",
        "chuc_vu_trai": left.title if left else "",
        "ho_ten_trai": left.name if left else "",
        "noi_nhan": "\n".join(f"- {each}" for each in paper.recipients),
        "ghi_chu": paper.note,
    }


def _of_certificate(certificate: Certificate) -> dict[str, str]:
    return {
        "nguoi_tang": certificate.decider,
        "hinh_thuc": certificate.form,
        "ten": certificate.name,
        "chi_tiet": certificate.detail,
        "thanh_tich": certificate.achievement,
        "dia_danh_ngay_thang": certificate.place_date,
        "chuc_vu": certificate.signature.title,
        "ho_ten": certificate.signature.name,
        "quyet_dinh": certificate.decision,
        "vao_so": certificate.register,
    }
