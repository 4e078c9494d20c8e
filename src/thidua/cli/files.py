"""`thidua files`: would the evidence store take these files, and is what it keeps still whole?"""

from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from thidua.core.errors import InputError, Problem
from thidua.core.json_text import dump_json
from thidua.files.checks import Checked, check_file, signature_words


@click.group(help="Kiểm tra tệp minh chứng; đối chiếu kho tệp.")
def command() -> None:
    pass


@command.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="In JSON.")
@click.pass_context
def check(ctx: click.Context, files: tuple[Path, ...], *, as_json: bool) -> None:
    """Kiểm tra tệp như khi tải lên: dạng thật, macro, mã, bom nén, mật khẩu; nêu quy tắc và cách sửa."""
    if unreadable := [problem for file in files if (problem := _unreadable(file))]:
        raise InputError(*unreadable)
    checked = [(str(file), check_file(file, file.name)) for file in files]
    if as_json:
        click.echo(dump_json({"files": [_as_dict(path, found) for path, found in checked]}))
    else:
        click.echo("\n".join(line for path, found in checked for line in _lines(path, found)))
    ctx.exit(0 if all(found.is_accepted for _path, found in checked) else 1)


@command.command()
@click.option("--json", "as_json", is_flag=True, help="In JSON.")
@click.pass_context
def sweep(ctx: click.Context, *, as_json: bool) -> None:
    """Đối chiếu sổ tệp với đĩa, quét tệp đang chờ, dọn tệp dở dang quá 24 giờ; chạy hằng đêm."""
    from thidua.site import start_django

    start_django()
    from thidua.audit.queries import now
    from thidua.files.sweep import sweep as sweep_store

    swept = sweep_store(at=now(), real_now=datetime.now(UTC))
    click.echo(dump_json(asdict(swept)) if as_json else "\n".join(_report(asdict(swept))))
    ctx.exit(1 if swept.missing or swept.altered else 0)


def _report(swept: dict[str, Any]) -> list[str]:
    return [
        f"Tệp trong sổ: {swept['files']}",
        *(f"  Mất tệp: {name}. Khôi phục từ bản sao lưu." for name in swept["missing"]),
        *(f"  Tệp bị sửa: {name}. Khôi phục từ bản sao lưu." for name in swept["altered"]),
        f"Quét xong tệp đang chờ: {swept['scanned']}",
        f"Bỏ lượt tải dở quá 24 giờ: {swept['abandoned']}",
        f"Dọn tệp không còn ai dùng: {swept['leftovers']}",
    ]


def _unreadable(file: Path) -> Problem | None:
    try:
        if file.is_dir():
            return Problem(str(file), "là thư mục, không phải tệp.", "Hãy chỉ rõ từng tệp trong thư mục đó.")
        file.open("rb").close()
    except FileNotFoundError:
        return Problem(str(file), "không tìm thấy tệp.", "Kiểm tra lại đường dẫn và tên tệp.")
    except (OSError, ValueError):
        return Problem(str(file), "không mở được tệp.", "Kiểm tra lại tên tệp và quyền đọc tệp.")
    return None


def _as_dict(path: str, found: Checked) -> dict[str, Any]:
    return {
        "file": path,
        "name": found.name,
        "accepted": found.is_accepted,
        "kind": found.kind.id if found.kind else None,
        "media_type": found.kind.media_type if found.kind else None,
        "size": found.size,
        "sha256": found.sha256,
        "cleaned": found.cleaned is not None,
        "signatures": [asdict(signature) for signature in found.signatures],
        "problems": [{"rule": each.rule, "what": each.what, "fix": each.fix} for each in found.findings],
    }


def _lines(path: str, found: Checked) -> list[str]:
    if found.is_accepted:
        note = " (ảnh được ghi lại, bỏ thông tin của máy ảnh)" if found.cleaned is not None else ""
        return [f"Nhận được: {path}{note}", *(f"  {signature_words(signature)}" for signature in found.signatures)]
    return [f"Không nhận: {path}", *(f"  [{each.rule}] {each}" for each in found.findings)]
