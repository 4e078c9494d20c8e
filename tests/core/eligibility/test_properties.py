"""What holds for all facts: unknown is never met, and nothing that speaks against a nominee helps."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.eligibility import Verdict, evaluate, parse_facts, verdict_as_dict
from thidua.core.json_text import dump_json
from thidua.core.movement import guidance_from
from thidua.plans import load_movement

MOVEMENT = load_movement("truc-ninh-2021-2025")
WORST_FIRST = ("khong_dat", "chua_xet", "chua_du_can_cu", "dat")

_dates = st.sampled_from(
    ["2020-12-31", "2021-01-01", "2022-12-31", "2023-01-01", "2023-10-05", "2023-12-31", "2024-01-01", "2025-12-31"]
)
_judgement = st.builds(
    lambda good, said: {"ket_luan": good, "boi": "Phòng Nội vụ", "ly_do": said},
    st.sampled_from([True, True, False, None]),
    st.sampled_from(["Kết luận 07/KL", "Kết luận 07/KL", ""]),
)


def _maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


@st.composite
def _counts(draw: st.DrawFn, *keys: str) -> dict[str, int | None]:
    assigned = draw(st.integers(0, 5))
    done = {key: draw(_maybe(st.integers(max(0, assigned - 1), assigned))) for key in keys}
    return {"giao": assigned, **done}


_index = st.fixed_dictionaries(
    {"nam_nay": _maybe(st.integers(0, 4)), "nam_truoc": _maybe(st.integers(0, 4)), "toi_da": st.just(4)}
)
_indices = st.lists(_index, max_size=2).map(lambda found: [{"ma": str(at), **index} for at, index in enumerate(found)])
_ranked = st.fixed_dictionaries(
    {
        "hang": st.integers(1, 10),
        "so_don_vi": _maybe(st.integers(10, 21)),
        "hang_nam_truoc": _maybe(st.integers(1, 21)),
        "so_sanh_duoc": _maybe(st.booleans()),
    }
)
_initiative = st.fixed_dictionaries(
    {"so": st.just("1/QĐ"), "ngay_cong_nhan": _maybe(_dates), "hoi_dong": st.sampled_from(["co_so", "huyen", None])}
)
_breach = st.fixed_dictionaries(
    {
        "ngay": _maybe(_dates),
        "ky_cuong_hanh_chinh": _maybe(st.booleans()),
        "doi_tuong": st.sampled_from(["cong_chuc", "nguoi_lao_dong"]),
    }
)
_matter = st.fixed_dictionaries({"loai": st.just("khiếu nại"), "tu": _maybe(_dates)})
_commendation = st.fixed_dictionaries(
    {
        "so": st.sampled_from(["1/QĐ", "2/QĐ", "3/QĐ"]),
        "ngay": _maybe(_dates),
        "cap": st.sampled_from(["huyen", "huyen", "xa", None]),
        "phong_trao": st.sampled_from([None, "truc-ninh-2021-2025", "khac"]),
        "thu_hoi": st.sampled_from([None, None, "2024-05-01"]),
    }
)
FACTS = st.fixed_dictionaries(
    {},
    optional={
        "ke_hoach_don_vi": _maybe(_dates),
        "lanh_dao": _judgement,
        "tuyen_truyen": st.fixed_dictionaries({"so_hinh_thuc": _maybe(st.integers(0, 6))}),
        "tuyen_truyen_danh_gia": _judgement,
        "nhiem_vu": _counts("hoan_thanh", "dung_han").map(lambda counts: {**counts, "tra_lai": 0}),
        "nhiem_vu_danh_gia": _judgement,
        "chi_so_thanh_phan": _indices,
        "xep_hang": _ranked | st.just({"khong_xep": True}),
        "sang_kien": st.lists(_initiative, max_size=3),
        "ky_luat": st.lists(_breach, max_size=2),
        "dang_xem_xet": st.lists(_matter, max_size=2),
        "van_ban_tham_muu": _counts("dung_han", "dat_chat_luong"),
        "pham_chat": _judgement,
        "giay_khen": st.lists(_commendation, max_size=4),
        "thanh_tich_5_nam": _judgement,
    },
)
GUIDANCE = st.fixed_dictionaries(
    {},
    optional={
        "lanh_dao.can_ke_hoach_don_vi": st.booleans(),
        "tuyen_truyen.so_hinh_thuc_toi_thieu": st.integers(1, 4),
        "nhiem_vu.ty_le_dung_han_toi_thieu": st.sampled_from([50, 95, 100]),
        "van_ban.ty_le_dung_han_toi_thieu": st.sampled_from([50, 95, 100]),
        "chi_so_thanh_phan.cach_tinh": st.sampled_from(["tong", "tung_chi_so"]),
        "chi_so_thanh_phan.toi_da_coi_la_dat": st.booleans(),
        "xep_hang.hang_toi_da": st.integers(1, 10),
        "xep_hang.ty_le_toi_da": st.sampled_from([10, 33.3, 100]),
        "xep_hang.tang_bac_toi_thieu": st.integers(1, 6),
        "xep_hang.khong_xep_thi_bo_qua": st.booleans(),
        "sang_kien.ky": st.sampled_from(["nam_duong_lich", "den_han_nop"]),
        "giay_khen.chi_tinh_phong_trao_nay": st.booleans(),
    },
)
ROUNDS = st.sampled_from(["hang-nam-2022", "hang-nam-2023", "tong-ket"])
KINDS = st.sampled_from(["tap_the", "ca_nhan"])

CLEAR = {
    "tap_the": {
        "lanh_dao": {"ket_luan": True, "boi": "Phòng Nội vụ", "ly_do": "Kết luận 07/KL"},
        "tuyen_truyen": {"so_hoat_dong": 9, "so_hinh_thuc": 9},
        "tuyen_truyen_danh_gia": {"ket_luan": True, "boi": "Phòng Nội vụ", "ly_do": "Kết luận 07/KL"},
        "nhiem_vu": {"giao": 4, "hoan_thanh": 4, "dung_han": 4, "tra_lai": 0},
        "chi_so_thanh_phan": [{"ma": "2.1", "nam_nay": 2, "nam_truoc": 1, "toi_da": 4}],
        "xep_hang": {"hang": 1, "so_don_vi": 21, "hang_nam_truoc": 9, "so_sanh_duoc": True},
        "sang_kien": [{"so": "1/QĐ", "ngay_cong_nhan": "2023-10-05", "hoi_dong": "huyen"}],
        "ky_luat": [],
        "dang_xem_xet": [],
    },
}
DECIDED = {
    "tuyen_truyen.so_hinh_thuc_toi_thieu": 4,
    "nhiem_vu.ty_le_dung_han_toi_thieu": 95,
    "xep_hang.hang_toi_da": 5,
}


def verdict_of(facts: dict[str, Any], guidance: dict[str, Any], round_id: str, kind: str) -> Verdict:
    return evaluate(
        MOVEMENT,
        round_id=round_id,
        nominee=parse_facts({"id": "x", "kind": kind, "name": "X", "facts": facts}, "x"),
        guidance=guidance_from(guidance, where="guidance", set_by="Hướng dẫn 45/HD-PNV"),
    )


@given(facts=FACTS, guidance=GUIDANCE, round_id=ROUNDS, kind=KINDS, data=st.data())
def test_removing_a_fact_never_makes_a_verdict_met(
    facts: dict[str, Any], guidance: dict[str, Any], round_id: str, kind: str, data: st.DataObject
) -> None:
    before = verdict_of(facts, guidance, round_id, kind)
    removed = data.draw(st.sampled_from(sorted(facts))) if facts else None
    after = verdict_of({key: value for key, value in facts.items() if key != removed}, guidance, round_id, kind)
    assert after.verdict != "dat" or before.verdict == "dat"


@pytest.mark.parametrize("removed", sorted(CLEAR["tap_the"]))
def test_each_fact_of_a_clear_case_is_needed(removed: str) -> None:
    facts = CLEAR["tap_the"]
    assert verdict_of(facts, DECIDED, "hang-nam-2023", "tap_the").verdict == "dat"
    rest = {key: value for key, value in facts.items() if key != removed}
    assert verdict_of(rest, DECIDED, "hang-nam-2023", "tap_the").verdict == "chua_du_can_cu"


@pytest.mark.parametrize("undecided", sorted(DECIDED))
def test_each_threshold_of_a_clear_case_is_needed(undecided: str) -> None:
    rest = {key: value for key, value in DECIDED.items() if key != undecided}
    assert verdict_of(CLEAR["tap_the"], rest, "hang-nam-2023", "tap_the").verdict == "chua_du_can_cu"


@given(facts=FACTS, guidance=GUIDANCE, round_id=ROUNDS, kind=KINDS, matter=_matter, breach=_breach)
def test_one_more_matter_or_breach_never_helps(
    facts: dict[str, Any],
    guidance: dict[str, Any],
    round_id: str,
    kind: str,
    matter: dict[str, Any],
    breach: dict[str, Any],
) -> None:
    looked = {"ky_luat": [], "dang_xem_xet": [], **facts}
    before = WORST_FIRST.index(verdict_of(looked, guidance, round_id, kind).verdict)
    for key, more in (("dang_xem_xet", matter), ("ky_luat", breach)):
        after = verdict_of({**looked, key: [*looked[key], more]}, guidance, round_id, kind)
        assert WORST_FIRST.index(after.verdict) <= before


@given(guidance=GUIDANCE, round_id=ROUNDS, kind=KINDS)
def test_where_nothing_is_known_nothing_is_met(guidance: dict[str, Any], round_id: str, kind: str) -> None:
    verdict = verdict_of({}, guidance, round_id, kind)
    assert verdict.verdict == "chua_du_can_cu"
    assert {criterion.outcome for criterion in verdict.criteria} <= {"chua_du_can_cu", "hoi_dong_xem_xet"}


@given(facts=FACTS, guidance=GUIDANCE, round_id=ROUNDS, kind=KINDS)
def test_an_unmet_part_prevails_and_every_answer_can_be_printed(
    facts: dict[str, Any], guidance: dict[str, Any], round_id: str, kind: str
) -> None:
    verdict = verdict_of(facts, guidance, round_id, kind)
    outcomes = {criterion.outcome for criterion in verdict.criteria}
    assert (verdict.verdict == "khong_dat") == ("khong_dat" in outcomes)
    assert verdict.verdict != "dat" or outcomes <= {"dat", "khong_ap_dung"}
    assert "None" not in dump_json(verdict_as_dict(verdict))
