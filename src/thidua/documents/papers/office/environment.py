"""What a template may say: a field, and whether a field is filled. Nothing in it is ever carried out."""

from __future__ import annotations

from typing import Any

from jinja2 import TemplateSyntaxError, nodes
from jinja2.environment import Template
from jinja2.sandbox import ImmutableSandboxedEnvironment

_ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.If,
    nodes.Not,
    nodes.And,
    nodes.Or,
)
SYNTAX = "Trong mẫu chỉ dùng {{ trường }} và {% if trường %} … {% endif %}."


class FieldsOnly(ImmutableSandboxedEnvironment):
    """Refuses, wherever a text comes from, whatever is more than a field or a condition on fields."""

    def __init__(self) -> None:
        super().__init__(autoescape=True)

    def from_string(self, source: Any, *args: Any, **kwargs: Any) -> Template:
        if isinstance(source, str):
            self.names(source)
        return super().from_string(source, *args, **kwargs)

    def names(self, source: str) -> set[str]:
        """The fields a text asks for."""
        tree = self.parse(source)
        stack: list[nodes.Node] = [tree]
        found: set[str] = set()
        while stack:
            node = stack.pop()
            if not isinstance(node, _ALLOWED):
                raise TemplateSyntaxError(SYNTAX, getattr(node, "lineno", 1))
            if isinstance(node, nodes.Name):
                found.add(node.name)
            stack.extend(node.iter_child_nodes())
        return found
