"""The papers of a dossier that came signed, as its pages show them: by place, with what is read of the signatures."""

from collections.abc import Iterable
from dataclasses import dataclass

from thidua.dossiers.models import SignedPaper
from thidua.files.signed import Reading, readings_of


@dataclass(frozen=True)
class SignedCopy:
    """A signed file in a paper's place; `digest` of the bytes that are kept."""

    row: SignedPaper
    digest: str
    signatures: list[Reading]

    @property
    def name(self) -> str:
        return self.row.upload.name


def signed_copies(signed: Iterable[SignedPaper]) -> dict[tuple[str, int | None], SignedCopy]:
    """Return them by slot and nomination."""
    return {
        (row.slot, row.nomination_id): SignedCopy(
            row, row.upload.kept.sha256 if row.upload.kept else "", readings_of(row.upload.signatures)
        )
        for row in signed
    }
