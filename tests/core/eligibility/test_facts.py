from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest

from thidua.core.calendar import VN
from thidua.core.eligibility import parse_as_of, parse_facts, parse_facts_file
from thidua.core.errors import InputError


def problems_of(facts: dict[str, Any]) -> list[str]:
    with pytest.raises(InputError) as caught:
        parse_facts({"id": "x", "kind": "tap_the", "name": "X", "facts": facts}, "nominees[0]")
    return [problem.where for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("facts", "place"),
    [
        ({"nhiem_vuu": {}}, "nhiem_vuu"),
        ({"lanh_dao": True}, "lanh_dao"),
        ({"lanh_dao": {"ket_luan": "đạt"}}, "lanh_dao.ket_luan"),
        ({"lanh_dao": {"ket_luan": 1}}, "lanh_dao.ket_luan"),
        ({"ke_hoach_don_vi": "20/01/2023"}, "ke_hoach_don_vi"),
        ({"ke_hoach_don_vi": "2023-02-29"}, "ke_hoach_don_vi"),
        ({"ke_hoach_don_vi": 20230120}, "ke_hoach_don_vi"),
        ({"tuyen_truyen": {"so_hinh_thuc": -1}}, "tuyen_truyen.so_hinh_thuc"),
        ({"tuyen_truyen": {"so_hinh_thuc": "5"}}, "tuyen_truyen.so_hinh_thuc"),
        ({"nhiem_vu": {"giao": 3, "dung_han": 4}}, "nhiem_vu"),
        ({"nhiem_vu": {"giao": 3, "hoan_thanh": 4}}, "nhiem_vu"),
        ({"nhiem_vu": {"giao": True}}, "nhiem_vu.giao"),
        ({"nhiem_vu": {"giao": 10**16}}, "nhiem_vu.giao"),
        ({"van_ban_tham_muu": {"giao": 3, "dat_chat_luong": 4}}, "van_ban_tham_muu"),
        ({"chi_so_thanh_phan": {"ma": "2.1"}}, "chi_so_thanh_phan"),
        ({"chi_so_thanh_phan": [{"ma": "2.1"}, {"ma": "2.1"}]}, "chi_so_thanh_phan"),
        ({"chi_so_thanh_phan": [{"ma": "2.1", "nam_nay": 5, "toi_da": 4}]}, "chi_so_thanh_phan[0]"),
        ({"chi_so_thanh_phan": [{"ma": "2.1", "nam_nay": -1}]}, "chi_so_thanh_phan[0].nam_nay"),
        ({"chi_so_thanh_phan": [{"ma": "2.1", "nam_nay": Decimal("1e999")}]}, "chi_so_thanh_phan[0].nam_nay"),
        ({"chi_so_thanh_phan": [{"ma": "2.1", "nam_nay": float("nan")}]}, "chi_so_thanh_phan[0].nam_nay"),
        ({"xep_hang": {"hang": 0}}, "xep_hang.hang"),
        ({"xep_hang": {"hang": 22, "so_don_vi": 21}}, "xep_hang"),
        ({"xep_hang": {"hang": 2, "khong_xep": True}}, "xep_hang"),
        ({"sang_kien": [{"hoi_dong": "xa"}]}, "sang_kien[0].hoi_dong"),
        ({"sang_kien": [{"ngay_cong_nhan": "hôm qua"}]}, "sang_kien[0].ngay_cong_nhan"),
        ({"ky_luat": "không"}, "ky_luat"),
        ({"ky_luat": [{"doi_tuong": "dang_vien"}]}, "ky_luat[0].doi_tuong"),
        ({"dang_xem_xet": [{"loai": "khiếu nại", "tu": "2023-05-01", "den": "2023-04-30"}]}, "dang_xem_xet[0]"),
        ({"giay_khen": [{"cap": "trung_uong"}]}, "giay_khen[0].cap"),
        ({"doi_tuong": "không"}, "doi_tuong"),
    ],
)
def test_a_fact_that_cannot_be_is_refused_where_it_stands(facts: dict[str, Any], place: str) -> None:
    assert problems_of(facts) == [f"nominees[0].facts.{place}"]


def test_all_problems_are_reported_in_one_pass() -> None:
    assert problems_of({"nhiem_vuu": 1, "ky_luat": 2, "xep_hang": {"hang": 0}}) == [
        "nominees[0].facts.xep_hang.hang",
        "nominees[0].facts.ky_luat",
        "nominees[0].facts.nhiem_vuu",
    ]


def test_no_record_is_not_an_empty_list() -> None:
    nominee = parse_facts({"id": "x", "kind": "tap_the", "facts": {"sang_kien": [], "ky_luat": None}}, "x")
    assert (nominee.facts.sang_kien, nominee.facts.ky_luat, nominee.facts.giay_khen) == ((), None, None)


def test_a_null_own_plan_says_that_none_was_issued() -> None:
    said = parse_facts({"id": "x", "kind": "tap_the", "facts": {"ke_hoach_don_vi": None}}, "x").facts
    silent = parse_facts({"id": "x", "kind": "tap_the", "facts": {}}, "x").facts
    assert said.ke_hoach_don_vi is not None
    assert said.ke_hoach_don_vi.issued is None
    assert silent.ke_hoach_don_vi is None


def test_points_stay_as_they_were_written() -> None:
    raw = [{"ma": "2.1", "nam_nay": 3.3, "nam_truoc": Decimal("3.25"), "toi_da": 4}]
    facts = parse_facts({"id": "x", "kind": "tap_the", "facts": {"chi_so_thanh_phan": raw}}, "x").facts
    assert facts.chi_so_thanh_phan is not None
    index = facts.chi_so_thanh_phan[0]
    assert (index.nam_nay, index.nam_truoc, index.toi_da) == (Decimal("3.3"), Decimal("3.25"), Decimal(4))


def test_every_problem_of_a_file_is_reported_in_one_pass() -> None:
    raw = {
        "ghi_chu": "",
        "as_of": "2023-13-01",
        "guidance": {"xep_hang.hang": 5, "xep_hang.hang_toi_da": "5"},
        "nominees": [
            {"id": "a", "kind": "tap_the", "facts": {}},
            {"id": "a", "kind": "tap_the", "facts": {}},
            {"id": "b", "kind": "xa", "facts": {}},
        ],
    }
    with pytest.raises(InputError) as caught:
        parse_facts_file(raw)
    assert [problem.where for problem in caught.value.problems] == [
        "ghi_chu",
        "nominees[2].kind",
        "nominees",
        'guidance["xep_hang.hang"]',
        'guidance["xep_hang.hang_toi_da"]',
        "as_of",
    ]


@pytest.mark.parametrize("raw", [[], "x", {}, {"nominees": {}}, {"nominees": None}])
def test_a_file_without_a_list_of_nominees_is_refused(raw: Any) -> None:
    with pytest.raises(InputError):
        parse_facts_file(raw)


def test_a_file_without_guidance_leaves_the_movements_own() -> None:
    assert parse_facts_file({"nominees": []}).guidance is None
    assert parse_facts_file({"nominees": [], "guidance": {}}).guidance == {}


@pytest.mark.parametrize(
    ("written", "instant"),
    [
        ("2023-12-09", datetime(2023, 12, 10, tzinfo=VN)),  # the day is taken whole
        ("2023-12-09T16:30:00", datetime(2023, 12, 9, 16, 30, tzinfo=VN)),
        ("2023-12-09T17:00:00Z", datetime(2023, 12, 10, tzinfo=VN)),
    ],
)
def test_the_day_asked_about(written: str, instant: datetime) -> None:
    assert parse_as_of(written) == instant


@pytest.mark.parametrize(
    "written", ["09/12/2023", "2023-12-32", "", 20231209, "0001-01-01T00:00:00", "2023-12-09T25:00"]
)
def test_a_day_that_is_no_day_is_refused(written: Any) -> None:
    with pytest.raises(InputError):
        parse_as_of(written)
