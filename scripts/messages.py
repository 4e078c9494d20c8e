"""The English of the product. Vietnamese words are the msgids; no gettext tools are needed.

update:  source → django.po; keeps what is translated, drops what the source no longer says, lists what has no
         English yet (exit 1)
compile: django.po → django.mo, which pages read
"""

import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "thidua"
PO = PACKAGE / "locale" / "en" / "LC_MESSAGES" / "django.po"
HEADER = """\
# English of the product. Kept by scripts/messages.py: only msgstr is written by hand.
msgid ""
msgstr ""
"Language: en\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""
Msgid = str | tuple[str, ...] | list[str]
KEYWORDS = DEFAULT_KEYWORDS | {
    f"{name}{suffix}": DEFAULT_KEYWORDS[name]
    for name in ("gettext", "ngettext", "pgettext", "npgettext")
    for suffix in ("_lazy", "_noop")
}

ASKS = re.compile(rf"\b(?:{'|'.join(KEYWORDS)})\s*\(")


def messages_in(text: str, *, template: bool) -> Iterator[tuple[Msgid, str | None]]:
    """Yield what a template or a module asks a translation for, with its context; a plural is (singular, plural)."""
    code = f"({templatize(text)}\n)" if template else text  # in brackets the indentation of markup means nothing
    if not ASKS.search(code):
        return  # most modules ask for nothing, and reading them token by token takes the longest
    for _line, msgid, _comments, context in extract("python", BytesIO(code.encode()), KEYWORDS):
        yield msgid, context


def source_catalog() -> Catalog:
    """Everything the source asks a translation for, file by file."""
    found = Catalog(locale="en")
    for path in sorted((*PACKAGE.rglob("*.html"), *PACKAGE.rglob("*.py"))):
        for msgid, context in messages_in(path.read_text(encoding="utf-8"), template=path.suffix == ".html"):
            found.add(msgid, context=context, locations=[(path.relative_to(PACKAGE).as_posix(), 0)])
    return found


def english_catalog() -> Catalog:
    with PO.open("rb") as file:
        return read_po(file, locale="en")


def forms(text: Msgid) -> tuple[str, ...]:
    """Singular and plural of a message that has both, else the one text."""
    return (text,) if isinstance(text, str) else tuple(text)


def untranslated(catalog: Catalog) -> list[Message]:
    return [message for message in catalog if message.id and not all(forms(message.string or ""))]


def update() -> int:
    english = english_catalog()
    english.update(source_catalog(), no_fuzzy_matching=True)
    english.obsolete.clear()
    written = BytesIO()
    write_po(written, english, width=120, include_lineno=False, omit_header=True)
    PO.write_text(HEADER + written.getvalue().decode(), encoding="utf-8")
    missing = untranslated(english)
    sys.stderr.writelines(f"no English: {message.id!r}\n" for message in missing)
    return 1 if missing else 0


def compile_catalog() -> int:
    with PO.with_suffix(".mo").open("wb") as file:
        write_mo(file, english_catalog())
    return 0


if __name__ == "__main__":
    commands = {"update": update, "compile": compile_catalog}
    if len(sys.argv) != 2 or sys.argv[1] not in commands:  # noqa: PLR2004
        sys.exit(__doc__)
    sys.exit(commands[sys.argv[1]]())
