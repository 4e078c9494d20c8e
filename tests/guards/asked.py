"""What an address is asked with, by its name."""

from collections.abc import Mapping
from typing import Any

from tests.factories.world import moment

TODAY = moment(2023, 12, 20)
SECRET = "bí mật của Trực Chính"  # in every text that no stranger may read
Arguments = Mapping[str, Any]


def each(app: str, names: tuple[str, ...], **arguments: Any) -> dict[str, Arguments]:
    return {f"{app}:{name}": arguments for name in names}
