"""Whom the demonstration introduces: one person for each role, who holds it at the moment shown."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from thidua.accounts.models import User
from thidua.core.calendar import local_date
from thidua.councils.models import Member
from thidua.demo.world import World
from thidua.organizations.enums import Role
from thidua.organizations.models import valid_on
from thidua.organizations.queries import HeldRole, posts_of, roles_of

_INTRODUCED = (
    "truc_chinh/1",
    "truc_chinh/0",
    "co_le/1",
    "thuong_truc",
    "pho_chu_tich",
    "thu_ky",
    "kinh_te/0",
    "chu_tich",
    "van_thu",
    "thanh_tra",
    "chu_tich_tinh",
    "van_thu_tinh",
)


@dataclass(frozen=True)
class Door:
    role: str
    name: str
    post: str
    user: User


def doors(world: World, at: datetime) -> Iterator[Door]:
    """Yield who is introduced, in order; who holds no role any more is not."""
    for who in _INTRODUCED:
        person, user = world.who(who), world.user(who)
        if held := roles_of(user, at).held:
            post = posts_of([person.pk], local_date(at))[person.pk]
            yield Door(_said(user, held[0], at), person.full_name, f"{post.title}, {post.unit}", user)


def _said(user: User, held: HeldRole, at: datetime) -> str:
    """Name the role, and the seat on a council that still exists."""
    seats = Member.objects.filter(
        valid_on(local_date(at)), council__unit__valid_until=None, person__accounts__user=user
    )
    seat = seats.select_related("council").first()
    if seat is None:
        return held.label
    named = f"{seat.get_capacity_display().removesuffix(' Hội đồng')} {seat.council}"
    return named if held.role in (Role.THANH_VIEN, Role.THU_KY) else f"{held.label}; {named}"
