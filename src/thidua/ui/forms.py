"""What forms of all apps share: filters of lists, and the way back of what an action refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.core.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

ANY = _("Tất cả")


class FilterForm(forms.Form):
    """Narrows a list. Nothing is required, and a value that is none of the choices asks nothing."""

    use_required_attribute = False

    def said(self, name: str) -> Any:
        """What was asked of one field, or None."""
        self.is_valid()
        value = self.cleaned_data.get(name)
        return None if value == "" else value


def set_choices(form: forms.Form, name: str, choices: Iterable[tuple[Any, Any]], blank: Any = ANY) -> None:
    """Offer these choices for a field of choice, and first the blank one."""
    field = form.fields[name]
    if not isinstance(field, forms.ChoiceField):
        raise TypeError(f"{name} is no field of choice")
    field.choices = [("", blank), *choices]


def add_problems(form: forms.BaseForm, error: InputError) -> None:
    """Put each problem at the field it names ("due_on"), as a sentence; what names no field goes on top."""
    for problem in error.problems:
        sentence = f"{problem.what[:1].upper()}{problem.what[1:]} {problem.fix}".strip()
        form.add_error(problem.where if problem.where in form.fields else None, sentence)


def carry_out(form: forms.Form, act: Callable[..., object], **given: Any) -> bool:
    """Carry out an action with what a valid form says; False if something was wrong, which the form then shows."""
    if not form.is_valid():
        return False
    try:
        act(**form.cleaned_data, **given)
    except InputError as error:
        add_problems(form, error)
        return False
    return True
