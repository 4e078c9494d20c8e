"""A dossier locked together with what every act on it reads."""

from thidua.audit.actions import lock
from thidua.dossiers.models import Dossier


def lock_dossier(dossier: Dossier) -> Dossier:
    """Return the dossier anew, locked, with its round, movement, receiver, unit and confirmer. One statement."""
    return lock(dossier, "round__movement", "round__receiver", "unit__parent", "confirmed_by")
