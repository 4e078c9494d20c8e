"""The dossier a test starts with."""

import pytest

from thidua.dossiers.models import Dossier


@pytest.fixture
def dossier(start: Dossier) -> Dossier:
    return start
