"""Lists and workbooks, each fetched and authorised in one; `Register.may` says who keeps a list."""

from thidua.core.errors import NotAllowed, NotVisible
from thidua.organizations.models import Unit
from thidua.organizations.queries import Roles
from thidua.registers.lists import REGISTERS
from thidua.registers.models import Upload
from thidua.registers.plan import Register
from thidua.registers.queries import authorities_for


def open_register(roles: Roles, slug: str) -> tuple[Register, Unit]:
    """Fetch a list and the authority whose list one keeps; who keeps none is told who does."""
    register = REGISTERS.get(slug)
    if register is None:
        raise NotVisible
    authorities = authorities_for(roles, register)
    if not authorities:
        raise NotAllowed(f"Sổ “{register.label}” chỉ mở cho người được giao giữ sổ của cấp quản lý.")
    return register, authorities[0]


def registers_for(roles: Roles) -> list[Register]:
    """Return the lists one keeps. As many statements as there are lists."""
    return [register for register in REGISTERS.values() if authorities_for(roles, register)]


def open_upload(roles: Roles, pk: int) -> tuple[Upload, Register]:
    """Fetch and authorise in one: for who does not keep the list, the workbook does not exist."""
    upload = Upload.objects.filter(pk=pk).select_related("authority").first()
    register = REGISTERS.get(upload.register) if upload else None
    if upload is None or register is None or register.may(roles, upload.authority):
        raise NotVisible
    return upload, register
