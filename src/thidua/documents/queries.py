"""Reads of papers."""

from django.db.models import QuerySet

from thidua.documents.models import Paper
from thidua.organizations.queries import Roles, visible_units


def papers_visible_to(roles: Roles) -> QuerySet[Paper]:
    """Return the papers of the units the roles may read, newest first."""
    return (
        Paper.objects.filter(visible_units(roles, "issuer__"))
        .select_related("issuer", "signer", "pdf", "docx")
        .order_by("-drafted_at", "-pk")
    )
