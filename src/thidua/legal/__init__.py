"""The law as this product knows it: YAML beside this file, read once."""

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from thidua.core.law import Law
from thidua.core.law_yaml import parse_law


@cache
def load_law() -> Law:
    return parse_law(law_texts())


def law_texts() -> dict[str, str]:
    """File name → YAML text; parameters are named "parameters/<file>.yaml"."""
    root = files(__name__)
    parameters = root / "parameters"
    return _yaml_in(root, "") | _yaml_in(parameters, "parameters/")


def _yaml_in(folder: Traversable, prefix: str) -> dict[str, str]:
    found = (item for item in folder.iterdir() if item.name.endswith(".yaml"))
    return {prefix + item.name: item.read_text(encoding="utf-8") for item in found}
