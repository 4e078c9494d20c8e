"""What a view may be: it answers named methods only, reads through queries and opens through permissions."""

import ast
from collections.abc import Container, Mapping

import pytest
from tests.guards.sources import decorators, dotted_name, functions, modules, modules_named, nodes
from tests.guards.walk import routes

METHODS = {"require_GET", "require_POST", "require_safe", "require_http_methods"}
MANAGERS = {"objects", "_default_manager", "_base_manager"}


def addressed() -> set[str]:
    """The functions that addresses call, by dotted name; a class of Django's own answers for itself."""
    return {f"{view.__module__}.{view.__name__}" for _, _, view in routes()}


def any_method(trees: Mapping[str, ast.Module], addressed: Container[str]) -> list[str]:
    """Views that would answer whatever method they are asked with."""
    return sorted(
        full
        for module, tree in trees.items()
        for function in functions(tree)
        if (full := f"{module}.{function.name}") in addressed and not METHODS & decorators(function)
    )


def own_queries(trees: Mapping[str, ast.Module]) -> list[str]:
    """Places where a module reaches for rows by itself."""
    return sorted(
        f"{module}:{node.lineno}"
        for module, tree in trees.items()
        for node in nodes(tree)
        if isinstance(node, ast.Attribute) and node.attr in MANAGERS
    )


def signals(trees: Mapping[str, ast.Module]) -> list[str]:
    """Modules that react to what happens below them instead of being called."""
    return sorted(
        module
        for module, tree in trees.items()
        for node in nodes(tree)
        if (isinstance(node, ast.ImportFrom) and str(node.module).endswith((".signals", "django.dispatch")))
        or (isinstance(node, ast.FunctionDef) and {"receiver"} & decorators(node))
        or (isinstance(node, ast.Call) and dotted_name(node).endswith((".pre_save.connect", ".post_save.connect")))
    )


def test_every_view_says_which_methods_it_answers() -> None:
    assert any_method(modules_named("views"), addressed()) == []
    assert len(addressed()) > 80


def test_no_view_or_form_asks_the_database_by_itself() -> None:
    assert own_queries(modules_named("views", "urls")) == []


def test_nothing_reacts_to_signals() -> None:
    assert signals(modules()) == []


@pytest.mark.parametrize(
    ("source", "methods", "queries", "reactions"),
    [
        ("def home(request): return None", ["m.home"], [], []),
        ("@require_GET\ndef home(request): return None", [], [], []),
        ("@require_http_methods(['GET'])\n@signed_in\ndef home(request): return Task.objects.all()", [], ["m:3"], []),
        ("from django.db.models.signals import post_save", [], [], ["m"]),
        ("@receiver(saved)\ndef _react(sender): ...", [], [], ["m"]),
        ("def part_of_a_page(request): return None", [], [], []),
    ],
)
def test_the_guard_knows_a_bad_view(source: str, methods: list[str], queries: list[str], reactions: list[str]) -> None:
    trees = {"m": ast.parse(source)}
    assert (any_method(trees, {"m.home"}), own_queries(trees), signals(trees)) == (methods, queries, reactions)
