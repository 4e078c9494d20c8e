"""Invented names as people in the Red River delta bear them; the same seed gives the same names."""

from random import Random

_SURNAMES = (
    *("Nguyễn",) * 9,
    *("Trần",) * 5,
    *("Phạm",) * 4,
    *("Vũ",) * 4,
    *("Đỗ",) * 3,
    *("Lê",) * 3,
    *("Hoàng",) * 2,
    *("Bùi",) * 2,
    *("Ngô",) * 2,
    *("Đoàn",) * 2,
    *("Đặng", "Dương", "Mai", "Lưu", "Phan", "Tô", "Đinh", "Hà", "Lương", "Cao", "Tạ", "Lại", "Trịnh", "Đào", "Khổng"),
)
_MIDDLE = {
    False: ("Văn", "Văn", "Văn", "Đức", "Minh", "Quang", "Hữu", "Xuân", "Đình", "Ngọc", "Thanh", "Công", "Mạnh", "Duy"),
    True: ("Thị", "Thị", "Thị", "Thị Thu", "Thị Thanh", "Thị Ngọc", "Thị Minh", "Thị Hồng", "Thị Kim", "Thu", "Bích"),
}
_GIVEN = {
    False: "An Bình Chiến Cường Dũng Đạt Định Đông Giang Hải Hiếu Hòa Hoàn Hùng Huy Hưng Khánh Kiên Lâm Long Lực Mạnh "
    "Nam Nghĩa Phong Phúc Quân Quyết Sơn Tân Thành Thắng Thịnh Toàn Trung Trường Tuấn Tùng Tuyên Vinh Vượng",
    True: "Anh Chi Dung Duyên Gấm Giang Hà Hạnh Hằng Hiền Hoa Hòa Huế Huệ Hương Lan Liên Linh Loan Mai Nga Ngân Nhung "
    "Oanh Phương Quyên Quỳnh Thảo Thắm Thơm Thủy Thúy Trang Tuyết Vân Xuân Yến",
}


def names(rng: Random, count: int) -> list[tuple[str, bool]]:
    """Return so many different full names, each with whether it is a woman's."""
    found: dict[str, bool] = {}
    while len(found) < count:
        is_woman = rng.random() < 0.42  # noqa: PLR2004 - about the share among commune officials
        given = rng.choice(_GIVEN[is_woman].split())
        middle = rng.choice(_MIDDLE[is_woman])
        if given not in middle.split():
            found.setdefault(f"{rng.choice(_SURNAMES)} {middle} {given}", is_woman)
    return list(found.items())
