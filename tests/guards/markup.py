"""What every page must be, read off its markup and its headers."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from urllib.parse import unquote, urlsplit

from django.urls import Resolver404, resolve
from lxml import html

from thidua.core.errors import InputError
from thidua.plans import load_movement

LARGEST = 150_000
STATIC = "/tinh/"
PLAN = re.compile(r"/ke-hoach/([\w-]+)/\Z")


def faults(text: str, headers: Mapping[str, str]) -> list[str]:
    page = html.fromstring(text)
    return [*_head(page), *_ids(page), *_inline(page), *_forms(page), *_links(page), *_sent(text, headers)]


def _head(page: html.HtmlElement) -> Iterator[str]:
    if not page.get("lang"):
        yield "no language"
    headings = [" ".join(heading.text_content().split()) for heading in page.iter("h1")]
    title = " ".join((page.findtext(".//title") or "").split())
    if len(headings) != 1:
        yield f"{len(headings)} h1"
    elif not title.removeprefix("Lỗi: ").startswith(headings[0]):
        yield f"title “{title}” does not start with “{headings[0]}”"


def _ids(page: html.HtmlElement) -> Iterator[str]:
    count = Counter(page.xpath("//@id"))
    yield from (f"id “{name}” {times} times" for name, times in count.items() if times > 1)
    for attribute in ("for", "aria-labelledby", "aria-describedby", "aria-controls"):
        wanted = {name for value in page.xpath(f"//@{attribute}") for name in value.split()}
        yield from (f"{attribute} names “{name}”, which is not there" for name in sorted(wanted - set(count)))


def _inline(page: html.HtmlElement) -> Iterator[str]:
    """The content security policy refuses these, so they would be dead."""
    if page.xpath("//@style | //style"):
        yield "inline style"
    if page.xpath("//script[not(@src) and not(@type='application/json')]"):
        yield "inline script"
    if page.xpath("//@*[starts-with(name(), 'on')]"):
        yield "inline handler"


def _forms(page: html.HtmlElement) -> Iterator[str]:
    for form in page.xpath("//form[translate(@method, 'POST', 'post')='post']"):
        if not form.xpath(".//input[@name='csrfmiddlewaretoken']"):
            yield f"form to “{form.get('action') or ''}” without its token"


def _links(page: html.HtmlElement) -> Iterator[str]:
    """Every address of the site leads somewhere; every clause cited is one of the plan's."""
    for address in sorted(set(page.xpath("//a/@href | //form/@action"))):
        parts = urlsplit(address)
        if parts.scheme or parts.netloc or not parts.path or parts.path.startswith(STATIC):
            continue
        if not _leads_somewhere(parts.path):
            yield f"“{address}” leads nowhere"
        if (found := PLAN.match(parts.path)) and parts.fragment and not _has_clause(found[1], parts.fragment):
            yield f"“{address}”: the plan has no such clause"


@cache
def _leads_somewhere(path: str) -> bool:
    try:
        resolve(path)
    except Resolver404:
        return False
    return True


@cache
def _has_clause(slug: str, fragment: str) -> bool:
    try:
        return unquote(fragment) in load_movement(slug).addresses
    except InputError:
        return False


def _sent(text: str, headers: Mapping[str, str]) -> Iterator[str]:
    policy = headers.get("Content-Security-Policy", "")
    if "default-src 'self'" not in policy or "unsafe" in policy:
        yield f"content security policy “{policy}”"
    if len(text.encode()) > LARGEST:
        yield f"{len(text.encode())} bytes"
