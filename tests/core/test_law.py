"""The law as data: what it answers, when it refuses, and that nothing in it lacks a source."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from thidua.core.errors import InputError, NotInForce
from thidua.core.law import Certainty, Law
from thidua.core.law_yaml import parse_law
from thidua.legal import law_texts, load_law

INSTRUMENTS = """
nd_1:
  subject: nghi_dinh
  type: Nghị định
  number: 1/2020/NĐ-CP
  issuer: Chính phủ
  title: quy định thử
  issued: 2020-02-05
  valid_from: 2020-03-01
  valid_to: 2021-12-31
  replaced_by: nd_2
  certainty: V
  urls: [https://example.gov.vn/1]
nd_2:
  subject: nghi_dinh
  type: Nghị định
  number: 2/2022/NĐ-CP
  issuer: Chính phủ
  title: quy định thử lần hai
  issued: 2022-11-15
  valid_from: 2022-01-01
  certainty: M
"""
PARAMETER = """
muc:
  label: Mức thử
  unit: lần
  values:
    2020-03-01:
      value: 0.15
      sources: [{instrument: nd_1, article: Điều 1, certainty: V, urls: [https://example.gov.vn/1]}]
    2022-01-01:
      value: 0.3
      sources: [{instrument: nd_2, article: Điều 2, certainty: M}]
    2024-01-01:
      value: null
      reason: Không còn mức này.
      sources: [{instrument: nd_2, article: Điều 3, certainty: M}]
"""
FORMS = """
khen:
  label: Giấy khen thử
  coefficients: {ca_nhan: [muc]}
  values:
    2020-03-01:
      value: Chủ tịch
      sources: [{instrument: nd_1, article: Điều 1, certainty: M}]
"""


def sample(
    *, instruments: str = INSTRUMENTS, parameter: str = PARAMETER, forms: str = FORMS, other: str = "_: {}"
) -> Law:
    return parse_law(
        {
            "instruments.yaml": instruments,
            "parameters/muc.yaml": parameter,
            "parameters/khac.yaml": other,
            "award_forms.yaml": forms,
        }
    )


def problems_of(**texts: str) -> list[str]:
    with pytest.raises(InputError) as refusal:
        sample(**texts)
    return [str(problem) for problem in refusal.value.problems]


def outliving(law: Law) -> list[str]:
    """Values that last longer than every instrument they rest on."""
    last_days = {instrument.name: instrument.valid_to for instrument in law.instruments.values()}
    found = []
    for parameter in law.parameters.values():
        ends = [entry.valid_from - timedelta(days=1) for entry in parameter.entries[1:]] + [None]
        for entry, end in zip(parameter.entries, ends, strict=True):
            supports = [last_days[source.instrument] for source in entry.sources]
            if not any(last is None or (end is not None and end <= last) for last in supports):
                found.append(f"{parameter.id} [{entry.valid_from}]")
    return found


# What it answers


@pytest.mark.parametrize(
    ("on", "value"),
    [
        (date(2018, 7, 1), 1_390_000),
        (date(2019, 6, 30), 1_390_000),
        (date(2019, 7, 1), 1_490_000),
        (date(2023, 6, 30), 1_490_000),
        (date(2023, 7, 1), 1_800_000),
        (date(2024, 6, 30), 1_800_000),
        (date(2024, 7, 1), 2_340_000),
        (date(2026, 6, 30), 2_340_000),
        (date(2026, 7, 1), 2_530_000),
        (date(2040, 1, 1), 2_530_000),
    ],
)
def test_the_base_salary_of_a_day_is_the_last_one_in_force(on: date, value: int) -> None:
    assert load_law().value("luong_co_so", on).integer == value


def test_a_value_says_from_when_until_when_and_by_what() -> None:
    value = sample().value("muc", date(2021, 5, 5))
    assert (value.number, value.unit, value.valid_from, value.valid_to) == (
        Decimal("0.15"),
        "lần",
        date(2020, 3, 1),
        date(2021, 12, 31),
    )
    source = value.sources[0]
    assert (source.instrument, source.article, source.url, source.certainty) == (
        "Nghị định 1/2020/NĐ-CP",
        "Điều 1",
        "https://example.gov.vn/1",
        Certainty.READ,
    )


def test_the_last_value_stands_until_another_is_known() -> None:
    assert load_law().value("luong_co_so", date(2026, 7, 1)).valid_to is None


@pytest.mark.parametrize(
    ("subject", "on", "name"),
    [
        ("luat_thi_dua_khen_thuong", date(2023, 12, 31), "Luật 15/2003/QH11"),
        ("luat_thi_dua_khen_thuong", date(2024, 1, 1), "Luật 06/2022/QH15"),
        ("nghi_dinh_thi_dua_khen_thuong", date(2017, 10, 1), "Nghị định 91/2017/NĐ-CP"),
        ("nghi_dinh_thi_dua_khen_thuong", date(2023, 12, 31), "Nghị định 91/2017/NĐ-CP"),
        ("nghi_dinh_thi_dua_khen_thuong", date(2024, 1, 1), "Nghị định 98/2023/NĐ-CP"),
        ("nghi_dinh_thi_dua_khen_thuong", date(2025, 6, 30), "Nghị định 98/2023/NĐ-CP"),
        ("nghi_dinh_thi_dua_khen_thuong", date(2025, 7, 1), "Nghị định 152/2025/NĐ-CP"),
        ("thong_tu_thi_dua_khen_thuong", date(2019, 12, 31), "Thông tư 08/2017/TT-BNV"),
        ("thong_tu_thi_dua_khen_thuong", date(2020, 1, 1), "Thông tư 12/2019/TT-BNV"),
    ],
)
def test_the_instrument_of_a_day(subject: str, on: date, name: str) -> None:
    assert load_law().instrument_in_force(subject, on).name == name


def test_an_instrument_is_cited_as_official_papers_cite_it() -> None:
    instruments = load_law().instruments
    assert instruments["nd_91_2017"].citation == (
        "Nghị định số 91/2017/NĐ-CP ngày 31 tháng 7 năm 2017 của Chính phủ "
        "quy định chi tiết thi hành một số điều của Luật Thi đua, khen thưởng"
    )
    assert instruments["luat_06_2022"].citation == "Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022"
    assert sample().instruments["nd_1"].citation == (
        "Nghị định số 1/2020/NĐ-CP ngày 05 tháng 02 năm 2020 của Chính phủ quy định thử"
    )


@pytest.mark.parametrize(
    ("form", "on", "by"),
    [
        ("giay_khen_huyen", date(2025, 6, 30), "Chủ tịch UBND cấp huyện"),
        ("giay_khen_xa", date(2025, 7, 1), "Chủ tịch UBND cấp xã"),
        ("bang_khen_tinh", date(2025, 7, 1), "Chủ tịch UBND cấp tỉnh"),
        ("chien_si_thi_dua_co_so", date(2023, 12, 31), "Chủ tịch UBND cấp huyện"),
        (
            "chien_si_thi_dua_co_so",
            date(2025, 7, 1),
            "Thủ trưởng cơ quan chuyên môn thuộc UBND cấp tỉnh; Chủ tịch UBND cấp xã",
        ),
    ],
)
def test_who_awards_a_form_depends_on_the_day(form: str, on: date, by: str) -> None:
    assert load_law().award_form(form, on).awarded_by == by


@pytest.mark.parametrize(
    ("on", "certainty"),
    [
        (date(2018, 1, 1), Certainty.READ),
        (date(2021, 1, 1), Certainty.INFERRED),
        (date(2024, 6, 1), Certainty.INFERRED),
        (date(2025, 7, 1), Certainty.SECOND_HAND),
    ],
)
def test_a_matter_under_review_defers_an_award_under_every_instrument(on: date, certainty: Certainty) -> None:
    value = load_law().value("chua_khen_thuong.dang_xem_xet", on)
    assert "đang được xác minh làm rõ" in " ".join(value.texts)
    assert {source.certainty for source in value.sources} == {certainty}


# When it refuses


def test_asking_before_the_first_date_names_the_first_date() -> None:
    with pytest.raises(NotInForce) as refusal:
        load_law().value("luong_co_so", date(2018, 6, 30))
    assert str(refusal.value) == (
        "Lương cơ sở, ngày 30/06/2018: Dữ liệu pháp luật chỉ có từ ngày 01/07/2018, "
        "chưa có cho ngày được hỏi. Hãy hỏi từ ngày 01/07/2018 trở đi."
    )


def test_a_value_that_ended_says_why_and_a_careful_caller_gets_none() -> None:
    with pytest.raises(NotInForce, match="Không còn mức này"):
        sample().value("muc", date(2024, 1, 1))
    assert sample().known_value("muc", date(2024, 1, 1)) is None
    assert sample().known_value("muc", date(2023, 12, 31)) is not None


def test_the_appraisal_time_is_not_guessed_after_decree_91() -> None:
    law = load_law()
    assert law.value("tham_dinh.thoi_han", date(2023, 12, 31)).integer == 10
    assert law.known_value("tham_dinh.thoi_han", date(2024, 1, 1)) is None


def test_an_unknown_name_is_answered_with_the_names_there_are() -> None:
    law = sample()
    with pytest.raises(InputError, match=r"Các tên đang có: muc, tham_quyen\.khen\."):
        law.value("mucc", date(2021, 1, 1))
    with pytest.raises(InputError, match=r"Các tên đang có: khen\."):
        law.award_form("khenn", date(2021, 1, 1))
    with pytest.raises(InputError, match=r"Các tên đang có: nghi_dinh\."):
        law.instrument_in_force("nghi_din", date(2021, 1, 1))


def test_no_instrument_before_the_first_one() -> None:
    with pytest.raises(NotInForce, match="sớm nhất là Nghị định 1/2020/NĐ-CP từ 01/03/2020"):
        sample().instrument_in_force("nghi_dinh", date(2020, 2, 29))


def test_a_text_is_not_taken_for_a_number() -> None:
    law = load_law()
    with pytest.raises(TypeError):
        _ = law.value("hoi_dong.tuc_so", date(2022, 1, 1)).number
    with pytest.raises(TypeError):
        _ = law.value("he_so.giay_khen_xa", date(2022, 1, 1)).integer


# Guards over the data, each with a bad sample that it catches


def test_every_legal_value_has_a_source_an_article_and_a_certainty() -> None:
    """The reader refuses anything else, as the samples below show; here: the real data passes it."""
    law = parse_law(law_texts())
    sources = [s for p in law.parameters.values() for entry in p.entries for s in entry.sources]
    assert all(p.entries and all(entry.sources for entry in p.entries) for p in law.parameters.values())
    assert all(source.article and (source.urls or source.note or source.certainty == "M") for source in sources)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("      sources: [{instrument: nd_2, article: Điều 2, certainty: M}]\n", "", "› sources: thiếu mục này."),
        ("[{instrument: nd_2, article: Điều 2, certainty: M}]", "[]", "› sources: phải có ít nhất 1 mục."),
        ("article: Điều 2, ", "", "› sources › 0 › article: thiếu mục này."),
        ("Điều 2, certainty: M", "Điều 2", "› sources › 0 › certainty: thiếu mục này."),
        ("Điều 2, certainty: M", "Điều 2, certainty: X", "› sources › 0 › certainty: giá trị không có trong"),
        ("Điều 2, certainty: M", "Điều 2, certainty: VS", "› sources › 0: độ chắc chắn VS phải có trang đã đọc"),
        ("instrument: nd_2, article: Điều 2", "instrument: nd_9, article: Điều 2", "“nd_9” không có trong"),
        ("value: 0.3", "value: true", "giá trị phải là số, chữ hoặc danh sách chữ."),
        ("value: 0.3", "value: null", "không có giá trị thì phải nói lý do (reason)."),
        ("value: 0.3", "valeu: 0.3", "› valeu: không có khóa nào tên như vậy."),
        ("    2022-01-01:", "    2022-02-30:", "phải là ngày có thật"),
        ("    2022-01-01:", "    2020-03-01:", "khóa “2020-03-01” viết hai lần"),
        ("  unit: lần\n", "", "muc › unit: thiếu mục này."),
        ("muc:\n", "muc: [\n", "không đọc được YAML"),
    ],
)
def test_bad_legal_data_is_refused_where_it_stands(old: str, new: str, problem: str) -> None:
    assert old in PARAMETER
    assert any(problem in found for found in problems_of(parameter=PARAMETER.replace(old, new)))


def test_a_file_that_is_no_table_is_refused() -> None:
    assert problems_of(other="- a") == ["parameters/khac.yaml: tệp phải là các cặp khóa và giá trị."]


def test_one_parameter_in_two_files_is_refused() -> None:
    assert problems_of(other=PARAMETER) == ["parameters/muc.yaml: muc: tham số này đã có ở tệp khác."]


def test_all_problems_are_told_in_one_pass() -> None:
    found = problems_of(
        instruments=INSTRUMENTS.replace("replaced_by: nd_2", "replaced_by: nd_7"),
        forms=FORMS.replace("[muc]", "[muk]"),
    )
    assert found == [
        "instruments.yaml: nd_1 › replaced_by: “nd_7” không có trong dữ liệu pháp luật.",
        "award_forms.yaml: khen › coefficients › ca_nhan: “muk” không có trong dữ liệu pháp luật.",
    ]


def test_no_value_outlives_the_instruments_it_rests_on() -> None:
    assert outliving(load_law()) == []


def test_that_guard_finds_a_value_left_behind_by_its_decree() -> None:
    later = PARAMETER.replace("2022-01-01", "2022-06-01")
    assert outliving(sample(parameter=later)) == ["muc [2020-03-01]", "tham_quyen.khen [2020-03-01]"]


def test_each_instrument_ends_before_its_successor_begins() -> None:
    instruments = load_law().instruments
    pairs = [(i, instruments[i.replaced_by]) for i in instruments.values() if i.replaced_by]
    assert [old.id for old, new in pairs if old.valid_to is None or old.valid_to >= new.valid_from] == []


# The version


def test_the_version_changes_with_the_data_and_not_with_comments_or_order() -> None:
    version = sample().version
    assert version == sample(parameter="# ghi chú\n" + PARAMETER).version
    assert version != sample(parameter=PARAMETER.replace("0.15", "0.16")).version
    assert load_law().version == parse_law(law_texts()).version


def test_every_certainty_is_told_in_words() -> None:
    assert {certainty.value: certainty.label for certainty in Certainty} == {
        "V": "đã đọc trong trang được dẫn",
        "C": "tính từ số liệu đã đọc",
        "VS": "chỉ đọc qua bản chép lại, cần đối chiếu",
        "I": "suy luận, chưa đọc thấy câu chữ quy định",
        "M": "theo trí nhớ, chưa kiểm chứng",
    }
