"""Reads of the files that prove the items of a sheet."""

from thidua.files.models import Citation
from thidua.files.queries import citations_of_many
from thidua.scoring.models import Sheet, SheetItem


def proofs_of(sheet: Sheet) -> dict[str, list[Citation]]:
    """Return the files that prove the items of a sheet, by criterion. Two statements."""
    codes = dict(sheet.items.order_by("pk").values_list("pk", "criterion"))
    found: dict[str, list[Citation]] = {}
    for citation in citations_of_many({SheetItem: codes}):
        found.setdefault(codes[citation.object_id], []).append(citation)
    return found


def item_of(sheet: Sheet, criterion: str) -> SheetItem:
    """Return the item that files prove, or one that is not kept yet. One statement."""
    known = sheet.items.filter(criterion=criterion).first()
    return known or SheetItem(sheet=sheet, criterion=criterion)
