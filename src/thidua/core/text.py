"""Vietnamese text: folded for search, keyed for sorting, cleaned on the way in."""

import re
import unicodedata

_LIKE_D = str.maketrans("đðɖ", "ddd")  # eth and African d stand for đ in files converted from old code pages

# The alphabet, after the signs in the order ICU gives them; a letter's place is its first weight.
_ALPHABET = " _-–—,;:!?.…'‘’\"“”()[]{}@*/\\&#%`^+<=>|~$0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_WEIGHTS = {sign: chr(0x21 + place) for place, sign in enumerate(_ALPHABET)}
# ngang < huyền < hỏi < ngã < sắc < nặng, as CLDR's Vietnamese collation has them
_TONES = {"\N{COMBINING GRAVE ACCENT}": "1", "\N{COMBINING HOOK ABOVE}": "2", "\N{COMBINING TILDE}": "3",
          "\N{COMBINING ACUTE ACCENT}": "4", "\N{COMBINING DOT BELOW}": "5"}  # fmt: skip


def fold(text: str) -> str:
    """What search compares: no marks, no case, single spaces ("  Trực  Ninh" → "truc ninh"); idempotent."""
    cased = unicodedata.normalize("NFC", text).casefold().translate(_LIKE_D)
    bare = (c for c in unicodedata.normalize("NFD", cased) if unicodedata.category(c) not in {"Mn", "Cf"})
    return " ".join("".join(bare).split())


def search_words(text: str) -> list[str]:
    """The words a search compares by their beginnings: "  H’Leo, Trực–Ninh" → ["hleo", "truc", "ninh"]."""
    return re.findall(r"[a-z0-9]+", re.sub(r"['’ʼ‘`´]", "", fold(text)))


def slug(text: str) -> str:
    """Small letters, digits and hyphens alone: "Đối với tập thể" → "doi-voi-tap-the"."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")


def clean(text: str, *, lines: bool = False) -> str:
    """What is stored of what was typed: NFC, trimmed, no control or format characters, single spaces.

    With `lines` the line breaks stay (as line feeds) and so do the spaces inside a line.
    """
    if lines:
        kept = (_visible(line).rstrip() for line in text.splitlines())
        return "\n".join(kept).strip()
    return " ".join(_visible(text).split())


def initials(name: str) -> str:
    """Two capitals for an avatar: of the surname and of the given name ("Nguyễn Văn Ánh" → "NÁ")."""
    words = [word for word in unicodedata.normalize("NFC", name).split() if word[0].isalpha()]
    if len(words) > 1:
        return (words[0][0] + words[-1][0]).upper()
    return words[0][:2].upper() if words else ""


def sort_key(text: str) -> str:
    """Sorts as ICU's Vietnamese collation does: letters first, then tones, then case.

    Made for a column under the C collation (PostgreSQL carries no ICU here); printable, no NUL.
    """
    letters, tones, case = _weights(text)
    return f"{letters} {tones} {case}"


def name_sort_key(full_name: str) -> str:
    """Sorts people as Vietnamese lists do: by given name, then surname, then what stands between.

    Each part by letters and then tones; capitals count only between names otherwise equal, so that
    "TRẦN VĂN AN" stands among the An. For a column under the C collation, as `sort_key`.
    """
    surname, middle, given = _name_parts(full_name)
    parts = [_weights(part) for part in (given, surname, middle)]
    levels = [level for letters, tones, _ in parts for level in (letters, tones)]
    return " ".join([*levels, "".join(case.ljust(len(letters), "0") for letters, _, case in parts).rstrip("0")])


def _name_parts(full_name: str) -> tuple[str, str, str]:
    *before, given = full_name.split() or [""]
    return (before[0] if before else ""), " ".join(before[1:]), given


def _weights(text: str) -> tuple[str, str, str]:
    """The three levels of a collation: one letter weight, one tone weight, one case weight per letter."""
    letters: list[str] = []
    tones: list[str] = []
    case: list[str] = []
    for letter, marks in _letters_with_marks(" ".join(text.split())):
        small = letter.lower()
        letters.append(_WEIGHTS.get(small, small))
        tones.append("".join(sorted(_TONES.get(mark, mark) for mark in marks)) or "0")
        case.append("0" if small == letter else "1")
    return "".join(letters), "".join(tones).rstrip("0"), "".join(case).rstrip("0")


def _letters_with_marks(text: str) -> list[tuple[str, list[str]]]:
    """Of "Ậu": Â with a dot below, then u; the marks that make a letter of the alphabet stay in it."""
    found: list[tuple[str, list[str]]] = []
    for character in unicodedata.normalize("NFD", text):
        if not unicodedata.combining(character):
            found.append((character, []))
        elif found:
            letter, marks = found[-1]
            whole = unicodedata.normalize("NFC", letter + character)
            if whole.lower() in _WEIGHTS:
                found[-1] = (whole, marks)
            else:
                marks.append(character)
    return found


def _visible(text: str) -> str:
    if text.isprintable():  # then there is nothing to take away, and no space but the plain one
        return unicodedata.normalize("NFC", text)
    spaced = "".join(" " if character.isspace() else character for character in text)
    return unicodedata.normalize("NFC", "".join(c for c in spaced if unicodedata.category(c) not in {"Cc", "Cf", "Cs"}))
