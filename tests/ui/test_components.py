"""What each component writes, and that it escapes whatever it is given."""

import re

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template.loader import get_template
from django.test import RequestFactory
from tests.ui.markup import render

from thidua.ui import TEMPLATES
from thidua.ui.fields import DayField

HOSTILE = '"><script>alert(1)</script>'
NAMES = sorted(path.stem for path in (TEMPLATES / "cotton").glob("*.html"))


def test_a_state_is_a_word_and_a_sign_that_is_not_read_aloud() -> None:
    assert render('<c-tag state="khong_dat" />') == (
        '<span class="tag no"><span aria-hidden="true">✕</span>Không đạt</span>'
    )


def test_a_state_takes_its_own_words() -> None:
    assert render('<c-tag :state="state" word="17 đạt" />', state="dat") == (
        '<span class="tag ok"><span aria-hidden="true">✓</span>17 đạt</span>'
    )


def test_a_card_of_the_page_around_it_knows_nothing() -> None:
    """Names a component declares never leak in from the page."""
    assert render("<c-card>x</c-card>", title="Trang", href="/", actions="y") == '<section class="card"> x </section>'


def test_a_tile_without_address_is_no_link() -> None:
    assert render('<c-tile :value="3" label="Quá hạn" tone="no" />') == (
        '<div class="tile no"><b>3</b> <span>Quá hạn</span></div>'
    )


def test_a_criterion_shows_value_threshold_source_clause_and_evidence() -> None:
    markup = render(
        '<c-criterion number="3" words="Lời kế hoạch" state="dat" :value="zero" threshold="95 %" '
        'source="45/HD-PNV" cite="điểm a" href="/ke-hoach/#III.2.a"><a href="/t/">40 nhiệm vụ</a></c-criterion>',
        zero=0,
    )
    words = re.sub(r"<[^>]+>", " ", markup).split()
    assert " ".join(words) == (
        "3 Lời kế hoạch ✓ Đạt Kết quả 0 Ngưỡng 95 % theo 45/HD-PNV Căn cứ điểm a Minh chứng 40 nhiệm vụ"
    )
    assert '<a class="clause" href="/ke-hoach/#III.2.a">điểm a</a>' in markup


def test_a_criterion_without_measure_or_evidence_leaves_them_out() -> None:
    markup = render('<c-criterion number="1" words="Lời" state="hoi_dong_xem_xet" />')
    assert "Kết quả" not in markup
    assert "Minh chứng" not in markup


@pytest.mark.parametrize(
    ("value", "of", "width"),
    [(39, 40, "97.5%"), (0, 40, "0.0%"), (50, 40, "100.0%"), (-1, 40, "0.0%"), (3, 0, "0.0%"), (None, 5, "0.0%")],
)
def test_a_bar_is_as_wide_as_its_share(value: float | None, of: float, width: str) -> None:
    assert f'class="part" width="{width}"' in render('<c-bar :value="value" :max="of" label="x" />', value=value, of=of)


def test_a_button_passes_further_attributes_through() -> None:
    assert render('<c-button kind="go" name="viec" value="gui" disabled>Gửi</c-button>') == (
        '<button class="btn go" type="submit" name="viec" value="gui" disabled="disabled">Gửi</button>'
    )
    assert render('<c-button href="/in/">In</c-button>') == '<a class="btn " href="/in/">In</a>'


def test_money_is_written_the_vietnamese_way_and_nothing_for_nothing() -> None:
    assert render('<c-money :amount="amount" />', amount=1080000) == '<span class="money">1.080.000 đồng</span>'
    assert render('<c-money :amount="amount" />', amount=None) == ""


def test_a_paper_offers_what_exists() -> None:
    markup = render('<c-paper title="Tờ trình" docx="/a.docx" />')
    assert "Tải Word" in markup
    assert "Tải PDF" not in markup


def test_a_confirmation_posts_with_its_token_and_opens_by_its_address() -> None:
    markup = render(
        '<c-confirm id="rut" label="Rút" title="Rút hồ sơ?" action="/rut/">Vì sao</c-confirm>', csrf_token="t0ken"
    )
    assert '<a class="btn " href="#rut" data-dialog>Rút</a>' in markup
    assert '<input type="hidden" name="csrfmiddlewaretoken" value="t0ken">' in markup


def test_pages_keep_the_filters_of_the_address() -> None:
    page = Paginator(range(240), 12).get_page(9)
    markup = render('<c-pagination :page="page" />', page=page, request=RequestFactory().get("/?don_vi=x&page=9"))
    assert 'href="?don_vi=x&amp;page=8" rel="prev"' in markup
    assert re.findall(r"<li>(?:<a[^>]*>)?([^<]+)", markup) == ["1", "…", "8", "9", "10", "…", "20"]
    assert "97–108 trong 240" in markup


def test_one_page_needs_no_pages() -> None:
    assert render('<c-pagination :page="page" />', page=Paginator([1], 12).get_page(1)) == ""


class ReasonForm(forms.Form):
    day = DayField(label="Ngày", help_text="Ngày ký.")
    note = forms.CharField(label="Ghi chú", required=False)
    choice = forms.ChoiceField(label="Kết luận", widget=forms.RadioSelect, choices=[("dat", "Đạt")])


def test_a_field_ties_label_help_and_error_to_its_control() -> None:
    markup = render('<c-field :field="form.day" />', form=ReasonForm({"day": "31/02/2023"}))
    assert '<label for="id_day">Ngày</label>' in markup
    assert '<p class="help" id="id_day_helptext">Ngày ký.</p>' in markup
    assert 'id="id_day_error"' in markup
    assert 'aria-describedby="id_day_helptext id_day_error"' in markup
    assert 'aria-invalid="true"' in markup


def test_what_is_optional_says_so_and_choices_are_a_group() -> None:
    assert "(không bắt buộc)" in render('<c-field :field="form.note" />', form=ReasonForm())
    assert "<legend>Kết luận</legend>" in render('<c-field :field="form.choice" />', form=ReasonForm())


def test_errors_are_listed_first_each_linked_to_its_field() -> None:
    markup = render('<c-form :form="form" submit="Ghi" />', form=ReasonForm({"day": "31/02/2023"}))
    assert markup.index("Có nội dung cần sửa") < markup.index("<form")
    links = dict(re.findall(r'<li><a href="#([^"]+)">(.+?)</a>', markup))
    assert list(links) == ["id_day", "id_choice_0"]
    assert all(f'id="{target}"' in markup for target in links)
    assert links["id_day"] == "Ngày: Ghi theo dạng ngày/tháng/năm, ví dụ 09/12/2023."


def test_a_form_without_errors_lists_none() -> None:
    assert "Có nội dung cần sửa" not in render('<c-form :form="form" />', form=ReasonForm())


@pytest.mark.parametrize("name", NAMES)
def test_every_component_escapes_what_it_is_given(name: str) -> None:
    source = (TEMPLATES / "cotton" / f"{name}.html").read_text()
    declared = re.findall(r'([\w]+)="[^"]*"', (re.search(r"<c-vars(.*?)/>", source) or [""])[0])
    numbers = {"value", "max"} if name == "bar" else set()
    given = [each for each in declared if each not in numbers | {"form", "field", "page", "amount", "errors"}]
    attributes = " ".join(f':{each}="bad"' for each in given)
    rendered = render(f'<c-{name} {attributes} :data-x="bad">{{{{ bad }}}}</c-{name}>', bad=HOSTILE)
    assert "<script" not in rendered


def test_every_component_is_shown_and_documented() -> None:
    shown = (TEMPLATES / "ui" / "components.html").read_text()
    inside_others = {"field", "clause", "messages"}
    on_page = {name for name in NAMES if f"<c-{name} " in shown or f"<c-{name}>" in shown or name in inside_others}
    documented = (TEMPLATES.parents[3] / "docs" / "ui.md").read_text()
    assert sorted(on_page) == [name for name in NAMES if f"<c-{name}" in documented] == NAMES


def test_templates_hold_no_inline_style_script_or_handler() -> None:
    inline = re.compile(r'\sstyle="|<style|<script(?![^>]*\ssrc=)|\son[a-z]+="')
    assert [path.name for path in TEMPLATES.rglob("*.html") if inline.search(path.read_text())] == []
    assert inline.search('<p style="color: red">')
    assert inline.search("<script>alert(1)</script>")


@pytest.mark.parametrize("code", ["400", "403", "403_csrf", "404", "500", "503"])
def test_error_pages_need_no_context_and_say_what_to_do(code: str) -> None:
    markup = get_template(f"{code}.html").render({})
    assert markup.count("<h1>") == 1
    assert "Về trang đầu" in markup


def test_a_refusal_gives_its_reason() -> None:
    assert "Chỉ Thường trực &lt;b&gt;" in get_template("403.html").render({"exception": "Chỉ Thường trực <b>"})
