"""Reads of papers."""

from django.db.models import Q, QuerySet

from thidua.documents.enums import PaperKind, PaperState
from thidua.documents.models import Paper
from thidua.organizations.queries import Roles, visible_units


def papers_visible_to(roles: Roles) -> QuerySet[Paper]:
    """Return the papers of the units the roles may read, and what their authority has decided, newest first."""
    decided = Q(kind=PaperKind.QUYET_DINH, state=PaperState.ISSUED) | Q(kind=PaperKind.GIAY_KHEN)
    return (
        Paper.objects.filter(visible_units(roles, "issuer__") | (decided & Q(authority__in=roles.authorities)))
        .select_related("issuer", "signer", "pdf", "docx")
        .order_by("-drafted_at", "-pk")
    )
