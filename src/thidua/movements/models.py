"""The movement in force: its folder's version, its rounds, its guidance, who registered."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from thidua.movements.enums import MovementState, RoundState
from thidua.organizations.models import Person, Unit


class Movement(models.Model):
    """One plan as issued. `slug` names its folder; `version` is the SHA-256 of that folder when launched."""

    slug = models.SlugField(max_length=80, unique=True)
    authority = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="movements")
    title = models.CharField(max_length=300)
    version = models.CharField(max_length=64)
    state = models.CharField(max_length=20, choices=MovementState.choices, default=MovementState.DRAFT)
    starts_on = models.DateField(help_text="II.3: from the day of the plan; the paper gives the month only")
    ends_on = models.DateField()

    class Meta:
        constraints = [models.CheckConstraint(name="movement_period", condition=Q(ends_on__gte=models.F("starts_on")))]

    def __str__(self) -> str:
        return self.title


class Round(models.Model):
    """A round of judging: each year, and once over five years (III.2, III.4)."""

    movement = models.ForeignKey(Movement, on_delete=models.PROTECT, related_name="rounds")
    code = models.SlugField(max_length=40, help_text="hang-nam-2023, tong-ket")
    year = models.PositiveSmallIntegerField()
    deadline = models.DateTimeField(help_text="exclusive: the first moment that is too late")
    receiver = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    decider = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    award_form = models.CharField(max_length=40, blank=True)
    last_receipt = models.PositiveIntegerField(default=0, help_text="number of the last receipt given, under a lock")
    open_question = models.TextField(blank=True, help_text="what law leaves open, and who must decide it")
    state = models.CharField(max_length=20, choices=RoundState.choices, default=RoundState.PLANNED)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["movement", "code"], name="round_once")]

    def __str__(self) -> str:
        return self.code

    @property
    def is_five_year(self) -> bool:
        return self.code == "tong-ket"

    @property
    def label(self) -> str:
        return "Tổng kết giai đoạn 2021–2025" if self.is_five_year else f"Khen thưởng năm {self.year}"


class GuidanceValue(models.Model):
    """What an authority decides where the plan leaves it open; a later value replaces, never overwrites."""

    movement = models.ForeignKey(Movement, on_delete=models.PROTECT, related_name="guidance")
    key = models.CharField(max_length=80)
    value = models.JSONField(null=True)
    set_by = models.CharField(max_length=200)
    is_assumption = models.BooleanField(default=False)
    valid_from = models.DateField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["movement", "key", "-valid_from"], name="guidance_latest")]

    def __str__(self) -> str:
        return f"{self.key} = {self.value}"


class Registration(models.Model):
    """What a unit registered to strive for at the start of the year (đăng ký thi đua)."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="registrations")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="registrations")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="registrations")
    registered_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "unit", "person"], name="registration_once", nulls_distinct=False)
        ]

    def __str__(self) -> str:
        return f"{self.unit_id}: {self.round_id}"


class DutySuccession(models.Model):
    """Who does in a round what the authority that ended did, as the head of that body confirmed with its basis."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="successions")
    duty = models.CharField(max_length=40, help_text="giay_khen, bang_khen, …: of the movement's folder")
    successor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    basis = models.CharField(max_length=300)
    is_assumption = models.BooleanField(default=False)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "duty", "successor"], name="duty_succeeded_once"),
            models.CheckConstraint(name="duty_succession_has_basis", condition=~Q(basis="")),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.duty}: {self.successor_id}"
