"""Nominations, the plan's three papers, the seal and receipt, verdicts as they were, judgements with names."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from thidua.documents.models import Paper
from thidua.dossiers.enums import DossierState, Kind, Opinion, Slot, Stage
from thidua.movements.models import Round
from thidua.organizations.models import Person, Unit


class Extension(models.Model):
    """A later deadline, for one unit or (unit null) for all, with its reason. The only way to be late."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="extensions")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    until = models.DateTimeField(help_text="exclusive")
    reason = models.TextField()

    def __str__(self) -> str:
        return f"{self.round_id}: {self.until}"


class Dossier(models.Model):
    """What a unit sends in one round (III.3), sealed when submitted."""

    authority = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="dossiers")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="dossiers")
    state = models.CharField(max_length=20, choices=DossierState.choices, default=DossierState.DRAFT)
    confirmed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    receipt = models.CharField(max_length=30, unique=True, null=True)  # noqa: DJ001 - unique among those that have one
    submitted_at = models.DateTimeField(null=True)
    seal = models.CharField(max_length=64, blank=True, help_text="SHA-256 of the content as submitted")
    sealed = models.JSONField(null=True, help_text="the content as submitted")
    late_reason = models.TextField(blank=True, help_text="submitted after the round's own deadline, and why")
    return_reason = models.TextField(blank=True)
    appraisal_due = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "unit"], name="dossier_once"),
            models.CheckConstraint(
                name="dossier_received_has_receipt",
                condition=~Q(state__in=DossierState.received)
                | (Q(receipt__isnull=False, submitted_at__isnull=False) & ~Q(seal="")),
            ),
        ]

    def __str__(self) -> str:
        return self.receipt or f"{self.unit_id}: {self.round_id}"


class Nomination(models.Model):
    """A collective or a person that a dossier puts forward."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="nominations")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="nominations")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="nominations")
    achievement = models.TextField(blank=True)
    opinion = models.CharField(max_length=20, choices=Opinion.choices, blank=True)
    opinion_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="nomination_of_one_subject",
                condition=Q(kind=Kind.TAP_THE, unit__isnull=False, person=None)
                | Q(kind=Kind.CA_NHAN, unit=None, person__isnull=False),
            ),
            models.UniqueConstraint(fields=["dossier", "unit", "person"], name="nomination_once", nulls_distinct=False),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.unit_id or self.person_id}"

    @property
    def nominee(self) -> Unit | Person:
        if self.unit is None:
            assert self.person is not None  # noqa: S101 - nomination_of_one_subject
            return self.person
        return self.unit


class DossierPaper(models.Model):
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="papers")
    slot = models.CharField(max_length=20, choices=Slot.choices)
    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, null=True, related_name="papers")
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dossier", "slot", "nomination"], name="slot_once", nulls_distinct=False)
        ]

    def __str__(self) -> str:
        return f"{self.slot}: {self.paper_id}"


class Judgement(models.Model):
    """A conclusion that the plan leaves to a body ("tốt", "hiệu quả cao"), with its reason and name.

    A later one replaces an earlier one for the same subject, round and key; none is overwritten.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="judgements")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="judgements")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="judgements")
    key = models.CharField(max_length=40, help_text="the fact's key: lanh_dao, pham_chat, …")
    conclusion = models.BooleanField()
    reason = models.TextField()
    by = models.CharField(max_length=200)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="judgement_of_one_subject",
                condition=Q(person=None, unit__isnull=False) | Q(person__isnull=False, unit=None),
            ),
            models.CheckConstraint(name="judgement_has_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.conclusion}"


class VerdictRecord(models.Model):
    """A verdict as it was: the facts, the guidance and the rulebook it was computed from, and its answer."""

    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="verdicts")
    stage = models.CharField(max_length=20, choices=Stage.choices)
    at = models.DateTimeField()
    as_of = models.DateTimeField()
    rulebook = models.JSONField(help_text='{"movement": sha256, "law": sha256, "software": version}')
    guidance = models.JSONField()
    facts = models.JSONField()
    result = models.JSONField()
    verdict = models.CharField(max_length=20)

    def __str__(self) -> str:
        return f"{self.nomination_id}: {self.verdict}"
