"""The papers of one invented movement year, as an office would draw them up."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

from thidua.documents.papers.forms.bao_cao_thanh_tich import Achievement, AchievementReport
from thidua.documents.papers.forms.bien_ban import Member, Minutes, Vote
from thidua.documents.papers.forms.giay_khen import Award
from thidua.documents.papers.forms.phu_luc_xet import NomineeVerdict, StandardResult, VerdictTable, phu_luc_xet
from thidua.documents.papers.forms.quyet_dinh import Awardee, Decision
from thidua.documents.papers.forms.to_trinh import Nominee, Submission
from thidua.documents.papers.model import Attachment, Letterhead, Signature

VIETNAM = timezone(timedelta(hours=7))
AT = datetime(2023, 12, 20, 9, 30, tzinfo=VIETNAM)
MERIT = (
    "có thành tích xuất sắc trong phong trào thi đua “Đẩy mạnh cải cách hành chính tỉnh Nam Định "
    "giai đoạn 2021-2025” trên địa bàn huyện năm 2023"
)
LONG_NAME = "Công Tằng Tôn Nữ Nguyễn Thị Phương Hoàng Quỳnh Như Nghiêm Huyền"
LONG_UNIT = (
    "Bộ phận Tiếp nhận và Trả kết quả thuộc Văn phòng Hội đồng nhân dân và Ủy ban nhân dân huyện Trực Ninh, "
    "tỉnh Nam Định"
)

DISTRICT = Letterhead(
    issuer="ỦY BAN NHÂN DÂN\nHUYỆN TRỰC NINH",
    symbol="QĐ-UBND",
    number=8,
    place="Trực Ninh",
    day=date(2023, 12, 20),
)
COMMUNE = Letterhead(
    issuer="ỦY BAN NHÂN DÂN\nXÃ TRỰC ĐẠI",
    symbol="TTr-UBND",
    number=57,
    place="Trực Đại",
    day=date(2023, 12, 1),
)
LONG_HEAD = Letterhead(
    superior="ỦY BAN NHÂN DÂN HUYỆN TRỰC NINH", issuer="PHÒNG VĂN HÓA VÀ THÔNG TIN", symbol="BB-PVHTT", number=3
)
CHAIR = Signature("CHỦ TỊCH", "Lưu Văn Dương")
VICE_CHAIR = Signature("KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH", "Phạm Thị Mai", authority="TM. ỦY BAN NHÂN DÂN")
BASES = (
    "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015",
    "Căn cứ Luật Thi đua, khen thưởng",
    "Căn cứ Nghị định số 91/2017/NĐ-CP ngày 31 tháng 7 năm 2017 của Chính phủ",
)


def people(count: int) -> tuple[Awardee, ...]:
    return tuple(
        Awardee(f"{name} {place}" if place > 3 else name, 540_000, "Công chức Văn phòng - Thống kê", "UBND xã Trực Đại")
        for place, name in zip(
            range(1, count + 1), ("Nguyễn Thị Hằng", "Trần Đức Ưởng", LONG_NAME) * (count // 3 + 1), strict=False
        )
    )


def decision(individuals: int = 3) -> Decision:
    return Decision(
        letterhead=DISTRICT,
        decider="CHỦ TỊCH ỦY BAN NHÂN DÂN HUYỆN TRỰC NINH",
        decider_in_text="Chủ tịch Ủy ban nhân dân huyện Trực Ninh",
        form="Giấy khen",
        merit=MERIT,
        bases=BASES,
        proposal="Theo đề nghị của Trưởng phòng Nội vụ huyện tại Tờ trình số 112/TTr-NV ngày 18 tháng 12 năm 2023",
        collectives=(Awardee("Ủy ban nhân dân xã Trực Đại", 1_080_000), Awardee(LONG_UNIT, 1_080_000)),
        individuals=people(individuals),
        total_in_words="ba triệu bảy trăm tám mươi nghìn đồng",
        money_basis="theo Điều 73 Nghị định số 91/2017/NĐ-CP",
        fund="trích từ quỹ thi đua, khen thưởng năm 2023 của huyện",
        executors=(
            "Chánh Văn phòng HĐND và UBND huyện, Trưởng phòng Nội vụ, Trưởng phòng Tài chính - Kế hoạch, "
            "Chủ tịch UBND xã Trực Đại"
        ),
        signature=CHAIR,
        recipients=("Như Điều 3", "Sở Nội vụ", "Thường trực Huyện ủy, HĐND huyện", "Lưu: VT, NV"),
    )


def submission(individuals: int = 3) -> Submission:
    return Submission(
        letterhead=COMMUNE,
        addressees=("Chủ tịch UBND huyện Trực Ninh", "Phòng Nội vụ huyện Trực Ninh"),
        bases=BASES[1:],
        proposer="UBND xã Trực Đại",
        decider="Chủ tịch UBND huyện",
        form="Giấy khen",
        merit=MERIT,
        collectives=(Nominee("Ủy ban nhân dân xã Trực Đại", "Giấy khen", summary="Đạt 7/7 tiêu chuẩn"),)
        if individuals
        else (),
        individuals=tuple(
            Nominee(each.name, "Giấy khen", each.position, each.unit, "Đạt 5/5 tiêu chuẩn; sáng kiến số 12/QĐ")
            for each in people(individuals)
        ),
        enclosures=("Báo cáo thành tích của tập thể, cá nhân", "Biên bản họp Hội đồng Thi đua - Khen thưởng"),
        signature=VICE_CHAIR,
        recipients=("Như trên", "Lưu: VT"),
    )


def report(kind: str = "tap_the") -> AchievementReport:
    collective = kind == "tap_the"
    return AchievementReport(
        letterhead=replace(COMMUNE, symbol="BC-UBND" if collective else "", number=None),
        nominee_kind="tap_the" if collective else "ca_nhan",
        nominee="Ủy ban nhân dân xã Trực Đại"
        if collective
        else "Nguyễn Thị Hằng, công chức Văn phòng - Thống kê, UBND xã Trực Đại",
        form="Giấy khen",
        merit="theo phong trào thi đua “Đẩy mạnh cải cách hành chính”, năm 2023",
        on=date(2023, 12, 1),
        general=(
            (("Năm thành lập", "1956"), ("Số cán bộ, công chức", "22"), ("Chức năng, nhiệm vụ", "Chính quyền cấp xã"))
            if collective
            else (("Họ và tên", "Nguyễn Thị Hằng"), ("Ngày sinh", "05/09/1986"), ("Quê quán", "Xã Trực Đại"))
        ),
        overview=("Xã Trực Đại nằm ở phía nam huyện Trực Ninh, có 14 thôn, xóm.",) if collective else (),
        achievements=(
            Achievement(
                "Triển khai nhiệm vụ cải cách hành chính", "40/40 nhiệm vụ, 38 đúng hạn (95 %)", "Báo cáo số 21"
            ),
            Achievement("Sáng kiến được công nhận", "“Hẹn giờ trả kết quả qua Zalo”", "Quyết định số 12/QĐ-UBND"),
        ),
        measures=("Phân công từng nhiệm vụ cho một người, có hạn và nơi kiểm tra.",),
        lessons=("Người đứng đầu trực tiếp rà soát hằng tuần.",),
        signer=Signature("CHỦ TỊCH", "Trần Văn Quyết", note="(Ký, đóng dấu)")
        if collective
        else Signature("NGƯỜI BÁO CÁO", "Nguyễn Thị Hằng", note="(Ký, ghi rõ họ tên)"),
        confirmer="Trần Văn Quyết",
    )


def minutes() -> Minutes:
    return Minutes(
        letterhead=Letterhead(
            superior="ỦY BAN NHÂN DÂN\nXÃ TRỰC ĐẠI",
            issuer="HỘI ĐỒNG\nTHI ĐUA - KHEN THƯỞNG",
            symbol="BB-HĐTĐKT",
            number=3,
        ),
        title="Họp Hội đồng Thi đua - Khen thưởng xã Trực Đại\nxét khen thưởng phong trào thi đua năm 2023",
        began=datetime(2023, 11, 29, 14, 0, tzinfo=VIETNAM),
        ended=datetime(2023, 11, 29, 16, 5, tzinfo=VIETNAM),
        place="Phòng họp số 1, trụ sở UBND xã Trực Đại",
        members=(
            Member("Trần Văn Quyết", "Chủ tịch UBND xã", "Chủ tịch Hội đồng", present=True),
            Member("Phạm Thị Mai", "Phó Chủ tịch UBND xã", "Phó Chủ tịch", present=True),
            Member("Nguyễn Thị Hằng", "Văn phòng - Thống kê", "Thư ký", present=True),
            Member("Vũ Đình Lộc", "Chủ tịch MTTQ xã", "Ủy viên", present=False, absence_reason="đi công tác"),
        ),
        invited=("Đại diện Phòng Nội vụ huyện",),
        agenda=("Thư ký báo cáo kết quả xét tiêu chuẩn", "Hội đồng thảo luận, bỏ phiếu"),
        discussion=("Các thành viên nhất trí với kết quả xét tiêu chuẩn.",),
        rule="Đủ điều kiện họp: có mặt ít nhất hai phần ba số thành viên.",
        votes=(
            Vote("Tập thể UBND xã Trực Đại", 3, 0, 0, 4, Decimal(75), "Thông qua"),
            Vote("Ông Trần Đức Ưởng", 2, 1, 0, 3, Decimal(200) / 3, "Không thông qua"),
        ),
        conclusion=("Đề nghị Chủ tịch UBND huyện tặng Giấy khen cho tập thể UBND xã Trực Đại.",),
        chair=Signature("CHỦ TRÌ\nCHỦ TỊCH HỘI ĐỒNG", "Trần Văn Quyết"),
        secretary=Signature("THƯ KÝ", "Nguyễn Thị Hằng"),
    )


def award(name: str = "Bà Nguyễn Thị Hằng", unit: str = "UBND xã Trực Đại") -> Award:
    return Award(
        decider="CHỦ TỊCH ỦY BAN NHÂN DÂN HUYỆN TRỰC NINH",
        form="Giấy khen",
        name=name,
        position="Công chức Văn phòng - Thống kê",
        unit=unit,
        merit=MERIT,
        decision=DISTRICT,
        signature=CHAIR,
        register=15,
    )


def verdicts() -> tuple[NomineeVerdict, ...]:
    standards = (
        StandardResult(
            "Thứ hạng cao hoặc thay đổi vượt bậc",
            "gạch đầu dòng 5, đối với tập thể, điểm a khoản 2 mục III",
            "Hạng 3/21 (năm trước: 9)",
            "Hạng 5 trở lên",
            "Đạt",
            source="Công văn số 15/UBND-NV",
        ),
        StandardResult(
            "Có sáng kiến hoặc giải pháp được công nhận",
            "gạch đầu dòng 6, đối với tập thể, điểm a khoản 2 mục III",
            "Chưa có dữ liệu",
            "Ít nhất 1",
            "Chưa đủ căn cứ",
            reason="Chưa có quyết định công nhận trong năm.",
        ),
    )
    return (
        NomineeVerdict("UBND xã Trực Đại", "Chưa đủ căn cứ", standards),
        NomineeVerdict(
            "Trần Đức Ưởng", "Chưa xét", standards[:1], "UBND xã Trực Đại", bars=("Đang giải quyết khiếu nại.",)
        ),
    )


def verdict_table() -> VerdictTable:
    return VerdictTable(
        replace(COMMUNE, symbol=""), "Phong trào thi đua cải cách hành chính năm 2023", verdicts(), (CHAIR,)
    )


def annex() -> Attachment:
    """The results of the examination, as the annex of a submission letter."""
    return phu_luc_xet(verdicts(), reference="(Kèm theo Tờ trình số 57/TTr-UBND)")
