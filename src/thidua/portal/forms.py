"""Forms for who manages sign-ins and roles."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.accounts.models import User
from thidua.organizations.enums import Capacity, Role
from thidua.organizations.forms import DayFilterForm, UnitsOn
from thidua.organizations.models import Post, Unit
from thidua.ui.fields import DayField
from thidua.ui.forms import set_choices

CHOOSE = _("Chọn")


class SignInFilterForm(DayFilterForm):
    ten = forms.CharField(label=_("Họ và tên hoặc tên đăng nhập"), max_length=100, required=False)
    don_vi = forms.TypedChoiceField(label=_("Đơn vị"), coerce=int, required=False)

    def __init__(self, data: Any, *, units: UnitsOn, today: date) -> None:
        super().__init__(data)
        self.offer_units("don_vi", units, today)


class TermForm(forms.Form):
    """From a day to the end of another; the action takes the first day it is no longer held."""

    def cleaned_term(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        last = said.pop("last_day", None)
        return said | {"valid_until": last + timedelta(days=1) if last else None}


class RoleForm(TermForm):
    role = forms.ChoiceField(label=_("Vai trò"), choices=[("", CHOOSE), *Role.choices])
    unit = forms.TypedChoiceField(label=_("Tại đơn vị"), coerce=int)
    valid_from = DayField(label=_("Từ ngày"))
    last_day = DayField(label=_("Đến hết ngày"), required=False, help_text=_("Để trống nếu chưa biết."))
    basis = forms.CharField(label=_("Căn cứ"), max_length=200, help_text=_("Số, ngày của văn bản phân công."))

    def __init__(self, data: Any = None, *, units: Iterable[Unit], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        set_choices(self, "unit", ((unit.pk, unit.name) for unit in units), CHOOSE)


class DelegateForm(TermForm):
    receiver = forms.ChoiceField(label=_("Người được giao"))
    valid_from = DayField(label=_("Từ ngày"))
    last_day = DayField(label=_("Đến hết ngày"))
    basis = forms.CharField(
        label=_("Văn bản giao"), max_length=200, help_text=_("Số, ngày của văn bản phân công hoặc ủy quyền.")
    )

    def __init__(self, data: Any = None, *, receivers: Iterable[tuple[Capacity, User]], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.receivers = {f"{capacity}-{user.pk}": (capacity, user) for capacity, user in receivers}
        said = ((key, f"{user.account.person}, {capacity.label}") for key, (capacity, user) in self.receivers.items())
        set_choices(self, "receiver", said, CHOOSE)


class EndForm(forms.Form):
    ended_on = DayField(label=_("Ngày đầu tiên không còn giữ vai trò"))


class OpenForm(forms.Form):
    person = forms.TypedChoiceField(label=_("Người chưa có tài khoản"), coerce=int)
    username = forms.CharField(
        label=_("Tên đăng nhập"), max_length=40, help_text=_("Chữ không dấu, chữ số, dấu chấm, gạch ngang.")
    )
    email = forms.EmailField(label=_("Thư điện tử"), required=False)

    def __init__(self, data: Any = None, *, posts: Iterable[Post]) -> None:
        super().__init__(data)
        set_choices(
            self, "person", ((post.person_id, f"{post.person}, {post.title}, {post.unit}") for post in posts), CHOOSE
        )


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Lý do"), max_length=300, help_text=_("Chủ tài khoản đọc được lý do này."))


class WorkbookForm(forms.Form):
    file = forms.FileField(label=_("Tệp đã điền (.xlsx)"))
