"""Councils, sessions and secret ballots. Items are generic: what is voted on lives in the apps above."""

import uuid

import pgtrigger
from django.db import models
from django.db.models import F, Q

from thidua.councils.enums import Capacity, CouncilKind, SessionState, ThresholdOf
from thidua.documents.models import Paper
from thidua.organizations.models import Person, Unit


class Council(models.Model):
    authority = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="councils")
    kind = models.CharField(max_length=20, choices=CouncilKind.choices)
    name = models.CharField(max_length=200)
    decision = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "kind"], name="council_once")]

    def __str__(self) -> str:
        return self.name


class Member(models.Model):
    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="council_seats")
    capacity = models.CharField(max_length=20, choices=Capacity.choices, default=Capacity.MEMBER)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["council", "person", "valid_from"], name="seat_once"),
            models.CheckConstraint(
                name="membership_period", condition=Q(valid_until=None) | Q(valid_until__gt=F("valid_from"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} – {self.get_capacity_display()}"


class Session(models.Model):
    """A meeting with its ballot. The roster is that of the day it opened: `seats` are written then."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="sessions")
    title = models.CharField(max_length=300)
    held_on = models.DateField()
    state = models.CharField(max_length=20, choices=SessionState.choices, default=SessionState.CALLED)
    quorum = models.CharField(max_length=10, default="2/3")
    threshold_percent = models.DecimalField(max_digits=5, decimal_places=2)
    threshold_of = models.CharField(max_length=10, choices=ThresholdOf.choices)
    threshold_source = models.CharField(max_length=200)
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    minutes = models.ForeignKey(Paper, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="session_threshold_is_a_share", condition=Q(threshold_percent__gt=0, threshold_percent__lte=100)
            ),
            models.CheckConstraint(
                name="session_open_has_begun", condition=Q(state=SessionState.CALLED) | Q(opened_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def authority_id(self) -> int:
        """Return whose records its events belong to."""
        return self.council.authority_id

    @property
    def is_called(self) -> bool:
        return self.state == SessionState.CALLED

    @property
    def is_open(self) -> bool:
        return self.state == SessionState.OPEN

    @property
    def is_voted(self) -> bool:
        return self.state == SessionState.VOTED

    @property
    def is_closed(self) -> bool:
        return self.state == SessionState.CLOSED


class Seat(models.Model):
    """A member in one session: present or not, voted or not. Nothing here says how, or when."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="seats")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    is_present = models.BooleanField(default=False)
    has_voted = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "member"], name="session_seat_once"),
            models.CheckConstraint(name="seat_voter_was_present", condition=Q(has_voted=False) | Q(is_present=True)),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} @ {self.session_id}"


class Item(models.Model):
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="items")
    subject_type = models.CharField(max_length=80)
    subject_id = models.BigIntegerField()
    label = models.CharField(max_length=300)
    result = models.JSONField(null=True, help_text="the tally's answer, frozen at closing")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "subject_type", "subject_id"], name="item_once")]
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="item_of_subject")]
        triggers = [
            pgtrigger.Protect(
                name="result_frozen",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__result__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.label


class Recusal(models.Model):
    """A member who may not vote on an item: own person, own unit, own initiative."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="recusals")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "member"], name="recusal_once")]

    def __str__(self) -> str:
        return f"{self.member_id}: {self.item_id}"


_STATE = "(SELECT state FROM councils_session WHERE id = {row}.session_id)"


class Ballot(models.Model):
    """One anonymous ballot: no voter, no time, a random key that carries no order.

    When voting is finished all ballots of the session are mixed item by item and written anew, so that neither
    the order of rows nor a ballot that lacks an item (its voter was recused) leads back to a voter.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="ballots")
    choices = models.JSONField(help_text='{"item id": "for" | "against" | "blank"}')

    class Meta:
        triggers = [
            pgtrigger.Protect(name="never_changed", operation=pgtrigger.Update),
            pgtrigger.Trigger(
                name="cast_while_voting",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=f"""
                    IF {_STATE.format(row="NEW")} NOT IN ('{SessionState.OPEN.value}', '{SessionState.VOTED.value}')
                    THEN RAISE EXCEPTION 'no ballot outside the vote'; END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="kept_after_voting",
                when=pgtrigger.Before,
                operation=pgtrigger.Delete,
                func=f"""
                    IF {_STATE.format(row="OLD")} <> '{SessionState.VOTED.value}'
                    THEN RAISE EXCEPTION 'ballots are kept'; END IF;
                    RETURN OLD;
                """,
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class WrittenOpinion(models.Model):
    """What an absent member answered in writing, by name, after the vote."""

    seat = models.OneToOneField(Seat, on_delete=models.PROTECT, related_name="opinion")
    choices = models.JSONField(help_text='{"item id": "for" | "against" | "blank"}')

    def __str__(self) -> str:
        return str(self.seat_id)
