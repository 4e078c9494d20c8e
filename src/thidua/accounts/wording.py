"""What was done to a sign-in, as people read it."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "account.password_changed": _("Đổi mật khẩu"),
    "account.password_reset": _("Cấp lại mật khẩu"),
    "account.second_factor_reset": _("Gỡ lớp xác thực thứ hai"),
    "account.stopped": _("Ngừng tài khoản"),
    "account.resumed": _("Mở lại tài khoản"),
    "account.app_added": _("Dùng ứng dụng tạo mã"),
    "account.app_removed": _("Bỏ ứng dụng tạo mã"),
    "account.key_added": _("Thêm khóa"),
    "account.key_removed": _("Bỏ khóa"),
    "account.recovery_codes_made": _("Tạo mã dự phòng"),
    "account.linked": _("Liên kết với tài khoản của cơ quan"),
    "account.unlinked": _("Bỏ liên kết với tài khoản của cơ quan"),
    "account.notices_read": _("Đã đọc thông báo về tài khoản"),
}
