"""What the check read of a file's signatures, as pages show it: who, when, what each covers, whether it still holds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from thidua.files.checks import Signature, signature_words


@dataclass(frozen=True)
class Reading:
    """One signature in words; `tone`: ok, wait (the office names no roots) or no."""

    words: str
    signature: Signature

    @property
    def tone(self) -> str:
        said = self.signature
        if not said.is_intact or said.changes == "forbidden" or said.is_trusted is False:
            return "no"
        return "ok" if said.is_trusted else "wait"


def readings_of(signatures: Iterable[Mapping[str, Any]]) -> list[Reading]:
    """Return the signatures that an upload, or a sealed sending, keeps."""
    found = [Signature(**each) for each in signatures]
    return [Reading(signature_words(each), each) for each in found]
