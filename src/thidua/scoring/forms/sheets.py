"""The form of a sheet, made from its criteria set: every criterion asks for what its rule measures."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.core.errors import InputError
from thidua.core.json_text import dump_json, exact
from thidua.core.scoring import CriteriaField, CriteriaSet, Criterion, CriterionGroup, read_entry
from thidua.core.scoring.entries import Remark
from thidua.files.models import Citation
from thidua.scoring.entries import contradiction_of, fields_for, initial_of, raw_of, words_of
from thidua.scoring.known import Known
from thidua.scoring.merging import Overtaken
from thidua.scoring.rule_words import rule_words

NOT_APPLICABLE, NOTE, BASE = "not_applicable", "note", "base"


@dataclass(frozen=True)
class Question:
    """One criterion in the form: its own fields first, then what every criterion has."""

    criterion: Criterion
    rule: str
    fields: tuple[forms.BoundField, ...]
    own: str
    known: Known | None
    group: CriterionGroup | None = None
    files: Sequence[Citation] = ()

    @property
    def has_errors(self) -> bool:
        return any(field.errors for field in self.fields)


class SheetForm(forms.Form):
    """Entries by criterion code in `entries`, once valid. Blank criteria are left out.

    `known`: what the system itself can fill in where nothing is kept yet.
    `proofs`: the files that prove each criterion.
    `base`: what stood on the sheet when the page was made, which the page sends back; None where it does not.
    """

    use_required_attribute = False

    def __init__(
        self,
        data: Any = None,
        *,
        criteria_set: CriteriaSet,
        entries: Mapping[str, Any],
        beside: Mapping[str, Any] | None = None,
        known: Mapping[str, Known] | None = None,
        proofs: Mapping[str, Sequence[Citation]] | None = None,
    ) -> None:
        super().__init__(data)
        self.criteria_set, self.beside, self.known = criteria_set, beside or {}, known or {}
        self.proofs: Mapping[str, Sequence[Citation]] = proofs or {}
        self.base: dict[str, Any] | None = _base(data.get(BASE)) if data else dict(entries)
        self.entries: dict[str, Any] = {}
        self.names: dict[str, dict[str, str]] = {}
        for place, criterion in enumerate(criteria_set.criteria):
            self._ask(place, criterion, entries.get(criterion.code) or self._known(criterion.code))

    def _known(self, code: str) -> Mapping[str, Any]:
        return self.known[code].entry if code in self.known else {}

    def _ask(self, place: int, criterion: Criterion, raw: Mapping[str, Any]) -> None:
        asked, initial = fields_for(criterion), initial_of(criterion, raw)
        if criterion.rule.entry is not Remark:
            asked[NOT_APPLICABLE] = forms.BooleanField(label=_("Không áp dụng"), required=False)
        asked[NOTE] = forms.CharField(label=_("Tài liệu kiểm chứng, ghi chú"), max_length=300, required=False)
        self.names[criterion.code] = {key: f"c{place}_{key}" for key in asked}
        for key, field in asked.items():
            field.short = field.label  # type: ignore[attr-defined]  # beside its criterion; errors name the criterion
            field.label = f"{criterion.code} – {field.label}"
            field.initial = initial.get(key)
            self.fields[f"c{place}_{key}"] = field

    def groups(self) -> Iterator[tuple[CriteriaField, list[Question]]]:
        for group in self.criteria_set.fields:
            begun = group.groups_begun
            yield group, [self._question(each, begun.get(each.code)) for each in group.criteria]

    def _question(self, criterion: Criterion, group: CriterionGroup | None) -> Question:
        names = self.names[criterion.code].values()
        return Question(
            criterion,
            rule_words(criterion),
            tuple(self[name] for name in names),
            words_of(criterion, self.beside.get(criterion.code)),
            self.known.get(criterion.code),
            group,
            self.proofs.get(criterion.code, ()),
        )

    @property
    def base_text(self) -> str:
        """What the page sends back as `base`."""
        return dump_json({} if self.base is None else self.base)

    def clean(self) -> dict[str, Any]:
        for criterion in self.criteria_set.criteria:
            names = self.names[criterion.code]
            if all(name in self.cleaned_data for name in names.values()):  # what is no number was said already
                self._read(criterion, {key: self.cleaned_data[name] for key, name in names.items()})
        return self.cleaned_data

    def _read(self, criterion: Criterion, said: dict[str, Any]) -> None:
        note, excused = said.pop(NOTE), said.pop(NOT_APPLICABLE, False)
        raw = raw_of(criterion, said)
        if found := contradiction_of(criterion, raw):
            self.add_error(self.names[criterion.code][found[0]], found[1])
            return
        raw |= {"not_applicable": True} if excused else {}
        raw |= {"note": note} if note else {}
        try:
            known = read_entry(criterion, exact(raw), "")
        except InputError as error:
            self._refuse(criterion.code, error)
            return
        if known is not None or raw:
            self.entries[criterion.code] = raw

    def refuse(self, error: InputError) -> None:
        """Put what an action refuses at the criterion it names; what another has written is known from then on."""
        if isinstance(error, Overtaken):
            self.base = (self.base or {}) | error.kept
        for problem in error.problems:
            self._refuse(problem.where, InputError(problem))

    def _refuse(self, code: str, error: InputError) -> None:
        names = self.names.get(code, {})
        for problem in error.problems:
            place = names.get(problem.where) or next(iter(names.values()), None)
            self.add_error(place, f"{problem.what[:1].upper()}{problem.what[1:]} {problem.fix}".strip())


def _base(said: str | None) -> dict[str, Any] | None:
    """A page that sends back nothing readable is one that began with nothing known."""
    try:
        found = json.loads(said or "")
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


class NoteForm(forms.Form):
    """What the secretariat says about the appraisal as a whole."""

    note = forms.CharField(
        label=_("Nhận xét thẩm định"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        required=False,
        help_text=_("Đơn vị đọc được nhận xét này."),
    )


class ExplanationForm(forms.Form):
    explanation = forms.CharField(
        label=_("Nội dung giải trình"),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=4000,
        help_text=_("Nêu rõ tiêu chí, số liệu đúng và tài liệu kiểm chứng."),
    )


class WorkbookForm(forms.Form):
    file = forms.FileField(
        label=_("Tệp Excel của phiếu"),
        help_text=_("Tệp .xlsx xuất từ chính phiếu này, tối đa 2 MB."),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )
