"""A JSON file named on the command line → its object; what is wrong with the file is said with its name."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from thidua.core.errors import InputError, Problem
from thidua.core.json_text import parse_json

_LARGEST = 100_000_000


def read_json_file(path: Path) -> Any:
    try:
        return parse_json(_content(path))
    except InputError as error:
        raise InputError(*(replace(problem, where=str(path)) for problem in error.problems)) from error


def _content(path: Path) -> bytes:
    try:
        is_folder = path.is_dir()
        content = path.read_bytes() if not is_folder and path.stat().st_size <= _LARGEST else None
    except FileNotFoundError as error:
        raise InputError(Problem("", "không tìm thấy tệp.", "Kiểm tra lại đường dẫn và tên tệp.")) from error
    except (OSError, ValueError) as error:
        raise InputError(Problem("", "không mở được tệp.", "Kiểm tra lại tên tệp và quyền đọc tệp.")) from error
    if is_folder:
        raise InputError(Problem("", "là thư mục, không phải tệp.", "Hãy chỉ rõ tệp JSON trong thư mục đó."))
    if content is None:
        raise InputError(Problem("", "tệp lớn hơn 100 MB.", "Hãy chia thành nhiều tệp."))
    return content
