"""Councils, sessions and secret ballots. Items are generic: what is voted on lives in the apps above."""

import uuid

from django.db import models

from thidua.councils.enums import Capacity, CouncilKind, SessionState
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
        constraints = [models.UniqueConstraint(fields=["council", "person", "valid_from"], name="seat_once")]

    def __str__(self) -> str:
        return f"{self.person_id} @ {self.council_id}"


class Session(models.Model):
    """A meeting with its ballot. The roster is that of the day it opened: `seats` are written then."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="sessions")
    title = models.CharField(max_length=300)
    held_on = models.DateField()
    state = models.CharField(max_length=20, choices=SessionState.choices, default=SessionState.CALLED)
    quorum = models.CharField(max_length=10, default="2/3")
    threshold_percent = models.DecimalField(max_digits=5, decimal_places=2)
    threshold_of = models.CharField(
        max_length=10,
        choices=[("members", "tổng số thành viên"), ("present", "số có mặt"), ("cast", "số phiếu")],
    )
    threshold_source = models.CharField(max_length=200)
    minutes = models.ForeignKey(Paper, on_delete=models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return self.title


class Seat(models.Model):
    """A member in one session: present or not, voted or not. Nothing here says how, or when."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="seats")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    is_present = models.BooleanField(default=False)
    has_voted = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "member"], name="session_seat_once")]

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


class Ballot(models.Model):
    """One anonymous ballot: no voter, no time, a random key that carries no order."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="ballots")
    choices = models.JSONField(help_text='{"item id": "for" | "against" | "blank"}')

    def __str__(self) -> str:
        return str(self.id)
