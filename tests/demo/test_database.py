"""What `thidua demo` may empty: a demonstration, or tables in which nothing was done."""

from django.db import connection
from tests.factories.pages import it_is
from tests.factories.world import make_unit, moment

from thidua.demo.database import is_bare, refusal
from thidua.organizations.enums import UnitKind


def test_what_an_office_works_with_is_not_emptied(db: None) -> None:
    connection.ensure_connection()
    opened = connection.connection
    assert (is_bare(opened), refusal(opened)) == (True, None)
    make_unit("UBND xã A", UnitKind.XA)
    assert not is_bare(opened)
    assert "đơn vị hoặc tài khoản thật" in str(refusal(opened))
    it_is(moment(2023, 11, 20))
    assert (is_bare(opened), refusal(opened)) == (False, None)  # a demonstration's clock: it may be built anew
