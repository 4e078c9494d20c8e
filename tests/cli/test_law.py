import json

import pytest
from click.testing import CliRunner, Result

from thidua.cli import main
from thidua.core.law_yaml import parse_law
from thidua.legal import law_texts


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["law", *arguments])


def award_money(form: str, kind: str, on: str) -> Result:
    return run("award-money", "--form", form, "--kind", kind, "--on", on, "--json")


@pytest.mark.parametrize(
    ("on", "base_salary", "amount"), [("2022-12-20", 1490000, 900000), ("2023-12-20", 1800000, 1080000)]
)
def test_award_money_is_printed_in_the_agreed_shape(on: str, base_salary: int, amount: int) -> None:
    result = award_money("giay_khen_huyen", "tap_the", on)
    assert result.exit_code == 0
    money = json.loads(result.stdout)
    assert {key: value for key, value in money.items() if key != "sources"} == {
        "form": "giay_khen_huyen",
        "kind": "tap_the",
        "on": on,
        "coefficient": 0.6,
        "base_salary": base_salary,
        "amount": amount,
    }
    assert money["sources"][0] == {
        "instrument": "Nghị định 91/2017/NĐ-CP",
        "article": "Điều 73 khoản 1",
        "certainty": "V",
    }
    assert '"coefficient": 0.6,' in result.stdout


def test_an_article_that_says_two_things_is_named_once() -> None:
    named = [
        tuple(source.values())
        for source in json.loads(award_money("giay_khen_huyen", "tap_the", "2024-07-01").stdout)["sources"]
    ]
    assert named.count(("Nghị định 98/2023/NĐ-CP", "Điều 53", "V")) == 1
    assert len(named) == len(set(named))


def test_the_day_may_be_written_the_vietnamese_way() -> None:
    assert json.loads(award_money("giay_khen_xa", "ca_nhan", "01/07/2025").stdout)["amount"] == 710000


def test_a_form_no_longer_awarded_exits_with_1_and_says_who_awards_what_instead() -> None:
    result = award_money("giay_khen_huyen", "tap_the", "2025-12-20")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        "Lỗi: Giấy khen của Chủ tịch UBND cấp huyện, ngày 20/12/2025: Từ ngày 01/07/2025 không còn cấp huyện: "
        "Chủ tịch UBND cấp xã tặng giấy khen (Nghị định 129/2025/NĐ-CP), bằng khen thuộc thẩm quyền Chủ tịch "
        "UBND cấp tỉnh. Hãy dùng giay_khen_xa hoặc bang_khen_tinh.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("show", "luong", "--on", "2024-12-20"), "Không có tham số này trong dữ liệu pháp luật."),
        (("show", "luong_co_so", "--on", "2024-02-30"), "không phải là một ngày có thật."),
        (("show", "luong_co_so", "--on", "2010-01-01"), "chỉ có từ ngày 01/07/2018"),
        (("show", "--on", "2010-01-01"), "sớm nhất là Nghị định 91/2017/NĐ-CP từ 01/10/2017"),
        (
            ("award-money", "--form", "huan_chuong", "--kind", "ca_nhan", "--on", "2024-12-20"),
            "Các tên đang có: bang_khen_thu_tuong, bang_khen_tinh,",
        ),
        (("award-money", "--form", "giay_khen_xa", "--kind", "ca_nhan", "--on", "x"), "một ngày có thật"),
        (("award-money", "--form", "giay_khen_xa", "--kind", "ca_nhan", "--on", "2010-01-01"), "01/10/2017"),
    ],
)
def test_bad_input_exits_with_1_and_a_sentence(arguments: tuple[str, ...], sentence: str) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (1, "")
    assert sentence in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("show", "luong_co_so"),
        ("award-money", "--form", "giay_khen_xa", "--kind", "doanh_nghiep", "--on", "2024-12-20"),
    ],
)
def test_wrong_usage_exits_with_2(arguments: tuple[str, ...]) -> None:
    assert run(*arguments).exit_code == 2


def test_show_prints_value_unit_source_and_certainty() -> None:
    result = run("show", "luong_co_so", "--on", "20/12/2026")
    assert result.stdout == (
        "Lương cơ sở (luong_co_so), ngày 20/12/2026\n"
        "  2.530.000 đồng/tháng\n"
        "  Áp dụng từ 01/07/2026 đến nay chưa ghi nhận thay đổi\n"
        "  Căn cứ:\n"
        "    Nghị định 161/2026/NĐ-CP, Điều 3 khoản 2 [VS: chỉ đọc qua bản chép lại, cần đối chiếu]\n"
        "      https://vanban.chinhphu.vn/?classid=1&docid=218107&orggroupid=2&pageid=27160\n"
        "      Ghi chú: Chưa đọc nghị định; bốn kho công khai độc lập dẫn trang này.\n"
    )


def test_show_prints_json_with_exact_numbers() -> None:
    value = json.loads(run("show", "he_so.giay_khen_xa", "--on", "2024-12-20", "--json").stdout)
    assert (value["value"], value["unit"], value["valid_from"], value["valid_to"], value["certainty"]) == (
        0.15,
        "lần lương cơ sở",
        "2024-01-01",
        "2025-06-30",
        "V",
    )
    assert value["sources"][0]["instrument"] == "Nghị định 98/2023/NĐ-CP"


def test_show_without_a_name_prints_every_parameter_and_why_some_have_no_value() -> None:
    law = parse_law(law_texts())
    table = json.loads(run("show", "--on", "2025-12-20", "--json").stdout)
    named = [row["parameter"] for row in table["parameters"] + table["unknown"]]
    assert sorted(named) == sorted(law.parameters)
    assert table["decree"] == "Nghị định 152/2025/NĐ-CP"
    reasons = {row["parameter"]: row["reason"] for row in table["unknown"]}
    assert reasons["he_so.giay_khen_huyen"] == ("Không còn Giấy khen của Chủ tịch UBND cấp huyện từ ngày 01/07/2025.")
    text = run("show", "--on", "2025-12-20").stdout
    assert [name for name in law.parameters if f"\n{name} " not in text] == []


def test_award_money_in_words_shows_the_sum_the_authority_and_the_sources() -> None:
    result = run("award-money", "--form", "giay_khen_xa", "--kind", "tap_the", "--on", "2025-12-20")
    assert result.stdout.splitlines()[:4] == [
        "Giấy khen của Chủ tịch UBND cấp xã, tập thể, quyết định ngày 20/12/2025",
        "  1.410.000 đồng = 0,6 × 2.340.000 đồng, làm tròn lên",
        "  Người tặng: Chủ tịch UBND cấp xã",
        "  Căn cứ:",
    ]
