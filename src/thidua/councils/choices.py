"""What a member may choose: every item open to them once, and nothing else."""

from collections.abc import Mapping, Sequence

from thidua.core.errors import InputError, Problem
from thidua.councils.enums import Choice
from thidua.councils.models import Item


def field_of(item: Item) -> str:
    """Return the name of the item's field on a ballot form; problems point to it."""
    return f"item_{item.pk}"


def checked_choices(choices: Mapping[int, str], items: Sequence[Item]) -> dict[str, str]:
    """Return the choices as a ballot keeps them, or raise every problem; the sentences never repeat a choice."""
    problems = [
        Problem(field_of(item), f"Chưa chọn đúng một ý kiến cho “{item.label}”.")
        for item in items
        if choices.get(item.pk) not in Choice.values
    ]
    if set(choices) - {item.pk for item in items}:
        problems.append(
            Problem("", "Phiếu có nội dung mà thành viên không biểu quyết.", "Tải lại trang và bỏ phiếu lại.")
        )
    if problems:
        raise InputError(*problems)
    return {str(item.pk): str(Choice(choices[item.pk])) for item in items}
