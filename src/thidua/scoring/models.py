"""Criteria sets, sheets, surveys, the published index, and who owns which component of the district's own index."""

from datetime import date
from functools import cached_property

import pgtrigger
from django.db import models
from django.db.models import F, Q

from thidua.organizations.enums import UnitKind
from thidua.organizations.models import Unit
from thidua.scoring.enums import AppraisalStep, SheetState, SurveyState


class CriteriaSet(models.Model):
    """A set by year (II.2.đ). `definition` is the "set" of the scoring file format, frozen once used."""

    authority = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="criteria_sets")
    code = models.CharField(max_length=60)
    name = models.CharField(max_length=200)
    year = models.PositiveSmallIntegerField()
    definition = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authority", "code", "year"], name="criteria_set_once")]
        triggers = [
            pgtrigger.Trigger(
                name="frozen_once_opened",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__definition__df=pgtrigger.F("new__definition")),
                func="""
                    IF EXISTS (SELECT 1 FROM scoring_sheet WHERE criteria_set_id = NEW.id)
                    THEN RAISE EXCEPTION 'the set is frozen: sheets are opened under it'; END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.year}"


class Sheet(models.Model):
    """One unit's scores. Entries are those of the scoring file format, by criterion code."""

    criteria_set = models.ForeignKey(CriteriaSet, on_delete=models.PROTECT, related_name="sheets")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="sheets")
    state = models.CharField(max_length=20, choices=SheetState.choices, default=SheetState.OPEN)
    self_entries = models.JSONField(default=dict)
    appraised_entries = models.JSONField(default=dict)
    explanation = models.TextField(blank=True)
    is_locked = models.BooleanField(default=False, help_text="closed by hand; the reason is in the event")
    open_until = models.DateField(null=True, help_text="opened by hand past the timetable; the reason is in the event")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["criteria_set", "unit"], name="sheet_once")]

    def __str__(self) -> str:
        return f"{self.unit_id}: {self.criteria_set_id}"

    @cached_property
    def timetable(self) -> "Timetable | None":
        """The timetable of the sheet's unit: its block's own, or else the general one. One statement, asked once."""
        return self.criteria_set.timetables.filter(block__in=("", self.unit.kind)).order_by("-block").first()


class SheetItem(models.Model):
    """One criterion of a sheet, as what files prove: it is there once a file does."""

    sheet = models.ForeignKey(Sheet, on_delete=models.PROTECT, related_name="items")
    criterion = models.CharField(max_length=60, help_text="its code")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sheet", "criterion"], name="sheet_item_once")]

    def __str__(self) -> str:
        return f"Tiêu chí {self.criterion}, phiếu chấm {self.sheet.criteria_set.year} của {self.sheet.unit}"


class Timetable(models.Model):
    """The five dates of a round, each the last day of its step, for one block of units or for all (block "")."""

    criteria_set = models.ForeignKey(CriteriaSet, on_delete=models.PROTECT, related_name="timetables")
    block = models.CharField(max_length=20, blank=True, choices=UnitKind.choices, help_text="the kind of unit")
    self_scoring_from = models.DateField()
    self_scoring_until = models.DateField()
    appraisal_until = models.DateField()
    explanation_until = models.DateField()
    reappraisal_until = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["criteria_set", "block"], name="timetable_once"),
            models.CheckConstraint(
                name="timetable_in_order",
                condition=Q(self_scoring_from__lte=F("self_scoring_until"))
                & Q(self_scoring_until__lt=F("appraisal_until"))
                & Q(appraisal_until__lt=F("explanation_until"))
                & Q(explanation_until__lt=F("reappraisal_until")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.criteria_set_id} {self.block}"


class AppraisalExtension(models.Model):
    """A later last day of an appraisal, for one unit's sheet or (unit null) for all, with its reason."""

    criteria_set = models.ForeignKey(CriteriaSet, on_delete=models.PROTECT, related_name="extensions")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    step = models.CharField(max_length=20, choices=AppraisalStep.choices)
    until = models.DateField(help_text="the last day")
    reason = models.TextField()

    class Meta:
        constraints = [models.CheckConstraint(name="appraisal_extension_says_why", condition=~Q(reason=""))]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.criteria_set_id} {self.step}: {self.until}"


class FieldAppraiser(models.Model):
    """The office that owns a field of a set, and so appraises it."""

    criteria_set = models.ForeignKey(CriteriaSet, on_delete=models.PROTECT, related_name="appraisers")
    field = models.CharField(max_length=60, help_text="the field's code in the set")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="appraised_fields")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["criteria_set", "field"], name="field_appraiser_once")]

    def __str__(self) -> str:
        return f"{self.criteria_set_id} {self.field}: {self.unit_id}"


class FieldAppraisal(models.Model):
    """That an office has appraised its field on a sheet; the figures are the sheet's, the words the event's."""

    sheet = models.ForeignKey(Sheet, on_delete=models.PROTECT, related_name="field_appraisals")
    field = models.CharField(max_length=60)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sheet", "field"], name="field_appraisal_once")]

    def __str__(self) -> str:
        return f"{self.sheet_id} {self.field}"


def _while_open(name: str) -> pgtrigger.Trigger:
    """What is written of a survey is written before it is closed."""
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update,
        func="""
            IF NOT EXISTS (SELECT 1 FROM scoring_survey WHERE id = NEW.survey_id AND state = 'open')
            THEN RAISE EXCEPTION 'the survey is closed'; END IF;
            RETURN NEW;
        """,
    )


class Survey(models.Model):
    """What people think of the units' service, asked for one criterion of a set.

    Of an answer nothing is kept but that there is one more of its kind: no row ties it to an invitation or a moment.
    """

    criteria_set = models.ForeignKey(CriteriaSet, on_delete=models.PROTECT, related_name="surveys")
    criterion = models.CharField(max_length=60, help_text="its code; its rule says which answers there are")
    question = models.CharField(max_length=300)
    closes_on = models.DateField(help_text="the last day on which it is answered")
    state = models.CharField(max_length=20, choices=SurveyState.choices, default=SurveyState.OPEN)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["criteria_set", "criterion"], name="survey_once")]
        triggers = [
            pgtrigger.Protect(name="survey_kept", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="survey_stays_closed", operation=pgtrigger.Update, condition=pgtrigger.Q(old__state="closed")
            ),
        ]

    def __str__(self) -> str:
        return self.question

    def is_over(self, day: date) -> bool:
        """Tell whether nobody can answer any more."""
        return self.state == SurveyState.CLOSED or day > self.closes_on


class Invitation(models.Model):
    """A slip that lets somebody, nobody knows whom, answer once about a unit. Its words are kept as their digest."""

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="invitations")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    is_used = models.BooleanField(default=False)

    class Meta:
        triggers = [
            pgtrigger.Protect(name="invitation_kept", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="invitation_once", operation=pgtrigger.Update, condition=pgtrigger.Q(old__is_used=True)
            ),
            _while_open("invited_while_open"),
        ]

    def __str__(self) -> str:
        return f"{self.survey_id} {self.unit_id}"


class SurveyCount(models.Model):
    """How many gave an answer about a unit, by invitations or as a workbook says."""

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="counts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=200)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["survey", "unit", "answer"], name="survey_count_once")]
        triggers = [
            pgtrigger.Protect(name="survey_count_kept", operation=pgtrigger.Delete),
            _while_open("counted_while_open"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.answer}: {self.count}"


class Publication(models.Model):
    """The published result of a set: the whole input as scored, its digest, and who is ranked where."""

    criteria_set = models.OneToOneField(CriteriaSet, on_delete=models.PROTECT, related_name="publication")
    published_at = models.DateTimeField()
    bundle = models.JSONField(help_text="the input of `thidua score`, complete")
    sha256 = models.CharField(max_length=64)

    class Meta:
        triggers = [pgtrigger.Protect(name="publication_frozen", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.criteria_set_id}: {self.sha256[:12]}"


class Ranking(models.Model):
    """One line of a publication."""

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="lines")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="rankings")
    points = models.DecimalField(max_digits=15, decimal_places=6, null=True)
    maximum = models.DecimalField(max_digits=15, decimal_places=6)
    index = models.DecimalField(max_digits=7, decimal_places=3, null=True)
    rank = models.PositiveIntegerField(null=True)
    of_units = models.PositiveIntegerField(help_text="how many units have a rank")
    detail = models.JSONField(default=dict, help_text="the unit's part of the answer of `thidua score`")
    incomparable = models.CharField(max_length=200, blank=True, help_text="why it stands beside no year before")
    compared_with = models.CharField(max_length=300, blank=True, help_text="what last year's figures are made of")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["publication", "unit"], name="ranking_once")]
        triggers = [pgtrigger.Protect(name="ranking_frozen", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.unit_id}: {self.rank}"


class IndexComponent(models.Model):
    """A component of the district's own index, scored by the province (III.2.a/tap-the/4)."""

    authority = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=300)
    maximum = models.DecimalField(max_digits=7, decimal_places=3)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authority", "code"], name="component_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class ComponentOwner(models.Model):
    """To whom a component is given for a year, by which decision."""

    component = models.ForeignKey(IndexComponent, on_delete=models.PROTECT, related_name="owners")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="owned_components")
    year = models.PositiveSmallIntegerField()
    decision = models.CharField(max_length=80)
    decided_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["component", "unit", "year"], name="owner_once")]

    def __str__(self) -> str:
        return f"{self.component_id}: {self.unit_id} {self.year}"


class ComponentScore(models.Model):
    """The points a component got in a year, as published by the province on a day."""

    component = models.ForeignKey(IndexComponent, on_delete=models.PROTECT, related_name="scores")
    year = models.PositiveSmallIntegerField()
    points = models.DecimalField(max_digits=7, decimal_places=3)
    published_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["component", "year"], name="component_score_once")]

    def __str__(self) -> str:
        return f"{self.component_id} {self.year}: {self.points}"
