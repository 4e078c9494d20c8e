"""Files of the store behind what a nominee is judged by: of tasks, activities, initiatives, and of the report."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain

from django.db import models

from thidua.core.calendar import local_date
from thidua.dossiers.enums import Kind
from thidua.dossiers.models import Nomination
from thidua.dossiers.subjects import Subject, keys_of, person_subject, unit_subject
from thidua.files.enums import UploadState
from thidua.files.queries import citations_of_many
from thidua.initiatives.queries import initiatives_behind
from thidua.movements.models import Round
from thidua.organizations.queries import same_units
from thidua.publicity.queries import activities_behind
from thidua.work.enums import TaskKind
from thidua.work.queries import tasks_behind

REPORT = "report"


@dataclass(frozen=True)
class Proof:
    """A kept file and what it proves; `digest` of the bytes that are kept."""

    upload: int
    name: str
    digest: str
    of: str


Proofs = dict[str, list[Proof]]  # by the kind of rule that counts what is proved; REPORT: beside the report
_Owned = Iterator[tuple[models.Model, str, list[tuple[Subject, str]]]]


def proofs_of(round_: Round, subjects: Sequence[Subject], as_of: datetime) -> dict[Subject, Proofs]:
    """Return the files behind each nominee, cited by then, under each name its unit had. A constant number."""
    units, people = keys_of(subjects, Kind.TAP_THE), keys_of(subjects, Kind.CA_NHAN)
    owned = [*chain(_of_year(round_, units, people, local_date(as_of)), _reports(round_, units, people))]
    labels = {(type(row), row.pk): label for row, label, _owners in owned}
    owners = {(type(row), row.pk): who for row, _label, who in owned}
    keys: dict[type[models.Model], list[int]] = defaultdict(list)
    for model, pk in labels:
        keys[model].append(pk)
    types = {model._meta.label_lower: model for model in keys}  # noqa: SLF001 - public API of Django
    found: dict[Subject, Proofs] = {subject: defaultdict(list) for subject in subjects}
    for citation in citations_of_many(keys):
        upload, key = citation.upload, (types[citation.object_type], citation.object_id)
        if upload.kept is None or upload.state != UploadState.KEPT or citation.cited_at > as_of:
            continue
        proof = Proof(upload.pk, upload.name, upload.kept.sha256, labels[key])
        for subject, rule in owners[key]:
            if subject in found and proof not in found[subject][rule]:
                found[subject][rule].append(proof)
    return found


def _of_year(round_: Round, units: Sequence[int], people: Sequence[int], day: date) -> _Owned:
    if round_.is_five_year:
        return
    now = same_units(units)
    named = [*units, *now]
    for task in tasks_behind(named, people, round_.year):
        rule = "documents" if task.kind == TaskKind.VAN_BAN else "tasks"
        owners = [(unit_subject(now.get(task.unit_id, task.unit_id)), rule)] if rule == "tasks" else []
        owners += [(person_subject(task.person_id), rule)] if task.person_id else []
        yield task, f"{task.get_kind_display()} {task.code}", owners
    for activity in activities_behind(named, round_.year, day):
        yield activity, activity.title, [(unit_subject(now.get(activity.unit_id, activity.unit_id)), "outreach")]
    for row in initiatives_behind(named, people, round_.year, day):
        owners = [(unit_subject(now.get(row.unit_id, row.unit_id)), "initiative")]
        owners += [(person_subject(author.pk), "initiative") for author in row.authors.all()]
        yield row, f"Sáng kiến {row.code}", owners


def _reports(round_: Round, units: Sequence[int], people: Sequence[int]) -> _Owned:
    of_any = models.Q(unit_id__in=units) | models.Q(person_id__in=people)
    for row in Nomination.objects.filter(of_any, dossier__round=round_):
        subject = person_subject(row.person_id) if row.person_id else unit_subject(row.unit_id or 0)
        yield row, "Báo cáo thành tích", [(subject, REPORT)]
