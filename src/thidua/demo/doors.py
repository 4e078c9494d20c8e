"""Whom the demonstration introduces: one person for each role, who holds it at the moment shown."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from thidua.accounts.models import User
from thidua.core.calendar import local_date
from thidua.demo.world import World
from thidua.organizations.queries import posts_of, roles_of

_INTRODUCED = (  # short name or persona, and what they may do where the role alone does not say it
    ("truc_chinh/1", ""),
    ("truc_chinh/0", ""),
    ("co_le/1", ""),
    ("thuong_truc", ""),
    ("pho_chu_tich", "Chủ tịch Hội đồng Khoa học và Công nghệ huyện"),
    ("thu_ky", "Thư ký Hội đồng Khoa học và Công nghệ huyện"),
    ("kinh_te/0", "Thành viên Hội đồng Khoa học và Công nghệ huyện"),
    ("chu_tich", ""),
    ("van_thu", ""),
    ("thanh_tra", ""),
    ("chu_tich_tinh", ""),
    ("van_thu_tinh", ""),
)
DISTRICT_COUNCIL = "Hội đồng Khoa học và Công nghệ huyện"


@dataclass(frozen=True)
class Door:
    role: str
    name: str
    post: str
    user: User


def doors(world: World, at: datetime) -> Iterator[Door]:
    """Yield who is introduced, in order; who holds no role any more is not."""
    for who, role in _INTRODUCED:
        user = world.user(who)
        held = roles_of(user, at).held
        if not held:
            continue
        person = world.personas.get(who) or world.person(who)
        post = posts_of([person.pk], local_date(at))[person.pk]
        sits = role and world.units["huyen"].valid_until is None
        yield Door(role if sits else held[0].label, person.full_name, f"{post.title}, {post.unit}", user)
