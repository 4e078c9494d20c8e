"""Rendering a piece of template with the design system's components."""

import re

from django.template import Context, Template
from django_cotton.compiler_regex import CottonCompiler


def render(source: str, **context: object) -> str:
    """The markup, with runs of white space read as one space."""
    return re.sub(r"\s+", " ", Template(CottonCompiler().process(source)).render(Context(context))).strip()
