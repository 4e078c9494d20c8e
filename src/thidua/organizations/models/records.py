"""What is on record of people and units: leave, discipline, matters under review, commendations."""

from django.db import models
from django.db.models import F, Q

from thidua.legal import load_law
from thidua.organizations.enums import CONDUCT_WORDS, Category, LeaveKind
from thidua.organizations.models.register import Person, Unit


def _struck_check(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(name=name, condition=Q(struck_at=None) | ~Q(struck_reason=""))


class Leave(models.Model):
    """Time a person does not work while holding a post; whether it counts as time worked, its kind says."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="leaves")
    kind = models.CharField(max_length=20, choices=LeaveKind.choices)
    began_on = models.DateField()
    ended_on = models.DateField(null=True, help_text="the last day of it")

    class Meta:
        constraints = [
            models.CheckConstraint(name="leave_period", condition=Q(ended_on=None) | Q(ended_on__gte=F("began_on"))),
            models.UniqueConstraint(fields=["person", "kind", "began_on"], name="leave_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.kind} {self.began_on}"


class Discipline(models.Model):
    """An act by which a breach was considered or handled (plan III.2.a, last dash of both lists)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="disciplines")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="disciplines")
    category = models.CharField(max_length=20, choices=Category.choices)
    acted_on = models.DateField()
    form = models.CharField(max_length=40)
    breaks_order = models.BooleanField(help_text="kỷ luật, kỷ cương hành chính")
    decision_number = models.CharField(max_length=60, blank=True)
    in_force_until = models.DateField(null=True, help_text="the last day the form of discipline holds")
    entered_at = models.DateTimeField()
    struck_at = models.DateTimeField(null=True, help_text="entered by mistake: kept, and read by nothing")
    struck_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="discipline_period",
                condition=Q(in_force_until=None) | Q(in_force_until__gte=F("acted_on")),
            ),
            _struck_check("discipline_struck"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.acted_on}"

    @property
    def code(self) -> str:
        return f"KL-{self.pk}"

    @property
    def form_label(self) -> str:
        return CONDUCT_WORDS.get(self.form, self.form)


class Review(models.Model):
    """A matter under review, investigation or complaint: a bar by law while it is open."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="reviews")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="reviews")
    kind = models.CharField(max_length=40)
    began_on = models.DateField()
    ended_on = models.DateField(null=True)
    struck_at = models.DateTimeField(null=True, help_text="entered by mistake: kept, and read by nothing")
    struck_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="review_of_one_subject",
                condition=Q(person=None, unit__isnull=False) | Q(person__isnull=False, unit=None),
            ),
            models.CheckConstraint(name="review_period", condition=Q(ended_on=None) | Q(ended_on__gte=F("began_on"))),
            _struck_check("review_struck"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.began_on}"

    @property
    def code(self) -> str:
        return f"VV-{self.pk}"

    @property
    def kind_label(self) -> str:
        return CONDUCT_WORDS.get(self.kind, self.kind)


class Commendation(models.Model):
    """One line of the register of commendations: given by this software's decisions, or entered later.

    It stays with the person or unit for ever; a revocation sets `withdrawn_on` and changes nothing else.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="commendations")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="commendations")
    form = models.CharField(max_length=40, help_text="giay_khen_huyen, …")
    level = models.CharField(max_length=10, choices=[("xa", "xã"), ("huyen", "huyện"), ("tinh", "tỉnh")])
    decision_code = models.CharField(max_length=60)
    decided_on = models.DateField()
    movement_slug = models.CharField(max_length=80, blank=True)
    withdrawn_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="commendation_of_one_subject",
                condition=Q(person=None, unit__isnull=False) | Q(person__isnull=False, unit=None),
            )
        ]
        indexes = [
            models.Index(fields=["person", "decided_on"], name="commendation_of_person"),
            models.Index(fields=["unit", "decided_on"], name="commendation_of_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.form} {self.decision_code}"

    @property
    def form_label(self) -> str:
        """The form by the name law has for it; any other text as it was written."""
        known = load_law().forms.get(self.form)
        return known.label if known else self.form
