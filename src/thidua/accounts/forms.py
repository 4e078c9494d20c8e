"""Forms of signing in: what allauth asks, in the words of the product."""

from typing import Any

from allauth.account import forms as account_forms
from allauth.mfa.base import forms as code_forms
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as key_forms
from django import forms
from django.utils.translation import gettext_lazy as _

Words = dict[str, tuple[Any, Any]]  # label and help, translated when they are shown


def reword(form: forms.Form, words: Words) -> None:
    """Give fields a label and a help, and take away what stands in them as an example."""
    for name, (label, help_text) in words.items():
        if field := form.fields.get(name):
            field.label, field.help_text = label, help_text
            field.widget.attrs.pop("placeholder", None)


class SignInForm(account_forms.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self, {"login": (_("Tên đăng nhập hoặc thư điện tử"), ""), "password": (_("Mật khẩu"), "")})
        self.fields["login"].widget.attrs |= {"autocomplete": "username webauthn", "autocapitalize": "none"}


NEW_PASSWORD: Words = {
    "oldpassword": (_("Mật khẩu đang dùng"), ""),
    "password1": (
        _("Mật khẩu mới"),
        _("Ít nhất 12 ký tự, không chỉ gồm chữ số, không giống tên đăng nhập. Một câu ngắn dễ nhớ là tốt."),
    ),
    "password2": (_("Ghi lại mật khẩu mới"), ""),
}


class TwiceMixin(forms.Form):
    """A new password written twice; what allauth says in English where they differ is said here instead."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self, NEW_PASSWORD)

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = forms.Form.clean(self) or {}
        first, second = said.get("password1"), said.get("password2")
        if first and second and first != second:
            self.add_error("password2", _("Hai lần ghi không giống nhau. Hãy ghi lại cả hai."))
        if first and first == said.get("oldpassword"):
            self.add_error("password1", _("Mật khẩu mới phải khác mật khẩu đang dùng."))
        return said


class ChangePasswordForm(TwiceMixin, account_forms.ChangePasswordForm):
    pass


class SetPasswordForm(TwiceMixin, account_forms.SetPasswordForm):
    pass


class PasswordAgainForm(account_forms.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self, {"password": (_("Mật khẩu"), "")})


CODE: Words = {"code": (_("Mã"), _("6 chữ số trên ứng dụng, hoặc một mã dự phòng 8 chữ số."))}


class CodeForm(code_forms.AuthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self, CODE)
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class CodeAgainForm(code_forms.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self, CODE)
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class ActivateTotpForm(totp_forms.ActivateTOTPForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self, {"code": (_("Mã trên ứng dụng"), _("6 chữ số, đổi mỗi 30 giây."))})
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class AddKeyForm(key_forms.AddWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        help_text = _("Chỉ dùng khóa này, không cần mật khẩu; khóa phải hỏi vân tay, khuôn mặt hoặc mã PIN.")
        reword(
            self,
            {
                "name": (_("Tên khóa"), _("Để nhận ra: “Máy ở phòng”, “Khóa USB xanh”.")),
                "passwordless": (_("Đăng nhập không cần mật khẩu"), help_text),
            },
        )


class RenameKeyForm(key_forms.EditWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self, {"name": (_("Tên khóa"), "")})
