"""The form of the minutes: who of the unit sits on its council, who came, how each nominee fared (III.3.c)."""

from collections.abc import Sequence
from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.dossiers.actions.minutes import Meeting, Show
from thidua.dossiers.forms.dossiers import asks
from thidua.dossiers.models import Nomination
from thidua.organizations.models import Person, Post
from thidua.ui.fields import DayField

PRESENT, ABSENT = "present", "absent"
_SEATS = [("", _("Không là thành viên")), (PRESENT, _("Có mặt")), (ABSENT, _("Vắng mặt"))]
_ANSWERS = (_("Đồng ý"), _("Không đồng ý"), _("Phiếu trắng"))
_METHODS = [("giơ tay", _("Giơ tay")), ("bỏ phiếu kín", _("Bỏ phiếu kín"))]
_TIMES = ["%H:%M", "%Hh%M", "%H giờ %M"]


class VotesWidget(forms.MultiWidget):
    """Three counts side by side, each with its own label."""

    template_name = "dossiers/votes.html"

    def __init__(self) -> None:
        super().__init__([forms.NumberInput(attrs={"min": 0, "title": answer}) for answer in _ANSWERS])

    def decompress(self, value: Any) -> list[int | None]:
        return [value.in_favour, value.against, value.blank] if isinstance(value, Show) else [None, None, None]


class VotesField(forms.MultiValueField):
    def __init__(self, *, label: str) -> None:
        counts = [forms.IntegerField(min_value=0, required=False) for _answer in _ANSWERS]
        super().__init__(
            counts,
            label=label,
            widget=VotesWidget(),
            require_all_fields=False,
            error_messages=asks(_("Ghi số phiếu.")),
        )

    def compress(self, data_list: Any) -> Show:
        return Show(*(value or 0 for value in data_list or (0, 0, 0)))


class MinutesForm(forms.Form):
    held_on = DayField(label=_("Ngày họp"), error_messages=asks(_("Ghi ngày họp.")))
    hour = forms.TimeField(
        label=_("Giờ bắt đầu"),
        input_formats=_TIMES,
        initial=time(8),
        widget=forms.TimeInput(format="%H:%M"),
        error_messages={"invalid": _("Ghi theo dạng giờ:phút, ví dụ 08:30.")},
    )
    chair = forms.ModelChoiceField(
        label=_("Chủ trì"),
        queryset=Person.objects.none(),
        empty_label=_("Chọn"),
        error_messages=asks(_("Chọn người chủ trì.")),
    )
    secretary = forms.ModelChoiceField(
        label=_("Thư ký"),
        queryset=Person.objects.none(),
        empty_label=_("Chọn"),
        error_messages=asks(_("Chọn thư ký.")),
    )
    method = forms.ChoiceField(label=_("Hình thức biểu quyết"), choices=_METHODS)
    percent = forms.IntegerField(
        label=_("Tỷ lệ cần đạt (% tổng số thành viên)"),
        min_value=1,
        max_value=100,
        help_text=_("Theo quy chế của Hội đồng đơn vị; kế hoạch không quy định tỷ lệ này."),
        error_messages=asks(_("Ghi tỷ lệ, ví dụ 90.")),
    )
    rule = forms.CharField(
        label=_("Quy chế áp dụng"),
        max_length=300,
        help_text=_("Số, ngày của quy chế Hội đồng, hoặc căn cứ của tỷ lệ trên."),
        error_messages=asks(_("Ghi quy chế hoặc căn cứ.")),
    )

    def __init__(self, *args: Any, posts: Sequence[Post], nominations: Sequence[Nomination], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.posts, self.nominations = posts, nominations
        people = Person.objects.filter(pk__in=[post.person_id for post in posts]).order_by("sort_key", "pk")
        self.fields["chair"].queryset = self.fields["secretary"].queryset = people  # type: ignore[attr-defined]
        for post in posts:
            label = f"{post.person}, {post.title}"
            self.fields[f"seat-{post.person_id}"] = forms.ChoiceField(label=label, choices=_SEATS, required=False)
        for row in nominations:
            self.fields[f"votes-{row.pk}"] = VotesField(label=str(row.nominee))

    @property
    def seats(self) -> list[tuple[Post, forms.BoundField]]:
        return [(post, self[f"seat-{post.person_id}"]) for post in self.posts]

    @property
    def votes(self) -> list[forms.BoundField]:
        return [self[f"votes-{row.pk}"] for row in self.nominations]

    @property
    def head(self) -> list[forms.BoundField]:
        return [self[name] for name in ("held_on", "hour", "chair", "secretary", "method", "percent", "rule")]

    @property
    def meeting(self) -> Meeting:
        """Return what a valid form says."""
        said = self.cleaned_data

        def seated(seat: str) -> tuple[Person, ...]:
            return tuple(post.person for post in self.posts if said[f"seat-{post.person_id}"] == seat)

        return Meeting(
            held_on=said["held_on"],
            hour=said["hour"],
            chair=said["chair"],
            secretary=said["secretary"],
            present=seated(PRESENT),
            absent=seated(ABSENT),
            counts={row.pk: said[f"votes-{row.pk}"] for row in self.nominations},
            method=said["method"],
            percent=said["percent"],
            rule=said["rule"],
        )
