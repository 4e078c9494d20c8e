"""Where a test begins: with the small world alone, or with a state that is made of it once for all that begin so."""

from collections.abc import Callable
from typing import Any

import pytest


def starts_with(make: Callable[..., Any], *arguments: object) -> pytest.MarkDecorator:
    """Give the test, or a module as its `pytestmark`, what is made of the world: as `start`, a copy like `world`."""
    return pytest.mark.starts_with(make=make, arguments=arguments)
