"""A plan's file → its text. What a file is, its first bytes say, not its name."""

import io
import zipfile
from dataclasses import dataclass
from pathlib import Path

from thidua.core.errors import InputError, Problem

_LARGEST = 50_000_000
_AS_TEXT = "Hãy lưu thành tệp .docx hoặc tệp .txt mã hóa UTF-8 rồi chạy lại."
_FOREIGN = {
    b"%PDF": "là tệp PDF, phần mềm không đọc được điều khoản từ tệp PDF.",
    b"\xd0\xcf\x11\xe0": "là tệp Word đời cũ (.doc), phần mềm chỉ đọc .docx.",
    b"{\\rtf": "là tệp RTF, phần mềm chỉ đọc .docx và .txt.",
    b"\x89PNG": "là tệp ảnh, không có chữ để đọc.",
    b"\xff\xd8\xff": "là tệp ảnh, không có chữ để đọc.",
    b"GIF8": "là tệp ảnh, không có chữ để đọc.",
}


@dataclass(frozen=True)
class PlanText:
    """`notes` say what of the file could not be given as text."""

    text: str
    notes: tuple[str, ...] = ()


def read_plan_file(path: Path) -> PlanText:
    """Raises `InputError` for a file that is neither text nor .docx; its problem names the file."""
    content = _bytes(path)
    for start, what in _FOREIGN.items():
        if content.startswith(start):
            raise _bad(path, what)
    if content.startswith(b"PK\x03\x04"):
        return _docx(path, content)
    return PlanText(_decoded(path, content))


def _bytes(path: Path) -> bytes:
    if path.is_dir():
        raise _bad(path, "là thư mục, không phải tệp.", "Hãy chỉ rõ tệp kế hoạch trong thư mục đó.")
    try:
        if path.stat().st_size > _LARGEST:
            raise _bad(path, "tệp lớn hơn 50 MB.", "Hãy bỏ ảnh, phụ lục đính kèm khỏi tệp rồi chạy lại.")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise _bad(path, "không tìm thấy tệp.", "Kiểm tra lại đường dẫn và tên tệp.") from error
    except (OSError, ValueError) as error:
        raise _bad(path, "không mở được tệp.", "Kiểm tra quyền đọc tệp.") from error


def _docx(path: Path, content: bytes) -> PlanText:
    from thidua.cli.plan_docx import read_docx

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            unpacked = sum(part.file_size for part in archive.infolist())
    except zipfile.BadZipFile as error:
        raise _bad(path, "tệp .docx bị hỏng hoặc chưa tải xong.", "Hãy lấy lại tệp gốc.") from error
    if "word/document.xml" not in names:
        raise _bad(path, "là tệp nén nhưng không phải văn bản Word (.docx).")
    if unpacked > 4 * _LARGEST:
        raise _bad(path, "tệp .docx giải nén ra quá lớn.", "Hãy bỏ ảnh, phụ lục đính kèm khỏi tệp rồi chạy lại.")
    try:
        return PlanText(*read_docx(content))
    except (KeyError, ValueError, zipfile.BadZipFile, SyntaxError) as error:  # lxml's XML errors are SyntaxErrors
        raise _bad(path, "tệp .docx bị hỏng, không đọc được nội dung.", "Hãy mở bằng Word và lưu lại.") from error


def _decoded(path: Path, content: bytes) -> str:
    name, encoding = ("UTF-16", "utf-16") if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ("UTF-8", "utf-8-sig")
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        if name == "UTF-8" and b"\0" in content:
            raise _bad(path, "là dữ liệu nhị phân, không phải văn bản.") from error
        raise _bad(path, f"không phải văn bản {name} (sai từ byte {error.start + 1}).") from error


def _bad(path: Path, what: str, fix: str = _AS_TEXT) -> InputError:
    return InputError(Problem(str(path), what, fix))
