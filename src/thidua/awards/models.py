"""Decisions, the register of certificates, money as computed on the day, and revocation as a new act."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import ExtractYear

from thidua.awards.enums import DecisionState, PrintState
from thidua.core.text import fold
from thidua.documents.models import Paper
from thidua.dossiers.enums import Kind
from thidua.dossiers.models import Dossier, Nomination
from thidua.files.models import StoredFile
from thidua.legal import load_law
from thidua.movements.models import Round
from thidua.organizations.models import Commendation, Person, Unit


class Decision(models.Model):
    """A proposal that becomes a decision of the authority's chair (III.1.b)."""

    authority = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="decisions")
    form = models.CharField(max_length=40)
    state = models.CharField(max_length=20, choices=DecisionState.choices, default=DecisionState.PROPOSED)
    decided_on = models.DateField(null=True)
    proposal = models.ForeignKey(Paper, on_delete=models.PROTECT, null=True, related_name="+")
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, null=True, related_name="+")
    nominations = models.ManyToManyField(Nomination, related_name="decisions")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="decision_signed_has_paper",
                condition=Q(state__in=(DecisionState.PROPOSED, DecisionState.WITHDRAWN))
                | Q(decided_on__isnull=False, paper__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.form} {self.round_id}"


class Told(models.Model):
    """That a unit has told every nominee of its dossier the outcome: who said so, and when."""

    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, related_name="told")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.dossier_id}: {self.at}"


class Award(models.Model):
    """One line of the register: the words and the money of the day of the decision, frozen."""

    authority = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="awards")
    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="awards")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="awards")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="awards")
    commendation = models.OneToOneField(Commendation, on_delete=models.PROTECT, related_name="award")
    form = models.CharField(max_length=40)
    decided_on = models.DateField()
    recipient = models.CharField(max_length=200, help_text="the name as decided")
    recipient_detail = models.CharField(max_length=300, blank=True, help_text="post and unit as decided")
    recipient_folded = models.CharField(max_length=500, editable=False)
    register_number = models.PositiveIntegerField(help_text="one series a year for each authority and form, from 1")
    coefficient = models.DecimalField(max_digits=5, decimal_places=2)
    base_salary = models.PositiveIntegerField()
    amount = models.PositiveIntegerField(help_text="đồng")
    money_sources = models.JSONField()
    certificate = models.ForeignKey(Paper, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "nomination"], name="award_once"),
            models.UniqueConstraint(
                "authority", "form", ExtractYear("decided_on"), "register_number", name="register_number_once"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="frozen",
                fields=[
                    "recipient",
                    "recipient_detail",
                    "amount",
                    "coefficient",
                    "base_salary",
                    "decided_on",
                    "form",
                    "register_number",
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recipient}: {self.form}"

    @property
    def form_label(self) -> str:
        """Return the form as law names it on the day of the decision."""
        return load_law().award_form(self.form, self.decided_on).label

    def save(self, **kwargs: object) -> None:
        self.recipient_folded = fold(f"{self.recipient} {self.recipient_detail}")
        super().save(**kwargs)  # type: ignore[arg-type]


class Revocation(models.Model):
    """A new act that points to the old one; the award's own row stays as it was (Luật 06/2022/QH15, Chương VII)."""

    award = models.OneToOneField(Award, on_delete=models.PROTECT, related_name="revocation")
    revoked_on = models.DateField()
    reason = models.TextField()
    basis = models.CharField(max_length=200)

    def __str__(self) -> str:
        return f"{self.award_id}: {self.revoked_on}"


class CertificateBlank(models.Model):
    """A pre-printed blank of an authority: where on it each text of a certificate is printed."""

    authority = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=100)
    layout = models.JSONField(help_text="as documents.papers.blank keeps it")
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authority", "name"], name="certificate_blank_named_once")]

    def __str__(self) -> str:
        return self.name


class PrintRun(models.Model):
    """Every certificate of a decision printed, as one file and one by one; goes on from `done` whatever stops it.

    On a blank (`layout`, as it was when asked for) there is one file alone: single ones are the certificates as signed.
    """

    authority = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="print_runs")
    state = models.CharField(max_length=20, choices=PrintState.choices, default=PrintState.RUNNING)
    total = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    stepped_at = models.DateTimeField(help_text="when the last certificates were printed")
    blank_name = models.CharField(max_length=100, blank=True)
    layout = models.JSONField(null=True)
    whole = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    singles = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["decision"], condition=Q(state=PrintState.RUNNING), name="print_run_one_at_a_time"
            ),
            models.CheckConstraint(name="print_run_counts", condition=Q(done__lte=models.F("total"))),
            models.CheckConstraint(
                name="print_run_done_has_files",
                condition=Q(state=PrintState.RUNNING)
                | Q(Q(singles__isnull=False) | Q(layout__isnull=False), done=models.F("total"), whole__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision_id}: {self.done}/{self.total}"
