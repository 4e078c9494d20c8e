import pytest
from tests.factories.councils import Chamber


@pytest.fixture
def chamber(start: Chamber) -> Chamber:
    """The council that every module here starts with."""
    return start
