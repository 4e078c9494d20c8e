"""`thidua register`: the lists as workbooks, without a browser; the same checks, and progress shown."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from thidua.core.errors import InputError, NotAllowed, Problem

if TYPE_CHECKING:
    from thidua.accounts.models import User
    from thidua.organizations.models import Unit
    from thidua.registers.plan import Plan, Register

_AS = click.option("--as", "username", required=True, help="Tên đăng nhập của người giữ sổ.")


@click.group("register")
def command() -> None:
    """Tải, nạp các sổ (đơn vị, cá nhân, vị trí công tác, …) bằng tệp Excel."""


@command.command("export")
@click.argument("register")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@_AS
def export(register: str, file: Path, username: str) -> None:
    """Ghi một sổ ra tệp Excel; nạp lại nguyên tệp thì không đổi gì."""
    user, at = _actor(username)
    found, authority = _opened(register, user, at)
    from thidua.registers.queries import scope_of
    from thidua.registers.reading import workbook_of

    file.write_bytes(workbook_of(found, scope_of(authority, at)))
    click.echo(f"Đã ghi sổ {found.label} của {authority.name} ra {file}.")


@command.command("import")
@click.argument("register")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_AS
@click.option("--dry-run", is_flag=True, help="Chỉ xem trước, không ghi gì.")
@click.option(
    "--scans",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Thư mục có các tệp quét mà sổ nêu tên.",
)
def import_(register: str, file: Path, username: str, *, dry_run: bool, scans: Path | None) -> None:
    """Nạp một sổ từ tệp Excel: mọi lỗi một lượt theo ô; chỉ ghi khi cả tệp đúng."""
    user, at = _actor(username)
    found, authority = _opened(register, user, at)
    from thidua.files.models import StoredFile
    from thidua.registers.actions.uploads import preview_workbook, write_workbook
    from thidua.registers.queries import scope_of
    from thidua.registers.reading import plan_of
    from thidua.registers.scans import looked_through, name_key, problems_of

    content = file.read_bytes()
    folder = sorted(each for each in scans.iterdir() if each.is_file()) if scans else []
    sent = looked_through((each.name, each.read_bytes()) for each in folder)
    if dry_run:
        named = {name_key(each.name): StoredFile(name=each.name) for each in sent}
        plan = plan_of(found, content, file.name, scope_of(authority, at, named))
        if problems := [*problems_of(sent), *plan.problems]:
            raise InputError(*problems)
        _say(plan)
        return
    upload, plan = preview_workbook(found, authority, name=file.name, content=content, scans=sent, actor=user, at=at)
    _say(plan)
    with click.progressbar(length=len(plan.changes), label="Ghi vào sổ") as bar:
        write_workbook(upload, actor=user, at=at, watch=bar.update)
    click.echo("Đã ghi vào sổ.")


def _say(plan: "Plan") -> None:
    click.echo("{new} dòng mới, {changed} dòng sửa, {same} dòng giữ nguyên.".format(**plan.counts))
    for note in plan.notes:
        click.echo(f"Xem lại: {note}")


def _actor(username: str) -> "tuple[User, datetime]":
    from thidua.site import start_django

    start_django()
    from thidua.accounts.models import User
    from thidua.audit.queries import now

    user = User.objects.filter(username=username).first()
    if user is None:
        raise InputError(Problem("--as", f"không có tài khoản “{username}”.", "Ghi đúng tên đăng nhập."))
    return user, now()


def _opened(register: str, user: "User", at: datetime) -> "tuple[Register, Unit]":
    from thidua.organizations.queries import roles_of
    from thidua.registers.lists import REGISTERS
    from thidua.registers.opening import open_register

    if register not in REGISTERS:
        known = ", ".join(REGISTERS)
        raise InputError(Problem(register, "không có sổ tên như vậy.", f"Các sổ: {known}."))
    try:
        return open_register(roles_of(user, at), register)
    except NotAllowed as error:
        raise InputError(Problem(register, error.reason)) from error
