"""`thidua demo`: builds the demonstration up to a stage, writes its papers, then serves it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

import click

from thidua.demo.database import fresh_database

STAGES = ("nam-dau", "tu-cham", "da-nop", "bo-phieu", "da-ky", "cong-khai")
OUT = Path("demo-out")


@click.command("demo")
@click.option(
    "--stage", type=click.Choice(STAGES), default="cong-khai", show_default=True, help="Dừng ở giai đoạn nào."
)
@click.option("--no-serve", is_flag=True, help="Chỉ dựng dữ liệu và giấy tờ, không chạy trang web.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
def command(stage: str, port: int, *, no_serve: bool) -> None:
    """Dựng thế giới trình diễn Trực Ninh 2021–2025 (nhân vật, số liệu là giả định) và chạy trang web."""
    from thidua.site import collect_static, make_tables, serve, start_django

    began = perf_counter()
    click.echo("Lập cơ sở dữ liệu trống…")
    fresh_database()
    start_django()
    make_tables()
    with ThreadPoolExecutor(1) as beside:
        static = None if no_serve else beside.submit(collect_static)
        _build(stage, f"http://127.0.0.1:{port}")
        if static:
            static.result()
    click.echo(f"Xong trong {perf_counter() - began:.0f} giây.")
    if not no_serve:
        click.echo(f"\nThi Đua: http://127.0.0.1:{port}/vai/  (dừng: Ctrl+C)")
        serve("127.0.0.1", port)


def _build(stage: str, base: str) -> None:
    """Carry out the history with its progress shown, write the papers, say who can sign in."""
    from thidua.demo.build import build, history
    from thidua.demo.doors import doors
    from thidua.demo.papers import write_papers
    from thidua.demo.stages import LABELS
    from thidua.demo.stages import STAGES as MOMENTS
    from thidua.portal.views.sign_in import demo_link

    acts = history(MOMENTS[stage])
    with click.progressbar(length=len(acts), label="Dựng lịch sử 2021–2025", item_show_func=str) as bar:
        built = build(stage, set_at=datetime.now(UTC), watch=lambda act: bar.update(1, act.phase))
    names = write_papers(OUT, at=built.shown)
    click.echo(f"Giấy tờ và tệp: {OUT}/ ({len(names)} tệp, xem README.txt)")
    click.echo(f"Thời điểm trình diễn: {built.shown:%H:%M %d/%m/%Y}: {LABELS[stage]}.\nĐăng nhập bằng một lần bấm:")
    for door in doors(built.world, built.shown):
        click.echo(f"  {door.role}: {door.name} ({door.post})\n    {base}{demo_link(door.user)}")
