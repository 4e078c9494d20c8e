"""The dossier a test starts with; who holds which role, asked once."""

from collections.abc import Iterator

import pytest

from thidua.dossiers.models import Dossier
from thidua.organizations.queries import remembered_roles


@pytest.fixture
def dossier(start: Dossier) -> Dossier:
    return start


@pytest.fixture
def _roles_remembered() -> Iterator[None]:
    """As within one request: what a test of acts writes to the roles is still asked for anew."""
    with remembered_roles():
        yield
