"""The command line: the stable face of the core (exit 0 answered, 1 the answer is no or the input bad, 2 usage)."""

import importlib
import sys
from typing import Any

import click

from thidua.core.errors import InputError

COMMANDS = {
    "plan": "Đọc kế hoạch; đối chiếu điều khoản với phần mềm",
    "law": "Tham số pháp luật theo ngày; mức tiền thưởng",
    "movement": "Kiểm tra thư mục phong trào",
    "criteria": "Bộ tiêu chí: kiểm tra, so hai năm",
    "score": "Chấm điểm, chỉ số, xếp hạng từ một tệp",
    "score-many": "Chấm điểm, xếp hạng cả tỉnh, cả nước, nhiều năm",
    "what-if": "Thử một phương án: ai đổi hạng, ai đạt, tốn bao nhiêu",
    "eligibility": "Xét điều kiện khen thưởng từ tệp dữ kiện",
    "tally": "Kiểm phiếu: túc số, ngưỡng, kết quả",
    "units": "Đơn vị hành chính cả nước: nạp vào danh mục, xem kế tục",
    "files": "Kiểm tra tệp trước khi tải lên; đối chiếu kho minh chứng",
    "mail": "Gửi thư đang chờ: biên nhận, trả lại hồ sơ, kết quả",
    "register": "Tải, nạp các sổ bằng tệp Excel",
    "demo": "Dựng thế giới trình diễn và chạy trang web",
    "serve": "Chạy trang web",
}


class _Lazy(click.Group):
    """Imports a command's module only when it is asked for, so that the core's commands start at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"thidua.cli.{cmd_name.replace('-', '_')}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Lệnh"):
            formatter.write_dl(list(COMMANDS.items()))

    def main(self, *args: Any, **kwargs: Any) -> Any:
        for stream in (sys.stdout, sys.stderr):  # Vietnamese on any console, whatever its code page
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(encoding="utf-8")
        return super().main(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except InputError as error:
            click.echo("\n".join(f"Lỗi: {problem}" for problem in error.problems), err=True)
            ctx.exit(1)


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="thidua")
def main() -> None:
    """Thi Đua: từ kế hoạch đến giấy khen, mỗi kết quả kèm điều khoản làm căn cứ."""
