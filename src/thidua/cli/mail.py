"""`thidua mail`: letters that wait are handed to the mail server."""

from dataclasses import asdict

import click

from thidua.core.json_text import dump_json


@click.group(help="Gửi thư đang chờ: biên nhận, trả lại hồ sơ, kết quả.")
def command() -> None:
    pass


@command.command()
@click.option("--again", is_flag=True, help="Thử lại cả thư đã thôi gửi.")
@click.option("--json", "as_json", is_flag=True, help="In JSON.")
@click.pass_context
def send(ctx: click.Context, *, again: bool, as_json: bool) -> None:
    """Gửi thư đã đến lượt; thư chưa gửi được thì thử lại sau. Chạy năm phút một lần."""
    from thidua.site import start_django

    start_django()
    from thidua.audit.queries import now
    from thidua.mail.actions import retry_mail
    from thidua.mail.outbox import send_waiting
    from thidua.mail.queries import given_up

    at = now()
    for letter in given_up() if again else ():
        retry_mail(letter, actor=None, at=at)
    done = send_waiting(at=at)
    words = f"Đã gửi {done.sent} thư, lùi lại {done.postponed}, thôi gửi {done.given_up}."
    click.echo(dump_json(asdict(done)) if as_json else words)
    ctx.exit(1 if done.postponed or done.given_up else 0)
