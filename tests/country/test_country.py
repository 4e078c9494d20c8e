"""The country before and from 1 July 2025 as its files say it: whole, each commune once, kinds read from names."""

from collections import Counter

import pytest

from thidua.core.errors import InputError
from thidua.country import Place, families, family_of

TRUC_NINH = {  # domain fact: the seven communes of 1 July 2025 and what each came from
    "Cổ Lễ": {"Cổ Lễ", "Trung Đông", "Trực Tuấn"},
    "Ninh Giang": {"Trực Chính", "Phương Định", "Liêm Hải"},
    "Trực Ninh": {"Trực Thanh", "Trực Nội", "Trực Hưng"},
    "Cát Thành": {"Cát Thành", "Việt Hùng", "Trực Đạo"},
    "Quang Hưng": {"Trực Khang", "Trực Mỹ", "Trực Thuận"},
    "Minh Thái": {"Trực Đại", "Trực Thái", "Trực Thắng"},
    "Ninh Cường": {"Ninh Cường", "Trực Cường", "Trực Hùng"},
}


def test_the_country_is_whole() -> None:
    counts = Counter[str]()
    for family in families():
        for name in ("provinces", "districts", "communes", "new_communes"):
            counts[name] += len(getattr(family, name))
    assert (len(families()), dict(counts)) == (
        34,
        {"provinces": 63, "districts": 691, "communes": 10035, "new_communes": 3321},
    )
    assert sum(len(family.provinces) == 1 for family in families()) == 11


def test_every_commune_of_before_became_something_and_only_five_came_from_nothing() -> None:
    assert [row for family in families() for row in family.communes if row.code not in family.became] == []
    new = [row.proper for family in families() for row in family.new_communes if row.code not in family.came_from]
    assert sorted(new) == sorted(["Bạch Long Vĩ", "Cồn Cỏ", "Côn Đảo", "Hoàng Sa", "Lý Sơn"])


def test_the_21_units_of_truc_ninh_become_7_each_once() -> None:
    family = family_of("36")
    old = {row.code: row.proper for row in family.communes_of("363")}
    new = {row.code: row.proper for row in family.new_communes}
    steps = [step for step in family.steps if step.before in old]
    became: dict[str, set[str]] = {}
    for step in steps:
        became.setdefault(new[step.after], set()).add(old[step.before])
    assert (len(steps), became) == (21, TRUC_NINH)
    assert {step.share for step in steps} == {"toan_bo"}


@pytest.mark.parametrize("code", ["35", "36", "37"])
def test_a_province_is_found_by_its_code_of_before_or_of_today(code: str) -> None:
    family = family_of(code)
    assert (family.after.name, [row.code for row in family.provinces]) == ("tỉnh Ninh Bình", ["35", "36", "37"])


def test_a_code_that_is_none_is_refused_with_those_there_are() -> None:
    with pytest.raises(InputError, match=r"không có tỉnh, thành phố mang mã 99.*36 Nam Định"):
        family_of("99")


def test_a_code_alone_is_no_key() -> None:
    family = family_of("36")
    [before] = [row.name for row in family.communes if row.code == "14053"]
    [after] = [row.name for row in family.new_communes if row.code == "14053"]
    assert (before, after) == ("xã Trực Nội", "xã Trực Ninh")


@pytest.mark.parametrize(
    ("code", "kind", "name", "place"),
    [
        ("15061", "thi_tran", "thị trấn Ngọc Lặc", "Ngọc Lặc"),  # the data calls it a xã beside its name
        ("20467", "thi_tran", "thị trấn Prao", "Prao"),  # "Thị Trấn"
        ("27046", "phuong", "Phường 5", "Phường 5"),  # a number: NĐ 30/2020, Phụ lục II
        ("769", "thanh_pho", "thành phố Thủ Đức", "Thủ Đức"),
        ("46", "thanh_pho_tw", "thành phố Huế", "Huế"),
    ],
)
def test_the_kind_is_read_from_the_name(code: str, kind: str, name: str, place: str) -> None:
    every: dict[str, Place] = {
        row.code: row for family in families() for row in (*family.provinces, *family.districts, *family.communes)
    }
    assert (every[code].kind, every[code].name, every[code].place) == (kind, name, place)
