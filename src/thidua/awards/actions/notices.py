"""The notice of results goes to every nominee through the unit, also to those not commended."""

from datetime import datetime

from django.db import transaction

from thidua.accounts.models import User
from thidua.audit.actions import lock, record
from thidua.awards.models import Told
from thidua.awards.permissions import may_tell
from thidua.dossiers.models import Dossier
from thidua.organizations.permissions import in_place, require
from thidua.organizations.queries import roles_of


@transaction.atomic
def confirm_told(dossier: Dossier, *, actor: User, at: datetime) -> Told:
    """Say that every nominee of the dossier was told the outcome; said twice, the first time counts."""
    dossier = lock(dossier, "round", "unit")
    require(may_tell(roles := roles_of(actor, at), dossier))
    if existing := Told.objects.filter(dossier=dossier).first():
        return existing
    told = Told.objects.create(dossier=dossier, by=actor, at=at)
    record(dossier, "dossier.results_told", actor=actor, at=at, new=in_place(roles, dossier.unit))
    return told
