import hashlib
import json
from pathlib import Path

from click.testing import CliRunner, Result
from tests.files.building import pdf, picture, printed
from tests.files.hostile import HOSTILE

from thidua.cli import main


def check(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["files", "check", *map(str, arguments)])


def put(folder: Path, name: str, content: bytes) -> Path:
    (folder / name).write_bytes(content)
    return folder / name


def test_each_file_is_answered_with_its_rule_and_what_to_do(tmp_path: Path) -> None:
    photograph = put(tmp_path, "a.png", picture())
    bad = put(tmp_path, "b.docx", HOSTILE["docm renamed"].build())
    result = check(photograph, bad)
    assert result.stdout.splitlines() == [
        f"Nhận được: {photograph} (ảnh được ghi lại, bỏ thông tin của máy ảnh)",
        f"Không nhận: {bad}",
        "  [macro] tệp chứa macro (word/document.xml). Lưu lại tệp không có macro (.docx, .xlsx) rồi tải lên.",
    ]
    assert result.exit_code == 1


def test_the_answer_is_printed_in_the_agreed_shape(tmp_path: Path) -> None:
    file = put(tmp_path, "a.exe.pdf", printed(pdf()))
    result = check(file, "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout) == {
        "files": [
            {
                "file": str(file),
                "name": "a.exe.pdf",
                "accepted": False,
                "kind": None,
                "media_type": None,
                "size": file.stat().st_size,
                "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
                "cleaned": False,
                "signatures": [],
                "problems": [
                    {
                        "rule": "name_double_extension",
                        "what": "tên tệp có đuôi kép “.exe.pdf”, cách thường dùng để giả dạng tệp chương trình.",
                        "fix": "Đổi tên tệp, chỉ giữ đuôi “.pdf”, rồi tải lên.",
                    }
                ],
            }
        ]
    }


def test_only_files_that_would_be_taken_exit_with_zero(tmp_path: Path) -> None:
    file = put(tmp_path, "a.pdf", printed(pdf()))
    result = check(file)
    assert (result.exit_code, result.stdout) == (0, f"Nhận được: {file}\n")


def test_every_path_that_cannot_be_read_is_told_at_once(tmp_path: Path) -> None:
    result = check(tmp_path, tmp_path / "khong-co.pdf")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines() == [
        f"Lỗi: {tmp_path}: là thư mục, không phải tệp. Hãy chỉ rõ từng tệp trong thư mục đó.",
        f"Lỗi: {tmp_path / 'khong-co.pdf'}: không tìm thấy tệp. Kiểm tra lại đường dẫn và tên tệp.",
    ]
