"""The frame around every page: navigation by role, who acts, the moment shown."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from thidua.accounts.models import User
from thidua.core.calendar import local_date
from thidua.core.format import day
from thidua.core.text import initials
from thidua.organizations.enums import Role
from thidua.organizations.queries import Roles, person_of, roles_of
from thidua.portal.queries.people import seats_of


@dataclass(frozen=True)
class Item:
    label: str
    url: str
    current: bool
    badge: str = ""


@dataclass(frozen=True)
class Group:
    label: str | None
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Who:
    name: str
    role: str
    initials: str


# Label, url name. Words and order as officials know them from e-office software.
NAVIGATION: tuple[tuple[Promise | None, tuple[tuple[Promise, str], ...]], ...] = (
    (
        None,
        ((gettext_lazy("Việc của tôi"), "portal:home"), (gettext_lazy("Tiêu chuẩn, điều kiện"), "dossiers:standing")),
    ),
    (
        gettext_lazy("Phong trào"),
        (
            (gettext_lazy("Kế hoạch"), "movements:list"),
            (gettext_lazy("Nhiệm vụ"), "work:tasks"),
            (gettext_lazy("Tuyên truyền"), "publicity:activities"),
            (gettext_lazy("Sáng kiến"), "initiatives:list"),
            (gettext_lazy("Minh chứng"), "files:uploads"),
        ),
    ),
    (
        gettext_lazy("Đánh giá"),
        (
            (gettext_lazy("Chấm điểm, xếp hạng"), "scoring:sets"),
            (gettext_lazy("Hồ sơ khen thưởng"), "dossiers:list"),
            (pgettext_lazy("danh mục", "Hội đồng"), "councils:sessions"),
            (gettext_lazy("Quyết định, giấy khen"), "awards:list"),
        ),
    ),
    (
        gettext_lazy("Danh mục"),
        (
            (pgettext_lazy("danh mục", "Đơn vị"), "organizations:units"),
            (gettext_lazy("Khối thi đua"), "organizations:blocks"),
            (pgettext_lazy("danh mục", "Cá nhân"), "organizations:people"),
            (gettext_lazy("Kỷ luật, vụ việc"), "registers:conduct"),
            (gettext_lazy("Sổ bằng tệp Excel"), "registers:workbooks"),
            (gettext_lazy("Mẫu văn bản"), "documents:templates"),
            (gettext_lazy("Tài khoản của cơ quan"), "portal:sign_ins"),
        ),
    ),
)


KEPT_BY = {  # items that are there for some roles alone
    "registers:conduct": (Role.THUONG_TRUC, Role.CHU_TICH, Role.THANH_TRA),
    "registers:workbooks": (Role.THUONG_TRUC,),
    "portal:sign_ins": (Role.QUAN_TRI,),
}


def _navigation(path: str, roles: Roles | None) -> tuple[Group, ...]:
    """Mark the item whose address is the longest beginning of this page's address."""
    hidden = {name for name, keepers in KEPT_BY.items() if roles is None or not roles.has(*keepers)}
    links = [
        (label, [(word, reverse(name)) for word, name in items if name not in hidden]) for label, items in NAVIGATION
    ]
    addresses = [url for _label, items in links for _word, url in items]
    here = max((url for url in addresses if path.startswith(url)), key=len, default="")
    return tuple(
        Group(str(label) if label else None, tuple(Item(str(word), url, url == here) for word, url in items))
        for label, items in links
    )


def _public_navigation(path: str, *, signed: bool) -> tuple[Group, ...]:
    """The public site is the same for everybody; who is signed in finds the way back."""
    public = reverse("portal:public")
    items = [Item(_("Kết quả khen thưởng"), public, path.startswith(public))]
    if signed:
        items.append(Item(_("Việc của tôi"), reverse("portal:home"), current=False))
    return (Group(None, tuple(items)),)


def _who(user: User, roles: Roles, at: datetime) -> Who:
    person = person_of(user)
    name = person.full_name if person else user.get_username()
    return Who(name, _capacity(user, roles, at), initials(name))


def _capacity(user: User, roles: Roles, at: datetime) -> str:
    """Say as what one acts: the first role held, else the council one sits on."""
    if roles.held:
        return f"{roles.held[0].label} · {roles.held[0].unit.name}"
    seat = seats_of(user, local_date(at)).first()
    return f"{seat.get_capacity_display()} · {seat.council.name}" if seat else _("Chưa có vai trò")


def shell(request: HttpRequest) -> dict[str, Any]:
    """Give templates the variable `shell`; see docs/ui.md for what it holds."""
    moment = getattr(request, "at", None)
    user = getattr(request, "user", None)
    if moment is None or user is None:
        return {"shell": {"home_url": "/", "nav": (), "who": None}}
    signed = user.is_authenticated
    roles: Roles | None = getattr(request, "roles", None) or (roles_of(user, moment) if signed else None)
    demo = getattr(request, "is_demo", False)
    is_public = not signed or request.path.startswith((reverse("portal:public"), reverse("portal:demo_roles")))
    return {
        "shell": {
            "home_url": reverse("portal:home"),
            "nav": _public_navigation(request.path, signed=signed) if is_public else _navigation(request.path, roles),
            "who": _who(user, roles, moment) if signed and roles is not None else None,
            "as_of": _("hôm nay, %(day)s") % {"day": day(local_date(moment))},
            "notice": _("Bản trình diễn: nhân vật và số liệu là giả định, không phải của cơ quan nào.")
            if demo
            else None,
            "sign_in_url": reverse("account_login"),
            "sign_out_url": reverse("account_logout"),
            "account_url": reverse("portal:account"),
            "roles_url": reverse("portal:demo_roles") if demo else None,
            "search_url": None if is_public else reverse("portal:search"),
            "public_url": reverse("portal:public"),
            "languages": settings.LANGUAGES,
        }
    }
