"""Pre-printed blanks of an authority: added with the usual places, moved until the print falls right."""

from datetime import datetime

from django.db import transaction

from thidua.accounts.models import User
from thidua.audit.actions import lock, record
from thidua.awards.models import CertificateBlank
from thidua.awards.permissions import may_keep_blanks
from thidua.core.errors import InputError, Problem
from thidua.core.text import clean
from thidua.documents.papers.blank import Blank, data_of
from thidua.organizations.models import Unit
from thidua.organizations.permissions import require
from thidua.organizations.queries import roles_of


@transaction.atomic
def add_blank(authority: Unit, *, name: str, actor: User, at: datetime) -> CertificateBlank:
    """Add a blank whose places are those of the product's own certificate."""
    authority = lock(authority)
    require(may_keep_blanks(roles_of(actor, at), authority))
    if not (named := clean(name)):
        raise InputError(Problem("name", "chưa ghi tên phôi.", "Ghi tên để phân biệt các phôi."))
    if CertificateBlank.objects.filter(authority=authority, name=named).exists():
        raise InputError(Problem("name", f"đã có phôi “{named}”.", "Đặt tên khác hoặc sửa phôi ấy."))
    blank = CertificateBlank.objects.create(
        authority=authority, name=named, layout=data_of(Blank()), changed_by=actor, changed_at=at
    )
    record(blank, "blank.added", actor=actor, at=at, new={"name": named})
    return blank


@transaction.atomic
def place_texts(blank: CertificateBlank, *, layout: Blank, actor: User, at: datetime) -> CertificateBlank:
    """Say where each text goes; runs asked for before keep the places they were asked with."""
    blank = lock(blank, "authority")
    require(may_keep_blanks(roles_of(actor, at), blank.authority))
    if problems := [problem for name, box in layout.boxes.items() if (problem := _off_paper(name, layout))]:
        raise InputError(*problems)
    before = blank.layout
    blank.layout, blank.changed_by, blank.changed_at = data_of(layout), actor, at
    blank.save(update_fields=["layout", "changed_by", "changed_at"])
    record(blank, "blank.placed", actor=actor, at=at, old={"layout": before}, new={"layout": blank.layout})
    return blank


def _off_paper(name: str, layout: Blank) -> Problem | None:
    box = layout.boxes[name]
    right, top = box.x + layout.dx + box.width, box.y + layout.dy
    if not box.is_shown or (box.x + layout.dx >= 0 and right <= layout.width and 0 <= top < layout.height):
        return None
    return Problem(f"{name}__x", "chữ nằm ngoài khổ giấy.", "Giảm vị trí hoặc độ rộng.")
