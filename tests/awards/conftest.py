"""The decision a test starts with."""

import pytest

from thidua.awards.models import Decision


@pytest.fixture
def decision(start: Decision) -> Decision:
    return start
