"""The one page on which a unit's officer prepares a dossier: everyone the unit can put forward, ticked or not."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.dossiers.actions.nominations import Wish
from thidua.dossiers.enums import Kind
from thidua.dossiers.models import Nomination
from thidua.dossiers.queries.verdicts import Standing
from thidua.dossiers.subjects import Nominee


@dataclass(frozen=True)
class Candidate:
    """`mark`: of what is recorded of the candidate now."""

    nominee: Nominee
    standing: Standing
    detail: str
    to_do: tuple[str, ...]
    nomination: Nomination | None
    mark: str

    @property
    def key(self) -> str:
        return f"{self.standing.subject.kind}-{self.standing.subject.pk}"


class PrepareForm(forms.Form):
    def __init__(self, *args: Any, candidates: Sequence[Candidate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.candidates = candidates
        for each in candidates:
            row = each.nomination
            self.fields[f"on-{each.key}"] = forms.BooleanField(
                label=_("Đề nghị %(name)s") % {"name": each.nominee}, required=False, initial=row is not None
            )
            self.fields[f"text-{each.key}"] = forms.CharField(
                label=_("Thành tích của %(name)s") % {"name": each.nominee},
                required=False,
                initial=row.achievement if row else "",
                widget=forms.Textarea(attrs={"rows": 3}),
            )

    @property
    def rows(self) -> list[tuple[str, list[tuple[Candidate, forms.BoundField, forms.BoundField]]]]:
        """Collectives, then individuals, each with its box and its text."""
        return [
            (str(kind.label), [self._row(each) for each in self.candidates if each.standing.subject.kind == kind])
            for kind in Kind
        ]

    def _row(self, each: Candidate) -> tuple[Candidate, forms.BoundField, forms.BoundField]:
        return each, self[f"on-{each.key}"], self[f"text-{each.key}"]

    @property
    def wishes(self) -> list[Wish]:
        """Return what a valid form says."""
        said = self.cleaned_data
        return [
            Wish(
                each.nominee,
                is_listed=said[f"on-{each.key}"],
                achievement=said[f"text-{each.key}"],
                seen=str(self.data.get(f"seen-{each.key}", "")),
            )
            for each in self.candidates
        ]
