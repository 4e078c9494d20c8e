"""Closed sets of the register. Ids are unaccented Vietnamese as law and plan name them; labels are what people read."""

from enum import nonmember

from django.db.models import TextChoices


class UnitKind(TextChoices):
    TINH = "tinh", "Tỉnh"
    THANH_PHO_TW = "thanh_pho_tw", "Thành phố trực thuộc trung ương"
    HUYEN = "huyen", "Huyện"
    QUAN = "quan", "Quận"
    THI_XA = "thi_xa", "Thị xã"
    THANH_PHO = "thanh_pho", "Thành phố thuộc tỉnh, thành phố"
    XA = "xa", "Xã"
    THI_TRAN = "thi_tran", "Thị trấn"
    PHUONG = "phuong", "Phường"
    DAC_KHU = "dac_khu", "Đặc khu"
    CO_QUAN_CHUYEN_MON = "co_quan_chuyen_mon", "Cơ quan chuyên môn"
    DON_VI_SU_NGHIEP = "don_vi_su_nghiep", "Đơn vị sự nghiệp"
    TRUONG_HOC = "truong_hoc", "Trường học"

    provinces = nonmember(("tinh", "thanh_pho_tw"))
    districts = nonmember(("huyen", "quan", "thi_xa", "thanh_pho"))
    communes = nonmember(("xa", "thi_tran", "phuong", "dac_khu"))
    participants = (
        nonmember(  # plan II.1.a names no school: whether one is judged as a service unit is the office's to say
            ("co_quan_chuyen_mon", "don_vi_su_nghiep", "xa", "thi_tran")
        )
    )


class LineageKind(TextChoices):
    MERGE = "sap_nhap", "Sáp nhập"
    SPLIT = "chia_tach", "Chia tách"
    RENAME = "doi_ten", "Đổi tên"
    DISSOLVE = "giai_the", "Giải thể"
    MOVE = "chuyen_co_quan", "Chuyển cơ quan quản lý"
    REORGANISE = "sap_xep", "Sắp xếp đơn vị hành chính"

    remade = nonmember(("sap_nhap", "chia_tach", "sap_xep"))  # what was made of others is another unit than they were
    same_unit = nonmember(("doi_ten", "chuyen_co_quan"))  # what bears another name or stands elsewhere goes on


class Share(TextChoices):
    """How much of a unit went to another; the words of the country's table, no weights."""

    WHOLE = "toan_bo", "Toàn bộ"
    PART = "mot_phan", "Một phần"
    MAIN_PART = "phan_chinh", "Phần chính"


class Comparison(TextChoices):
    """What stands beside a result from before a merger (core/comparison.py)."""

    NONE = "khong_so_sanh", "Không so sánh"
    MEAN = "binh_quan", "Bình quân các đơn vị tiền thân, có trọng số nếu đã ghi"
    MAIN = "don_vi_chinh", "Đơn vị tiền thân chính"


class Category(TextChoices):
    """Whom plan II.1.b names."""

    CAN_BO = "can_bo", "Cán bộ"
    CONG_CHUC = "cong_chuc", "Công chức"
    VIEN_CHUC = "vien_chuc", "Viên chức"
    NGUOI_LAO_DONG = "nguoi_lao_dong", "Người lao động"


class EndReason(TextChoices):
    """Why a post ended, where somebody said so."""

    CHUYEN = "chuyen_cong_tac", "Chuyển công tác"
    NGHI_HUU = "nghi_huu", "Nghỉ hưu"
    THOI_VIEC = "thoi_viec", "Thôi việc"
    TU_TRAN = "tu_tran", "Từ trần"
    SAP_XEP = "sap_xep", "Sắp xếp tổ chức"
    KHAC = "khac", "Lý do khác"


class LeaveKind(TextChoices):
    """Only maternity leave is known to count as time worked (docs/decisions/0009); of the rest nobody has said."""

    THAI_SAN = "thai_san", "Nghỉ thai sản"
    OM_DAU = "om_dau", "Nghỉ ốm đau"
    DI_HOC = "di_hoc", "Đi học, đào tạo"
    KHONG_LUONG = "khong_luong", "Nghỉ không hưởng lương"
    KHAC = "khac", "Nghỉ khác"

    counted = nonmember(("thai_san",))


class Role(TextChoices):
    """What a user may be at a unit, for a time, by appointment; it reaches the unit's subtree."""

    CAN_BO = "can_bo", "Cán bộ đơn vị"
    THU_TRUONG = "thu_truong", "Thủ trưởng đơn vị"
    PHO_THU_TRUONG = "pho_thu_truong", "Cấp phó của thủ trưởng"
    THUONG_TRUC = "thuong_truc", "Thường trực thi đua (Nội vụ)"
    VAN_THU = "van_thu", "Văn thư"
    THANH_VIEN = "thanh_vien", "Thành viên Hội đồng"
    THU_KY = "thu_ky_hoi_dong", "Thư ký Hội đồng"
    CHU_TICH = "chu_tich", "Chủ tịch UBND"
    VAN_HOA = "van_hoa", "Văn hóa, thông tin, truyền thanh"
    KE_TOAN = "ke_toan", "Kế toán"
    MAT_TRAN = "mat_tran", "Mặt trận, đoàn thể"
    THANH_TRA = "thanh_tra", "Thanh tra, giám sát"
    QUAN_TRI = "quan_tri", "Quản trị tài khoản"

    everywhere = nonmember(("thuong_truc", "chu_tich", "thanh_tra", "van_thu"))
    of_unit = nonmember(("can_bo", "thu_truong", "pho_thu_truong"))  # act for the unit they are held at
    guarded = nonmember(("thuong_truc", "chu_tich", "thu_ky_hoi_dong", "quan_tri"))  # sign in with a second factor
    delegable = nonmember(("thu_truong", "chu_tich"))  # NĐ 30/2020, Điều 13 (VS): what a head may have signed for him

    @classmethod
    def chairs(cls, *, is_commune: bool) -> "tuple[Role, ...]":
        """The roles of who signs for a committee: its chair, and at a commune the head, who is that."""
        return (cls.CHU_TICH, cls.THU_TRUONG) if is_commune else (cls.CHU_TICH,)


class Capacity(TextChoices):
    """How one signs in the place of a head (NĐ 30/2020, Điều 13, VS)."""

    KT = "KT", "ký thay (KT.)"
    TUQ = "TUQ", "ký thừa ủy quyền (TUQ.)"


# Words for ids that a file may carry (docs/facts-file.md); the register keeps any text.
CONDUCT_WORDS = {
    "khien_trach": "Khiển trách",
    "canh_cao": "Cảnh cáo",
    "ha_bac_luong": "Hạ bậc lương",
    "giang_chuc": "Giáng chức",
    "cach_chuc": "Cách chức",
    "buoc_thoi_viec": "Buộc thôi việc",
    "phe_binh": "Phê bình",
    "khieu_nai": "Khiếu nại",
    "to_cao": "Tố cáo",
    "thanh_tra": "Thanh tra, kiểm tra",
    "dieu_tra": "Điều tra",
}
DISCIPLINE_FORMS = frozenset(
    {"khien_trach", "canh_cao", "ha_bac_luong", "giang_chuc", "cach_chuc", "buoc_thoi_viec", "phe_binh"}
)
