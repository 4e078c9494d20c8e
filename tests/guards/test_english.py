"""Whatever the product says in Vietnamese it can say in English: nothing missing, nothing left over, nothing bent."""

import re
from collections.abc import Iterable
from functools import cache

from babel.messages.catalog import Catalog
from django.template.base import Lexer, TokenType
from scripts import messages
from scripts.messages import PO, forms, messages_in, untranslated
from tests.guards.sources import PACKAGE

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
VIETNAMESE_WORD = re.compile(r"\w*[À-ÖØ-öø-ỹ]\w*")
SHOWN_TO_DEVELOPERS = {"components.html"}  # every component with sample words, at /thanh-phan/
SAME_IN_ENGLISH = {"Thi Đua", "#II.2.đ"}  # the name of the product; an address

english_catalog, source_catalog = cache(messages.english_catalog), cache(messages.source_catalog)

# The fix for the first two: `python scripts/messages.py update`, then write what it lists.


def keys(catalog: Catalog) -> set[tuple[str | None, str]]:
    return {(message.context, forms(message.id)[0]) for message in catalog if message.id}


def bent(catalog: Catalog) -> list[str]:
    """Messages whose English does not hold the placeholders of the Vietnamese, the singular's for every form."""
    return [
        str(message.id)
        for message in catalog
        for english in forms(message.string or "")
        if message.id and placeholders(english) != placeholders(forms(message.id)[0])
    ]


def placeholders(text: str) -> list[str]:
    return sorted(PLACEHOLDER.findall(text))


def unwrapped(template: str) -> list[str]:
    """Vietnamese words of a template that stand outside every translation tag."""
    words: list[str] = []
    translating = False
    for token in Lexer(template).tokenize():
        if token.token_type is TokenType.BLOCK:
            tag = token.contents.partition(" ")[0]
            translating = {"blocktranslate": True, "endblocktranslate": False}.get(tag, translating)
        elif token.token_type is TokenType.TEXT and not translating:
            words += vietnamese(token.contents)
    return words


def vietnamese(text: str) -> Iterable[str]:
    for same in SAME_IN_ENGLISH:
        text = text.replace(same, "")
    return VIETNAMESE_WORD.findall(text)


def test_every_message_has_its_english() -> None:
    assert [message.id for message in untranslated(english_catalog())] == []
    assert keys(source_catalog()) - keys(english_catalog()) == set()


def test_no_english_is_kept_for_what_the_product_no_longer_says() -> None:
    assert keys(english_catalog()) - keys(source_catalog()) == set()
    assert list(english_catalog().obsolete) == []


def test_both_languages_hold_the_same_placeholders() -> None:
    assert bent(english_catalog()) == []


def test_every_word_of_a_template_can_be_translated() -> None:
    templates = (path for path in PACKAGE.rglob("*.html") if path.name not in SHOWN_TO_DEVELOPERS)
    found = {path.name: unwrapped(path.read_text(encoding="utf-8")) for path in templates}
    assert {name: words for name, words in found.items() if words} == {}


def test_the_compiled_catalogue_is_made_where_pages_look_for_it() -> None:
    assert PO.with_suffix(".mo").exists(), "run: make setup"


def test_the_guard_knows_messages_of_templates_and_modules() -> None:
    page = (
        '  <c-card title="{% translate "Hồ sơ" %}">\n{% blocktranslate count n=rows %}{{ n }} dòng{% plural %}'
        '{{ n }} dòng{% endblocktranslate %}{{ x|default:_("chưa có") }}'
    )
    assert [msgid for msgid, _context in messages_in(page, template=True)] == [
        "Hồ sơ",
        ("%(n)s dòng", "%(n)s dòng"),
        "chưa có",
    ]
    module = 'a = _("một")\nb = gettext_lazy("hai %(x)s") % {"x": a}\nc = pgettext("giờ", "ba")\n'
    assert list(messages_in(module, template=False)) == [("một", None), ("hai %(x)s", None), ("ba", "giờ")]


def test_the_guard_knows_bad_english() -> None:
    bad = Catalog(locale="en")
    bad.add("còn %(n)s ngày", "%(m)s days left")
    bad.add(("%(n)s ngày", "%(n)s ngày"), ("%(n)s day", "days"))
    bad.add("hôm nay", "")
    assert bent(bad) == ["còn %(n)s ngày", "('%(n)s ngày', '%(n)s ngày')"]
    assert [message.id for message in untranslated(bad)] == ["hôm nay"]


def test_the_guard_knows_words_left_unwrapped() -> None:
    assert unwrapped('<h1 title="Hồ sơ">{% translate "Đợt" %} {{ x }}</h1>') == ["Hồ", "sơ"]
    assert unwrapped("{% blocktranslate %}Đợt{% endblocktranslate %} – Thi Đua") == []
