"""Units, people, posts, roles and conduct, each with the time it holds. Facts are never moved or deleted."""

import re
from datetime import date, timedelta

import pgtrigger
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from thidua.core.law import Certainty
from thidua.core.text import fold, name_sort_key
from thidua.organizations.enums import (
    Capacity,
    Category,
    EndReason,
    LineageKind,
    Role,
    Share,
    UnitKind,
)
from thidua.organizations.models.period import period_check
from thidua.organizations.words import OF_PERSON, OF_POST, OF_UNIT, words_of_unit

CODE = r"^[0-9A-Z]+(\.[0-9A-Z]+)*$"  # identifiers of agencies, and the digits of administrative units


class Unit(models.Model):
    """An authority or a unit under one. A code alone is no key: code and validity together are."""

    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    authority = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    path = models.CharField(max_length=200, help_text="ids from the root to this unit: /1/7/30/")
    kind = models.CharField(max_length=30, choices=UnitKind.choices)
    code = models.CharField(max_length=35, blank=True, help_text="of the administrative unit: 14026")
    agency_code = models.CharField(max_length=35, blank=True, help_text="mã định danh of the agency: H42.15")
    name = models.CharField(max_length=200, help_text="the body as it signs: UBND xã Trực Chính")
    place = models.CharField(max_length=100, blank=True, help_text="địa danh on papers: Trực Chính")
    symbol = models.CharField(max_length=20, blank=True, help_text="after the number of a paper: UBND, PNV")
    head_title = models.CharField(max_length=100, default="Thủ trưởng đơn vị")
    name_folded = models.CharField(max_length=200, editable=False)
    sort_order = models.PositiveIntegerField(default=0, help_text="official order inside the parent")
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    start_is_known = models.BooleanField(default=True, help_text="false: the unit is older than valid_from")
    source = models.CharField(max_length=120, blank=True, help_text="the data set it was loaded from")
    is_assumed = models.BooleanField(default=False, help_text="entered for a demonstration, not sourced")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["code", "valid_from"], condition=~Q(code=""), name="unit_code_and_start_unique"
            ),
            models.UniqueConstraint(
                fields=["agency_code", "valid_from"], condition=~Q(agency_code=""), name="unit_agency_code_unique"
            ),
            models.CheckConstraint(
                name="unit_code_shape",
                condition=(Q(code="") | Q(code__regex=CODE)) & (Q(agency_code="") | Q(agency_code__regex=CODE)),
            ),
            period_check("unit_period"),
            models.CheckConstraint(name="unit_kind_known", condition=Q(kind__in=UnitKind.values)),
        ]
        indexes = [
            models.Index(fields=["path"], name="unit_path", opclasses=["text_pattern_ops"]),
            GinIndex(words_of_unit(), name="unit_words"),
        ]
        triggers = OF_UNIT

    def __str__(self) -> str:
        return self.name

    def save(self, **kwargs: object) -> None:
        """Keep the folded name, and the path that subtree questions are answered from."""
        self.name_folded = fold(self.name)
        new = self.pk is None
        super().save(**kwargs)  # type: ignore[arg-type]
        path = f"{self.parent.path if self.parent else '/'}{self.pk}/"
        if new or self.path != path:
            self.path = path
            super().save(update_fields=["path"])

    @property
    def letterhead(self) -> str:
        """Return the body as papers print it: ỦY BAN NHÂN DÂN XÃ TRỰC CHÍNH (NĐ 30/2020, Phụ lục I)."""
        return re.sub(r"^UBND\b", "Ủy ban nhân dân", self.name).upper()

    @property
    def superior_letterhead(self) -> str:
        """Return the body above, for a unit that is not itself a People's Committee (NĐ 30/2020, Phụ lục I)."""
        return "" if self.name.startswith("UBND") or self.parent is None else self.parent.letterhead

    @property
    def is_commune(self) -> bool:
        return self.kind in UnitKind.communes


class LineageAct(models.Model):
    """One act by which units became others, with its legal basis; each link may say what became of that one."""

    kind = models.CharField(max_length=20, choices=LineageKind.choices)
    effective_on = models.DateField()
    legal_basis = models.TextField()
    certainty = models.CharField(max_length=2, help_text="V, VS, M, I, C as in the sources of law")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.effective_on}"

    @property
    def certainty_label(self) -> str:
        return Certainty(self.certainty).label


class LineageLink(models.Model):
    """What one unit became by an act. A unit that was dissolved is not gone on with: its successor does its work."""

    act = models.ForeignKey(LineageAct, on_delete=models.PROTECT, related_name="links")
    kind = models.CharField(max_length=20, choices=LineageKind.choices)
    share = models.CharField(max_length=20, choices=Share.choices, blank=True)
    weight = models.DecimalField(max_digits=12, decimal_places=4, null=True, help_text="people, area: as the act gives")
    is_main = models.BooleanField(default=False, help_text="the main predecessor, as the act names it")
    predecessor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="successor_links")
    successor = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="predecessor_links")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["act", "predecessor", "successor"], name="lineage_link_once", nulls_distinct=False
            ),
            models.UniqueConstraint(fields=["successor"], condition=Q(is_main=True), name="lineage_one_main"),
            models.CheckConstraint(name="lineage_weight", condition=Q(weight=None) | Q(weight__gt=0)),
            models.CheckConstraint(name="lineage_kind_known", condition=Q(kind__in=LineageKind.values)),
            models.CheckConstraint(
                name="lineage_not_itself", condition=Q(successor=None) | ~Q(successor=F("predecessor"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor_id} → {self.successor_id}"

    def save(self, **kwargs: object) -> None:
        """What the act is, where nothing else is said of this link."""
        self.kind = self.kind or self.act.kind
        super().save(**kwargs)  # type: ignore[arg-type]


class Person(models.Model):
    full_name = models.CharField(max_length=120)
    name_folded = models.CharField(max_length=120, editable=False)
    sort_key = models.CharField(max_length=400, editable=False, db_collation="C")
    birth_date = models.DateField(null=True)
    is_woman = models.BooleanField(null=True)
    identity_number = models.CharField(max_length=12, blank=True, help_text="never in a list, a log or an event")
    phone = models.CharField(max_length=15, blank=True)
    is_invented = models.BooleanField(default=False, help_text="a person of the demonstration")
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="merged", help_text="the same person, entered twice"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["identity_number"], condition=~Q(identity_number=""), name="person_identity_once"
            ),
            models.CheckConstraint(
                name="person_identity_shape", condition=Q(identity_number__regex=r"^(\d{9}|\d{12})?$")
            ),
            models.CheckConstraint(name="person_not_merged_into_itself", condition=~Q(merged_into=F("pk"))),
        ]
        indexes = [
            models.Index(fields=["sort_key"], name="person_sort"),
            models.Index(fields=["name_folded", "birth_date"], name="person_look_alikes"),
        ]
        triggers = OF_PERSON

    def __str__(self) -> str:
        return self.full_name

    def save(self, **kwargs: object) -> None:
        self.key_name()
        super().save(**kwargs)  # type: ignore[arg-type]

    def key_name(self) -> None:
        """Keep what the name is found and sorted by; for loaders that save many at once."""
        self.name_folded = fold(self.full_name)
        self.sort_key = name_sort_key(self.full_name)

    @property
    def code(self) -> str:
        """How workbooks name the person."""
        return f"CN-{self.pk}"


class Account(models.Model):
    """Whose sign-in it is."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="account")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="accounts")

    def __str__(self) -> str:
        return f"{self.user_id}: {self.person_id}"


class Post(models.Model):
    """A person's post at a unit over time."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="posts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="posts")
    title = models.CharField(max_length=120)
    category = models.CharField(max_length=20, choices=Category.choices)
    is_head = models.BooleanField(default=False)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    end_reason = models.CharField(max_length=20, choices=EndReason.choices, blank=True)

    class Meta:
        constraints = [period_check("post_period")]
        indexes = [models.Index(fields=["person", "valid_from"], name="post_of_person")]
        triggers = OF_POST

    def __str__(self) -> str:
        return f"{self.person_id}: {self.title}"

    @property
    def code(self) -> str:
        return f"VT-{self.pk}"


class RoleAssignment(models.Model):
    """A role that a user holds at a unit, for a time, by an appointment or by delegation from who holds it.

    What was delegated ends by a day named in advance and is never delegated further (NĐ 30/2020, Điều 13, VS).
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="roles")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, choices=Role.choices)
    basis = models.CharField(max_length=200, blank=True)
    delegated_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="delegations")
    capacity = models.CharField(max_length=3, choices=Capacity.choices, blank=True)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)

    class Meta:
        constraints = [
            period_check("role_period"),
            models.UniqueConstraint(fields=["user", "unit", "role", "valid_from"], name="role_once"),
            models.CheckConstraint(
                name="role_delegated_for_a_time",
                condition=Q(delegated_from=None, capacity="")
                | Q(delegated_from__isnull=False, capacity__in=Capacity.values, valid_until__isnull=False),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="delegated_once",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                condition=pgtrigger.Q(new__delegated_from__isnull=False),
                func="""
                    IF NOT EXISTS (SELECT 1 FROM organizations_roleassignment AS own
                        WHERE own.id = NEW.delegated_from_id AND own.delegated_from_id IS NULL
                        AND own.role = NEW.role AND own.unit_id = NEW.unit_id AND own.user_id <> NEW.user_id) THEN
                        RAISE EXCEPTION 'what was delegated is not delegated further, nor changed';
                    END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.role} @ {self.unit_id}"

    @property
    def is_delegable(self) -> bool:
        """Tell whether its holder may have it signed for him: a head's own role, not what he was given."""
        return self.role in Role.delegable and self.delegated_from_id is None

    @property
    def last_day(self) -> date | None:
        """The last day it is held; `valid_until` is the first day it is not."""
        return self.valid_until - timedelta(days=1) if self.valid_until else None
