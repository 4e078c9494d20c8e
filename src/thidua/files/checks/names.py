"""The name of a file: shown to people, never used as a path."""

import re
import unicodedata
from collections.abc import Iterator

from thidua.files.checks.rules import Finding, Limits, finding

# Extensions of programs and of pages with scripts; "com" is left out: it ends addresses of mail.
PROGRAMS = frozenset(
    re.findall(
        r"\w+",
        "apk app asp aspx bat chm cmd cpl dll docm exe hta htm html jar js jse lnk msi php pif ps1 reg scr sh svg vb "
        "vbe vbs wsf xlsm",
    )
)
INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")  # come along when text is copied, and mislead nobody


def clean_name(name: str) -> str:
    """Return the name as it is shown: composed letters (macOS sends them apart), no folder, nothing invisible."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(letter for letter in last if letter not in INVISIBLE).strip().rstrip(" .")


def extension_of(name: str) -> str:
    stem, dot, extension = name.rpartition(".")
    return extension.lower() if dot and stem.strip() else ""


def name_faults(name: str, limits: Limits) -> Iterator[Finding]:
    """Yield what is wrong with a cleaned name, whatever its extension."""
    if not name or (name.startswith(".") and not extension_of(name)):
        yield finding("name_empty")
    if len(name) > limits.name_length:
        yield finding("name_too_long", length=len(name), limit=limits.name_length)
    hidden = sorted({letter for letter in name if unicodedata.category(letter) in {"Cc", "Cf", "Co", "Cs"}})
    if hidden:
        yield finding("name_hidden_characters", codes=", ".join(f"U+{ord(letter):04X}" for letter in hidden))
    inner, outer = extension_of(name.rpartition(".")[0]), extension_of(name)
    if inner in PROGRAMS:
        yield finding("name_double_extension", inner=inner, outer=outer)
