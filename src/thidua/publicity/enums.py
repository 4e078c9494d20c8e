from enum import nonmember

from django.db.models import TextChoices


class ActivityForm(TextChoices):
    """Forms of communication (II.2.a, III.2.a/tap-the/2: "nhiều hình thức thích hợp, đa dạng, phong phú")."""

    HOI_NGHI = "hoi_nghi", "Hội nghị, tập huấn"
    TRUYEN_THANH = "truyen_thanh", "Truyền thanh cơ sở"
    TRANG_TIN = "trang_tin", "Trang thông tin điện tử"
    MANG_XA_HOI = "mang_xa_hoi", "Mạng xã hội"
    PANO = "pano", "Pa nô, khẩu hiệu, tờ rơi"
    HOI_THI = "hoi_thi", "Hội thi, cuộc thi tìm hiểu"
    DOI_THOAI = "doi_thoai", "Đối thoại với người dân, doanh nghiệp"


class ActivityState(TextChoices):
    DRAFT = "draft", "Dự thảo"
    APPROVED = "approved", "Đã duyệt"
    PUBLISHED = "published", "Đã đăng"

    counted = nonmember(("approved", "published"))


ACTIVITY_TRANSITIONS: dict[str, tuple[str, ...]] = {
    ActivityState.DRAFT: (ActivityState.APPROVED,),
    ActivityState.APPROVED: (ActivityState.PUBLISHED,),
}
