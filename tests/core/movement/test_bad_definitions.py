"""What is wrong with a movement folder is said at once, with file and line. Each case breaks the shipped one."""

import unicodedata
from collections.abc import Mapping
from pathlib import Path

import pytest

from thidua.core.errors import InputError
from thidua.core.movement import Movement, coverage, parse_movement
from thidua.legal import load_law

FOLDER = Path(__file__).parents[3] / "src/thidua/plans/truc-ninh-2021-2025"
TEXTS = {name: (FOLDER / name).read_text(encoding="utf-8") for name in ("plan.txt", "movement.yaml", "guidance.yaml")}


def parse(texts: Mapping[str, str]) -> Movement:
    return parse_movement("x", texts, load_law())


def broken(name: str, *changes: tuple[str, str]) -> tuple[list[str], list[str]]:
    """Where the problems are of the folder with one text changed, and the lines where the changes stand."""
    text, lines = TEXTS[name], []
    for old, new in changes:
        assert old in text
        lines.append(f"{name}:{text[: text.index(old)].count(chr(10)) + 1}")
        text = text.replace(old, new, 1)
    with pytest.raises(InputError) as caught:
        parse({**TEXTS, name: text})
    return [problem.where for problem in caught.value.problems], lines


@pytest.mark.parametrize(
    "changes",
    [
        [
            ("clause: II.1.a\n", "clause: II.1.z\n"),
            ("clauses: [III.3.c]", "clauses: [III.3.z]"),
            ("before: 2021-12-10", "before: 10/12/2021"),
            ("year: 2021\n", "year: hai nghìn\n"),
            ("forms_key: tuyen_truyen.so_hinh_thuc_toi_thieu", "forms_key: xep_hang.ty_le_toi_da"),
            ("parts: [activities]", "parts: [actvities]"),
            ("act: quyet_dinh", "act: quyet"),
            ("certainty: VS", "certainty: X"),
            ("label: Đổi mới công tác tuyên truyền\n", "label:\n"),
            ("plan_minimum: 2", "plan_minimum: 0"),
        ],
        [("before: 2021-12-10", "before: [2021]"), ("parts: [activities]", "parts: []")],
        [("before: 2021-12-10", "before: 2021-13-10")],  # which is no YAML
        [  # what is looked up once all has its shape
            ("line: TT Huyện ủy", "line: TT Huyen uy"),
            ("law: chua_khen_thuong.dang_xem_xet", "law: chua_khen_thuong.khong_co"),
            ("instrument: nd_129_2025", "instrument: nd_999_2025"),
        ],
    ],
)
def test_every_wrong_value_is_named_with_its_line_in_one_pass(changes: list[tuple[str, str]]) -> None:
    where, lines = broken("movement.yaml", *changes)
    assert sorted(where) == sorted(lines)


def test_a_key_nobody_knows_is_named_and_the_one_that_is_missing_for_it() -> None:
    [missing, *where], lines = broken("movement.yaml", ("  number: 125/KH-UBND", "  numer: 125/KH-UBND"))
    assert (missing.partition(" ")[2], where) == ("(number)", lines)


def test_a_missing_key_is_named_beside_the_line_that_should_hold_it() -> None:
    text = TEXTS["movement.yaml"].replace("          forms_key: tuyen_truyen.so_hinh_thuc_toi_thieu\n", "")
    with pytest.raises(InputError) as caught:
        parse({**TEXTS, "movement.yaml": text})
    line = text[: text.index("kind: outreach")].count("\n")
    assert [problem.where for problem in caught.value.problems] == [f"movement.yaml:{line} (forms_key)"]


def test_a_kind_of_rule_nobody_knows_lists_those_there_are() -> None:
    with pytest.raises(InputError) as caught:
        parse({**TEXTS, "movement.yaml": TEXTS["movement.yaml"].replace("kind: judgement", "kind: phan_xet", 1)})
    [problem] = caught.value.problems
    assert problem.what == "không có loại “phan_xet”."
    assert problem.fix == (
        "Các loại được dùng: judgement, outreach, tasks, documents, component_indices, rank, initiative, conduct, "
        "commendations."
    )


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("    number: 125/KH-UBND", "    number: *khac", "không đọc được YAML"),
        ("name: Đẩy", "name: &ten Đẩy", None),
        ("  number: 125/KH-UBND\n", "  number: 125/KH-UBND\n  number: 126/KH-UBND\n", "viết hai lần"),
        ("  - id: b\n    clause: II.2.b", "  - id: a\n    clause: II.2.b", "dùng hai lần"),
        ("      - id: ca_nhan.1\n", "      - id: tap_the.1\n", "dùng hai lần"),
        ("    year: 2022\n", "    year: null\n", "không khớp với loại"),
        ("    kinds: [ca_nhan]\n    readings", "    kinds: [tap_the]\n    readings", "danh sách tiêu chuẩn"),
        ("  - clause: I.2/2\n", "  - clause: I.2/3\n", "chỉ tường thuật"),
        ("          kind: commendations\n", "          kind: conduct\n", "không có khóa nào"),
        ("            plan_words: false\n            alternatives: [Coi như tiêu chuẩn không áp dụng.]\n",
         "            plan_words: false\n", "cách hiểu khác"),
        ("    clause: II.1\n    readings", "    readings", "phải có căn cứ"),
        ("superior_plan:\n", "superior_plan: x\nthem:\n", "cặp khóa và giá trị"),
    ],
)  # fmt: skip
def test_what_contradicts_itself_is_refused(old: str, new: str, what: str | None) -> None:
    text = TEXTS["movement.yaml"]
    if what is None:
        assert parse({**TEXTS, "movement.yaml": text.replace(old, new, 1)})
        return
    with pytest.raises(InputError) as caught:
        parse({**TEXTS, "movement.yaml": text.replace(old.lstrip() if old not in text else old, new, 1)})
    assert any(what in str(problem) for problem in caught.value.problems)


@pytest.mark.parametrize(
    ("old", "new", "at"),
    [
        ("xep_hang.hang_toi_da:", "xep_hang.hang_cao:", "xep_hang.hang_toi_da:"),
        ("  value: tung_chi_so", "  value: tung_cai", "  value: tung_chi_so"),
        (
            "  value: 2\n  set_by: kế hoạch, điểm b khoản 2 mục III\n",
            "  value: 2\n",
            "giay_khen.so_lan_toi_thieu:",
        ),
    ],
)
def test_guidance_is_known_typed_and_signed(old: str, new: str, at: str) -> None:
    text = TEXTS["guidance.yaml"]
    with pytest.raises(InputError) as caught:
        parse({**TEXTS, "guidance.yaml": text.replace(old, new, 1)})
    line = text[: text.index(at)].count("\n") + 1
    assert [problem.where for problem in caught.value.problems] == [f"guidance.yaml:{line}"]


def test_a_threshold_may_be_an_assumption_if_it_says_so() -> None:
    old = "xep_hang.hang_toi_da:\n  value: null\n"
    new = "xep_hang.hang_toi_da:\n  value: 5\n  set_by: bản trình diễn\n  is_assumption: true\n"
    movement = parse({**TEXTS, "guidance.yaml": TEXTS["guidance.yaml"].replace(old, new)})
    assert movement.guidance["xep_hang.hang_toi_da"].source == "bản trình diễn (giả định)"


def test_problems_of_both_files_come_in_one_pass() -> None:
    texts = {
        **TEXTS,
        "movement.yaml": TEXTS["movement.yaml"]
        .replace("clause: II.3", "clause: II.9")
        .replace("act: de_nghi", "act: x"),
        "guidance.yaml": TEXTS["guidance.yaml"].replace("value: 2\n", "value: hai\n"),
    }
    with pytest.raises(InputError) as caught:
        parse(texts)
    assert [problem.where.split(":")[0] for problem in caught.value.problems] == [
        "movement.yaml", "movement.yaml", "guidance.yaml",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["plan.txt", "movement.yaml"])
def test_a_folder_without_its_plan_or_definition_is_refused(name: str) -> None:
    with pytest.raises(InputError) as caught:
        parse({known: text for known, text in TEXTS.items() if known != name})
    assert [problem.where for problem in caught.value.problems] == [name]


def test_a_folder_without_guidance_has_decided_nothing() -> None:
    assert parse({name: text for name, text in TEXTS.items() if name != "guidance.yaml"}).guidance == {}


@pytest.mark.parametrize("text", ["", "# chỉ có ghi chú\n", "- một\n- hai\n", "a: [1\n", "\x00"])
def test_a_file_that_is_no_definition_is_refused(text: str) -> None:
    with pytest.raises(InputError) as caught:
        parse({**TEXTS, "movement.yaml": text})
    assert caught.value.problems[0].where.startswith("movement.yaml")


@pytest.mark.parametrize("name", ["movement.yaml", "guidance.yaml"])
def test_a_file_nested_beyond_reading_is_refused(name: str) -> None:
    with pytest.raises(InputError, match=f"^{name}: YAML lồng quá nhiều tầng"):
        parse({**TEXTS, name: "{" * 900 + "a: 1" + "}" * 900})


def test_a_plan_that_is_no_text_is_named() -> None:
    with pytest.raises(InputError, match=r"^plan\.txt: nội dung là dữ liệu nhị phân"):
        parse({**TEXTS, "plan.txt": "\0"})


def test_texts_decomposed_by_their_keyboard_are_the_same_texts() -> None:
    decomposed = parse({name: unicodedata.normalize("NFD", text) for name, text in TEXTS.items()})
    assert decomposed.definition == parse(TEXTS).definition
    assert decomposed.guidance == parse(TEXTS).guidance


def test_an_alias_that_holds_itself_is_refused() -> None:
    with pytest.raises(InputError, match="bí danh"):
        parse({**TEXTS, "movement.yaml": "name: &x\n  - *x\n"})


def test_a_clause_bound_to_nothing_is_a_gap() -> None:
    text = TEXTS["movement.yaml"]
    start, end = text.index("  - clause: I.2/1\n"), text.index("  - clause: I.2/3\n")
    movement = parse({**TEXTS, "movement.yaml": text[:start] + text[end:]})
    assert [row.clause for row in coverage(movement) if row.is_gap] == ["I.2/1"]


def test_the_version_changes_with_any_text_and_with_nothing_else() -> None:
    version = parse(TEXTS).version
    assert parse(dict(reversed(TEXTS.items()))).version == version
    assert parse({**TEXTS, "criteria/2023-xa.yaml": "code: x"}).version != version
    assert parse({**TEXTS, "guidance.yaml": TEXTS["guidance.yaml"] + "\n"}).version != version
