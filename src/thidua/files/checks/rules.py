"""Every rule a file is refused by: its id, what it says and what to do about it. docs/file-checks.md explains them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """What a file may be at most; sizes in bytes."""

    size: int = 25_000_000
    name_length: int = 255  # the most that Windows and Linux keep
    parts: int = 2_000
    unpacked: int = 200_000_000
    ratio: int = 120  # of a part unpacked to a part packed, for parts over `ratio_from`
    ratio_from: int = 1_000_000
    nesting: int = 3
    pixels: int = 40_000_000
    trailing: int = 1_024  # what scanners leave after the end of a PDF
    seconds: int = 20
    memory: int = 500_000_000  # address space of the child; 40 million points take 238 MB


LIMITS = Limits()


@dataclass(frozen=True)
class Rule:
    what: str
    fix: str


RULES: dict[str, Rule] = {
    # the name
    "name_empty": Rule("tên tệp trống.", "Đặt tên cho tệp rồi tải lên."),
    "name_too_long": Rule("tên tệp dài {length} ký tự, quá {limit}.", "Rút ngắn tên tệp rồi tải lên."),
    "name_hidden_characters": Rule(
        "tên tệp chứa ký tự điều khiển hoặc ký tự đảo chiều chữ ({codes}), có thể che đuôi thật của tệp.",
        "Đổi tên tệp, gõ lại bằng bàn phím, rồi tải lên.",
    ),
    "name_double_extension": Rule(
        "tên tệp có đuôi kép “.{inner}.{outer}”, cách thường dùng để giả dạng tệp chương trình.",
        "Đổi tên tệp, chỉ giữ đuôi “.{outer}”, rồi tải lên.",
    ),
    "extension_not_allowed": Rule("{extension} không được nhận.", "{advice}"),
    # the whole
    "empty": Rule("tệp rỗng, không có byte nào.", "Mở tệp để kiểm tra, lưu lại rồi tải lên."),
    "too_large": Rule(
        "tệp {size} MB, quá {limit} MB.",
        "Giảm độ phân giải khi quét, nén ảnh trong tệp, hoặc chia thành nhiều tệp.",
    ),
    "type_differs": Rule(
        "đuôi là “.{extension}” nhưng nội dung {real}.",
        "Mở bằng phần mềm đã tạo ra tệp, dùng “Lưu thành” (Save as) để lưu đúng dạng “.{extension}”, rồi tải lên.",
    ),
    "damaged": Rule(
        "tệp hỏng hoặc bị cắt cụt ({detail}).", "Mở tệp để kiểm tra, lưu lại hoặc lấy lại từ nguồn, rồi tải lên."
    ),
    "encrypted": Rule("tệp đặt mật khẩu hoặc bị mã hóa nên không thẩm định được.", "Gỡ mật khẩu, lưu lại rồi tải lên."),
    "two_formats": Rule(
        "tệp mang hai dạng cùng lúc ({detail}).", "Mở tệp rồi in ra PDF hoặc lưu lại thành tệp mới, rồi tải lên."
    ),
    "virus_signature": Rule(
        "tệp chứa mẫu thử vi-rút EICAR{part}.", "Quét vi-rút máy đã tạo ra tệp; chỉ tải lên tệp sạch."
    ),
    "virus_found": Rule("phần mềm diệt vi-rút báo “{name}”.", "Quét vi-rút máy đã tạo ra tệp; chỉ tải lên tệp sạch."),
    "unit_full": Rule(
        "đơn vị đã dùng {used} MB trong {limit} MB dành cho minh chứng, không còn đủ chỗ.",
        "Rút những tệp không còn dùng, hoặc đề nghị người quản trị tăng dung lượng, rồi tải lại.",
    ),
    "executable_inside": Rule(
        "bên trong có tệp chương trình ({part}).", "Xóa tệp chương trình khỏi văn bản, lưu lại rồi tải lên."
    ),
    "check_failed": Rule(
        "không kiểm tra xong trong {seconds} giây và giới hạn bộ nhớ, nên không nhận.",
        "Mở tệp, in ra PDF hoặc lưu lại thành tệp mới, nhỏ hơn, rồi tải lên.",
    ),
    # packages: .docx, .xlsx
    "package_too_many_parts": Rule(
        "tệp nén bên trong có {count} phần, quá {limit}.", "Lưu lại bằng Word hoặc Excel rồi tải lên."
    ),
    "package_too_big": Rule(
        "nội dung giải nén {size} MB, quá {limit} MB.", "Chia thành nhiều tệp nhỏ hơn rồi tải lên."
    ),
    "package_bomb": Rule(
        "phần {part} nén tới {ratio} lần, quá {limit} lần: dấu hiệu của bom nén.",
        "Xóa các hàng, cột trống định dạng thừa, lưu lại bằng Word hoặc Excel, rồi tải lên.",
    ),
    "package_path": Rule(
        "phần {part} có đường dẫn ra ngoài tệp hoặc trùng tên.", "Lưu lại bằng Word hoặc Excel rồi tải lên."
    ),
    "package_link": Rule("phần {part} là liên kết tượng trưng.", "Lưu lại bằng Word hoặc Excel rồi tải lên."),
    "package_overlap": Rule(
        "phần {part} chồng lên phần khác: dấu hiệu của bom nén.", "Lưu lại bằng Word hoặc Excel rồi tải lên."
    ),
    "package_too_deep": Rule(
        "tệp nhúng lồng nhau quá {limit} tầng.", "Tách tệp nhúng thành tệp riêng rồi tải từng tệp lên."
    ),
    "xml_entities": Rule(
        "phần {part} tự khai báo kiểu tài liệu (DTD), cách dùng để làm treo máy hoặc đọc trộm tệp.",
        "Lưu lại bằng Word hoặc Excel rồi tải lên.",
    ),
    "macro": Rule("tệp chứa macro ({part}).", "Lưu lại tệp không có macro (.docx, .xlsx) rồi tải lên."),
    "embedded_object": Rule(
        "tệp nhúng đối tượng không kiểm tra được ({part}).",
        "Dán đối tượng dưới dạng ảnh, hoặc tải lên thành tệp riêng.",
    ),
    "remote_content": Rule(
        "tệp tự lấy nội dung từ nơi khác khi mở ({target}).",
        "Bỏ mẫu (template) hoặc liên kết tự động đó, lưu lại rồi tải lên.",
    ),
    "dde": Rule("tệp có trường DDE tự gọi chương trình khác ({part}).", "Xóa trường DDE, lưu lại rồi tải lên."),
    # PDF
    "pdf_javascript": Rule("tệp PDF chứa mã JavaScript.", "In lại ra PDF (Microsoft Print to PDF) rồi tải lên."),
    "pdf_action": Rule(
        "tệp PDF tự mở chương trình, mở tệp khác hoặc gửi dữ liệu đi ({action}).",
        "In lại ra PDF (Microsoft Print to PDF) rồi tải lên.",
    ),
    "pdf_embedded_file": Rule(
        "tệp PDF đính kèm tệp khác bên trong.", "Gỡ tệp đính kèm khỏi PDF và tải lên thành tệp riêng."
    ),
    "pdf_active_content": Rule(
        "tệp PDF có nội dung động ({part}).", "In lại ra PDF (Microsoft Print to PDF) rồi tải lên."
    ),
    # images
    "image_too_many_pixels": Rule("ảnh {width} × {height} điểm, quá {limit} triệu điểm.", "Thu nhỏ ảnh rồi tải lên."),
}


@dataclass(frozen=True)
class Finding:
    """One reason why a file is refused."""

    rule: str
    what: str
    fix: str

    def __str__(self) -> str:
        return f"{self.what} {self.fix}"


def finding(rule: str, **said: object) -> Finding:
    """Return the finding of a rule with its sentences filled in; what comes from the file is cut and made visible."""
    visible = {name: _shown(value) for name, value in said.items()}
    return Finding(rule, RULES[rule].what.format(**visible), RULES[rule].fix.format(**visible))


def _shown(value: object) -> str:
    text = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in str(value))
    return f"{text[:79]}…" if len(text) > 80 else text  # noqa: PLR2004 - a line on a phone


def megabytes(size: int) -> str:
    """Return a size as people read it: 26,4 (never rounded down onto its limit)."""
    tenths = -(-size * 10 // 1_000_000)
    return f"{tenths // 10},{tenths % 10}" if tenths % 10 else str(tenths // 10)
