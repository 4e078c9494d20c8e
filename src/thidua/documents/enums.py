from django.db.models import TextChoices


class PaperKind(TextChoices):
    """Kinds of paper with their abbreviation by NĐ 30/2020, Phụ lục III."""

    TO_TRINH = "to_trinh", "Tờ trình"
    BAO_CAO = "bao_cao_thanh_tich", "Báo cáo thành tích"
    BIEN_BAN = "bien_ban", "Biên bản"
    QUYET_DINH = "quyet_dinh", "Quyết định"
    GIAY_KHEN = "giay_khen", "Giấy khen"
    PHU_LUC_XET = "phu_luc_xet", "Phụ lục xét điều kiện"


ABBREVIATIONS = {  # NĐ 30/2020, Phụ lục III
    PaperKind.TO_TRINH: "TTr",
    PaperKind.BAO_CAO: "BC",
    PaperKind.BIEN_BAN: "BB",
    PaperKind.QUYET_DINH: "QĐ",
}


class PaperState(TextChoices):
    DRAFTED = "drafted", "Dự thảo"
    SIGNED = "signed", "Đã ký"
    NUMBERED = "numbered", "Đã cấp số"
    ISSUED = "issued", "Đã ban hành"


TRANSITIONS: dict[str, tuple[str, ...]] = {
    PaperState.DRAFTED: (PaperState.SIGNED,),
    PaperState.SIGNED: (PaperState.NUMBERED,),
    PaperState.NUMBERED: (PaperState.ISSUED,),
}
