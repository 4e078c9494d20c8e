"""What the templates of the design system need beyond Django's own tags."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.utils.html import format_html_join

from thidua.ui import states

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.core.paginator import Page
    from django.template.context import Context
    from django.utils.safestring import SafeString
    from django_cotton.templatetags import Attrs

register = template.Library()


@register.filter
def state(key: object) -> states.State:
    return states.state_of(str(key))


@register.filter
def given(value: object) -> bool:
    """Zero is a value; an absent attribute and null are not."""
    return value is not None and value != ""


@register.simple_tag(takes_context=True)
def again(context: Context, block_name: str) -> str:
    """Render a block a second time: the title of the page is its heading too."""
    block = context.render_context[BLOCK_CONTEXT_KEY].get_block(block_name)
    return str(block.render(context)).strip() if block else ""


@register.filter
def html_attributes(attrs: Attrs) -> SafeString:
    """The attributes a component did not declare, escaped (printing `attrs` itself would not be)."""
    pairs = attrs.attrs_dict().items()
    return format_html_join(
        "",
        ' {}="{}"',
        ((name, name if value is True else value) for name, value in pairs if value not in (False, None)),
    )


@register.filter
def share(value: Any, of: Any) -> str:
    """How much of a whole, for the width of a bar: always with a decimal point, from 0% to 100%."""
    whole = float(of or 0)
    percent = 100 * float(value or 0) / whole if whole > 0 else 0
    return f"{min(max(percent, 0), 100):.1f}%"


@register.filter
def page_numbers(page: Page[Any]) -> Iterable[int | str]:
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
