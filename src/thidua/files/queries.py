"""Reads of the evidence store. Each costs a constant number of statements."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import models
from django.db.models import Count, QuerySet, Sum

from thidua.core.text import fold
from thidua.files.enums import UploadState
from thidua.files.models import Citation, StoredFile, Upload
from thidua.organizations.models import Unit
from thidua.organizations.queries import Roles, visible_units


@dataclass(frozen=True)
class UploadFilter:
    unit: int | None = None
    state: str | None = None
    text: str | None = None


def uploads_visible_to(roles: Roles) -> QuerySet[Upload]:
    """Return the files of the units the roles may read, newest first, with how often each is cited."""
    return (
        Upload.objects.filter(visible_units(roles, "unit__"))
        .select_related("unit", "kept", "uploaded_by__account__person")
        .annotate(cited=Count("citations"))
        .order_by("-announced_at", "-pk")
    )


def narrowed(rows: QuerySet[Upload], wanted: UploadFilter) -> QuerySet[Upload]:
    """Narrow a list; what was withdrawn is shown only where it is asked for."""
    rows = rows.filter(state=wanted.state) if wanted.state else rows.exclude(state=UploadState.WITHDRAWN)
    if wanted.unit is not None:
        rows = rows.filter(unit_id=wanted.unit)
    if wanted.text:
        rows = rows.filter(name_folded__contains=fold(wanted.text))
    return rows


def units_bringing(roles: Roles, *wanted: str) -> QuerySet[Unit]:
    """Return the units at which one holds one of the roles, in official order."""
    held = [unit.pk for unit in roles.units(*wanted)]
    return Unit.objects.filter(pk__in=held).order_by("sort_order", "name_folded")


def kept_uploads(unit: Unit) -> QuerySet[Upload]:
    """Return what a unit may cite, newest first."""
    return Upload.objects.filter(unit=unit, state=UploadState.KEPT).order_by("-announced_at", "-pk")


def stored_file(sha256: str) -> StoredFile | None:
    """Return the bytes kept under a digest. Who may have them, whoever asks must know."""
    return StoredFile.objects.filter(sha256=sha256).first()


def space_used(unit: Unit) -> int:
    """Return the bytes a unit's files take."""
    states = (UploadState.KEPT, UploadState.SCANNING)
    found = Upload.objects.filter(unit=unit, state__in=states).aggregate(total=Sum("kept__size"))
    return int(found["total"] or 0)


def citations_of(obj: models.Model) -> QuerySet[Citation]:
    """Return what proves an object, oldest first, with the files. One statement."""
    return (
        Citation.objects.filter(object_type=obj._meta.label_lower, object_id=obj.pk)  # noqa: SLF001 - public API of Django
        .select_related("upload__kept", "upload__unit")
        .order_by("pk")
    )


def citations_of_many(pks: Mapping[type[models.Model], Iterable[int]]) -> list[Citation]:
    """Return what proves any of these objects, oldest first, with the files. One statement."""
    wanted = models.Q(pk__in=())
    for model, keys in pks.items():
        wanted |= models.Q(object_type=model._meta.label_lower, object_id__in=list(keys))  # noqa: SLF001
    return list(Citation.objects.filter(wanted).select_related("upload__kept").order_by("pk"))


def citation_counts(model: type[models.Model], pks: Iterable[int]) -> dict[int, int]:
    """Return how many files prove each object. One statement."""
    rows = Citation.objects.filter(object_type=model._meta.label_lower, object_id__in=list(pks))  # noqa: SLF001
    return dict(rows.values_list("object_id").annotate(number=Count("pk")).order_by())


def citations_of_upload(upload: Upload) -> QuerySet[Citation]:
    return upload.citations.select_related("cited_by__account__person").order_by("pk")
