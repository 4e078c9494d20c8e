"""The stages of the demonstration: each is the history up to a moment, at which its clock then stands."""

from thidua.demo.world import moment

STAGES = {
    "nam-dau": moment(2021, 12, 6, 14),
    "tu-cham": moment(2024, 11, 18, 9),
    "da-nop": moment(2024, 12, 5, 9),
    "bo-phieu": moment(2024, 12, 6, 14),
    "da-ky": moment(2024, 12, 20, 15),
    "cong-khai": moment(2025, 12, 5, 9),
}
LABELS = {
    "nam-dau": "năm đầu: các đơn vị đang nộp hồ sơ; Hội đồng Khoa học và Công nghệ huyện đang bỏ phiếu",
    "tu-cham": "các xã, thị trấn đang tự chấm điểm năm 2024",
    "da-nop": "đang nhận hồ sơ năm 2024, một số đơn vị đã nộp",
    "bo-phieu": "Hội đồng Khoa học và Công nghệ huyện đang bỏ phiếu",
    "da-ky": "quyết định năm 2024 đã ký, chưa ban hành",
    "cong-khai": "kết quả năm 2024 đã công khai; đang nhận hồ sơ tổng kết 5 năm",
}
