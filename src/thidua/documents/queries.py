"""Reads of papers."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q, QuerySet

from thidua.documents.enums import PaperKind, PaperState
from thidua.documents.models import OfficeTemplate, Paper
from thidua.organizations.models import Unit
from thidua.organizations.queries import Roles, visible_units


def papers_visible_to(roles: Roles) -> QuerySet[Paper]:
    """Return the papers of the units the roles may read, and what their authority has decided, newest first."""
    decided = Q(kind=PaperKind.QUYET_DINH, state=PaperState.ISSUED) | Q(kind=PaperKind.GIAY_KHEN)
    return (
        Paper.objects.filter(visible_units(roles, "issuer__") | (decided & Q(authority__in=roles.authorities)))
        .select_related("issuer", "signer", "pdf", "docx")
        .order_by("-drafted_at", "-pk")
    )


def templates_in_use(issuers: Iterable[Unit]) -> QuerySet[OfficeTemplate]:
    """Return the offices' own templates, one a kind at most for each of them."""
    rows = OfficeTemplate.objects.filter(issuer__in=issuers, retired_at=None)
    return rows.select_related("issuer", "file", "adopted_by__account__person").order_by("issuer", "kind")


def template_of(paper: Paper, at: datetime) -> OfficeTemplate | None:
    """Return the template the issuer used for papers of this kind at that moment; None: the product's layout."""
    rows = OfficeTemplate.objects.filter(issuer=paper.issuer_id, kind=paper.kind, adopted_at__lte=at)
    in_use = rows.filter(Q(retired_at=None) | Q(retired_at__gt=at))
    return in_use.select_related("file").order_by("-adopted_at", "-pk").first()
