"""What is asked of a sign-in by what its holder may do."""

from datetime import date

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Q, QuerySet

from thidua.accounts.models import User
from thidua.councils.enums import Capacity
from thidua.councils.models import Member
from thidua.organizations.enums import Role, UnitKind
from thidua.organizations.models import RoleAssignment, valid_on


def owes_second_factor(user: User, day: date) -> bool:
    """Tell whether the user holds what asks for a second factor and has none. One statement.

    Secretariat, chair, administrator by their roles, and who chairs a commune that is its own authority, its head;
    chair and secretary of a council by their seats.
    """
    own_commune = Q(unit__authority=None, unit__kind__in=UnitKind.communes)
    guarded = Q(role__in=Role.guarded) | Q(own_commune, role__in=Role.chairs(is_commune=True))
    role = RoleAssignment.objects.filter(guarded, valid_on(day), user=OuterRef("pk"))
    seat = Member.objects.filter(valid_on(day), person__accounts__user=OuterRef("pk"), capacity__in=Capacity.running)
    factor = Authenticator.objects.filter(user=OuterRef("pk")).exclude(type=Authenticator.Type.RECOVERY_CODES)
    return User.objects.filter(~Exists(factor), Exists(role) | Exists(seat), pk=user.pk).exists()


def assignments_of(user: User) -> QuerySet[RoleAssignment]:
    """Return the roles a user holds or has held, with their terms, latest first. One statement."""
    rows = RoleAssignment.objects.filter(user=user).select_related("unit", "delegated_from__user__account__person")
    return rows.order_by("-valid_from", "-pk")
