import pytest
from tests.factories.councils import Chamber, make_chamber
from tests.factories.world import World


@pytest.fixture
def chamber(world: World) -> Chamber:
    return make_chamber(world)
