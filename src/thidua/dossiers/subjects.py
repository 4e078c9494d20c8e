"""Whom a standing, a nomination or an award is about: a collective or a person."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from thidua.dossiers.enums import Kind
from thidua.organizations.models import Person, Unit

Nominee: TypeAlias = Unit | Person


@dataclass(frozen=True, order=True)
class Subject:
    """`pk` is a unit's for a collective, a person's for an individual."""

    kind: str
    pk: int


def unit_subject(pk: int) -> Subject:
    return Subject(Kind.TAP_THE, pk)


def person_subject(pk: int) -> Subject:
    return Subject(Kind.CA_NHAN, pk)


def subject_for(nominee: Nominee) -> Subject:
    return unit_subject(nominee.pk) if isinstance(nominee, Unit) else person_subject(nominee.pk)


def keys_of(subjects: Iterable[Subject], kind: str) -> list[int]:
    return [subject.pk for subject in subjects if subject.kind == kind]
