"""The lists that come and go as workbooks."""

from thidua.registers.lists import conduct, people, posts, units
from thidua.registers.lists.earlier import commendations, components, initiatives, ranks
from thidua.registers.plan import Register

_LISTS = (units, people, posts, conduct, commendations, initiatives, ranks, components)
REGISTERS: dict[str, Register] = {each.REGISTER.slug: each.REGISTER for each in _LISTS}

__all__ = ["REGISTERS"]
