"""Nominations, the plan's three papers, the seal and receipt, verdicts as they were, judgements with names."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from thidua.documents.models import Paper
from thidua.dossiers.enums import DossierState, Kind, Opinion, Slot, Stage
from thidua.files.models import Upload
from thidua.movements.models import Round
from thidua.organizations.models import Person, Unit


class Extension(models.Model):
    """A later deadline, for one unit or (unit null) for all, with its reason. The only way to be late.

    With `sent_on` it says that the dossier was sent on paper in time (III.4: "gửi về … trước ngày"), by this proof:
    what then comes here by `until` is not late.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="extensions")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    until = models.DateTimeField(help_text="exclusive")
    reason = models.TextField()
    sent_on = models.DateField(null=True, help_text="the day the dossier was sent on paper")
    proof = models.TextField(blank=True, help_text="postmark, consignment number, register of incoming papers")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="sent_on_paper_has_proof",
                condition=Q(sent_on=None, proof="") | (Q(sent_on__isnull=False, unit__isnull=False) & ~Q(proof="")),
            )
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

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


class Submission(models.Model):
    """One sending of a dossier, frozen: what was sent, when, by whom, with its digest. The receipt shows it."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="submissions")
    version = models.PositiveSmallIntegerField(help_text="1 for the first sending, 2 after a recall or a return")
    receipt = models.CharField(max_length=30, help_text="the dossier's own number, the same for every sending")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    content = models.JSONField(help_text="what the seal covers")
    seal = models.CharField(max_length=64, help_text="SHA-256 of the canonical JSON of the content")
    late_reason = models.TextField(blank=True)
    sent_on = models.DateField(null=True, help_text="sent on paper that day, which counts for the deadline")
    proof = models.TextField(blank=True)
    leaf = models.CharField(max_length=64, blank=True, help_text="digest of the event that says it was sent")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dossier", "version"], name="submission_version_once"),
            models.CheckConstraint(name="submission_is_sealed", condition=Q(seal__regex=r"^[0-9a-f]{64}$")),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.receipt}/{self.version}"


class Return(models.Model):
    """A dossier given back for completion: once, with what is missing in each place."""

    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, related_name="given_back")
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    reason = models.TextField(blank=True)
    places = models.JSONField(default=list, help_text='[{"slot", "nomination", "label", "reason"}]')
    until = models.DateTimeField(null=True)

    class Meta:
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.dossier_id}: {self.at}"


class OnTheList(models.Manager["Nomination"]):
    """Those still put forward."""

    def get_queryset(self) -> models.QuerySet["Nomination"]:
        return super().get_queryset().filter(withdrawn_at=None)


class Nomination(models.Model):
    """A collective or a person that a dossier puts forward.

    Who was sent once and is taken off the list afterwards stays, withdrawn, with the verdicts kept of then.
    """

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="nominations")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="nominations")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="nominations")
    achievement = models.TextField(blank=True)
    opinion = models.CharField(max_length=20, choices=Opinion.choices, blank=True)
    opinion_reason = models.TextField(blank=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = OnTheList()
    everyone = models.Manager["Nomination"]()

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


class SignedPaper(models.Model):
    """A paper as it was signed elsewhere (by hand and scanned, or digitally): beside the draft, or in its stead."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="signed_papers")
    slot = models.CharField(max_length=20, choices=Slot.choices)
    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, null=True, related_name="signed_papers")
    upload = models.ForeignKey(Upload, on_delete=models.PROTECT, related_name="+")
    label = models.CharField(max_length=500)
    attached_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    attached_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "slot", "nomination"], name="signed_paper_once", nulls_distinct=False
            ),
            models.CheckConstraint(
                name="signed_report_of_a_nominee",
                condition=Q(slot=Slot.BAO_CAO, nomination__isnull=False)
                | (~Q(slot=Slot.BAO_CAO) & Q(nomination__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return self.label


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
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

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

    class Meta:
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.nomination_id}: {self.verdict}"
