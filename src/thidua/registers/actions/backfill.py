"""What was given, recognised, ranked and scored before: entered later, with a scan, and marked so.

Every row keeps who entered it, when, from which workbook, and the scan that proves it (`Backfilled`). The standards
read such a row as any other.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.db import models, transaction

from thidua.accounts.models import User
from thidua.audit.actions import record
from thidua.awards.enums import LEVEL_OF_FORM
from thidua.core.calendar import VN
from thidua.core.digest import digest_of
from thidua.files.models import StoredFile
from thidua.initiatives.enums import InitiativeState
from thidua.initiatives.models import Initiative
from thidua.organizations.models import Commendation, Person, Unit
from thidua.organizations.permissions import authorise, may_keep_register
from thidua.registers.models import Backfilled
from thidua.scoring.models import ComponentOwner, ComponentScore, CriteriaSet, IndexComponent, Publication, Ranking


@dataclass(frozen=True)
class Proof:
    """Whose list it is, the scan behind the row, and the workbook it came with."""

    authority: Unit
    scan: StoredFile
    reason: str


def _mark(row: models.Model, proof: Proof, actor: User | None, at: datetime) -> None:
    Backfilled.objects.create(
        authority=proof.authority,
        object_type=row._meta.label_lower,  # noqa: SLF001 - public API of Django
        object_id=row.pk,
        scan=proof.scan,
        entered_by=actor,
        entered_at=at,
    )


def _authorise(proof: Proof, actor: User | None, at: datetime) -> None:
    authorise(actor, at, lambda roles: may_keep_register(roles, proof.authority))


@transaction.atomic
def backfill_commendation(
    subject: Person | Unit, *, fields: dict[str, Any], proof: Proof, actor: User | None, at: datetime
) -> Commendation:
    """Enter a commendation of earlier years: `form`, `decision_code`, `decided_on`, `movement_slug`."""
    _authorise(proof, actor, at)
    of = {"unit": subject} if isinstance(subject, Unit) else {"person": subject}
    row = Commendation.objects.create(level=LEVEL_OF_FORM[fields["form"]], **of, **fields)
    _mark(row, proof, actor, at)
    said = {**{name: str(value) for name, value in fields.items()}, "scan": proof.scan.sha256}
    record(row, "commendation.backfilled", actor=actor, at=at, new=said, reason=proof.reason)
    return row


@transaction.atomic
def backfill_initiative(
    unit: Unit,
    authors: Sequence[Person],
    *,
    fields: dict[str, Any],
    proof: Proof,
    actor: User | None,
    at: datetime,
) -> Initiative:
    """Enter an initiative that was recognised in an earlier year."""
    _authorise(proof, actor, at)
    authority = unit.authority or unit
    row = Initiative.objects.create(authority=authority, unit=unit, state=InitiativeState.RECOGNISED, **fields)
    row.authors.set(authors)
    _mark(row, proof, actor, at)
    said = {**{name: str(value) for name, value in fields.items()}, "scan": proof.scan.sha256}
    record(row, "initiative.backfilled", actor=actor, at=at, new=said, reason=proof.reason)
    return row


@dataclass(frozen=True)
class RankLine:
    """One line of a ranking as it was published."""

    unit: Unit
    rank: int
    of_units: int
    maximum: Decimal
    points: Decimal | None = None
    index: Decimal | None = None


@transaction.atomic
def backfill_ranking(
    code: str,
    name: str,
    *,
    year: int,
    published_on: date,
    lines: Sequence[RankLine],
    proof: Proof,
    actor: User | None,
    at: datetime,
) -> Publication:
    """Enter a ranking as it was published, without the sheets behind it; `bundle` says that there are none."""
    _authorise(proof, actor, at)
    criteria_set, _ = CriteriaSet.objects.get_or_create(
        authority=proof.authority, code=code, year=year, defaults={"name": name, "definition": {}}
    )
    bundle = {
        "backfilled": True,
        "scan": proof.scan.sha256,
        "set": {"code": code, "name": name, "year": year},
        "units": [
            {"code": str(line.unit.pk), "name": line.unit.name, "rank": line.rank, "points": _number(line.points)}
            for line in lines
        ],
    }
    publication = Publication.objects.create(
        criteria_set=criteria_set,
        published_at=datetime.combine(published_on, time(0, 0), VN),
        bundle=bundle,
        sha256=digest_of(bundle),
    )
    Ranking.objects.bulk_create(
        Ranking(
            publication=publication,
            unit=line.unit,
            points=line.points,
            maximum=line.maximum,
            index=line.index,
            rank=line.rank,
            of_units=line.of_units,
        )
        for line in lines
    )
    _mark(publication, proof, actor, at)
    said = {"set": code, "year": year, "lines": len(lines), "scan": proof.scan.sha256}
    record(publication, "ranking.backfilled", actor=actor, at=at, new=said, reason=proof.reason)
    return publication


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


@transaction.atomic
def backfill_component(
    code: str, *, year: int, fields: dict[str, Any], proof: Proof, actor: User | None, at: datetime
) -> ComponentScore:
    """Enter the points a component of the index got in an earlier year, and who was in charge of it where that is said.

    `fields`: name, maximum, points, published_on, and unit with decision.
    """
    _authorise(proof, actor, at)
    component, _ = IndexComponent.objects.get_or_create(
        authority=proof.authority, code=code, defaults={"name": fields["name"], "maximum": fields["maximum"]}
    )
    row = ComponentScore.objects.create(
        component=component, year=year, points=fields["points"], published_on=fields["published_on"]
    )
    if fields.get("unit") is not None:
        ComponentOwner.objects.get_or_create(
            component=component, unit=fields["unit"], year=year, defaults={"decision": fields["decision"]}
        )
    _mark(row, proof, actor, at)
    said = {"code": code, "year": year, "points": str(fields["points"]), "scan": proof.scan.sha256}
    record(row, "component.backfilled", actor=actor, at=at, new=said, reason=proof.reason)
    return row
