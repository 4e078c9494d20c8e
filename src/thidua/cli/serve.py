"""`thidua serve`: the site with its own database, or with DATABASE_URL."""

import click


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
def command(host: str, port: int) -> None:
    """Chạy trang web (cơ sở dữ liệu riêng, hoặc DATABASE_URL)."""
    from thidua.site import prepare, serve, start_django

    start_django()
    from thidua.awards.background import resume_printing

    prepare()
    resume_printing()
    click.echo(f"Thi Đua: http://{host}:{port}/  (dừng: Ctrl+C)")
    serve(host, port)
