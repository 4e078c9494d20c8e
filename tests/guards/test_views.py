"""What a view may be: it answers named methods only, reads through queries and opens through permissions."""

import ast
from collections.abc import Mapping

import pytest
from tests.guards.sources import decorators, dotted_name, functions, modules_named

METHODS = {"require_GET", "require_POST", "require_safe", "require_http_methods"}
MANAGERS = {"objects", "_default_manager", "_base_manager"}
ERROR_PAGES = "thidua.portal.views.errors"  # Django answers every method with these


def views() -> dict[str, ast.Module]:
    return modules_named("views")


def is_view(function: ast.FunctionDef) -> bool:
    """Public, and its first argument is the request."""
    first = function.args.args[:1]
    return bool(first) and first[0].arg == "request" and not function.name.startswith("_")


def any_method(trees: Mapping[str, ast.Module]) -> list[str]:
    """Views that would answer whatever method they are asked with."""
    return sorted(
        f"{module}.{function.name}"
        for module, tree in trees.items()
        for function in functions(tree)
        if is_view(function) and not METHODS & decorators(function)
    )


def own_queries(trees: Mapping[str, ast.Module]) -> list[str]:
    """Places where a module reaches for rows by itself."""
    return sorted(
        f"{module}:{node.lineno}"
        for module, tree in trees.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in MANAGERS
    )


def signals(trees: Mapping[str, ast.Module]) -> list[str]:
    """Modules that react to what happens below them instead of being called."""
    return sorted(
        module
        for module, tree in trees.items()
        for node in ast.walk(tree)
        if (isinstance(node, ast.ImportFrom) and str(node.module).endswith((".signals", "django.dispatch")))
        or (isinstance(node, ast.FunctionDef) and {"receiver"} & decorators(node))
        or (isinstance(node, ast.Call) and dotted_name(node).endswith((".pre_save.connect", ".post_save.connect")))
    )


def test_every_view_says_which_methods_it_answers() -> None:
    assert any_method({name: tree for name, tree in views().items() if name != ERROR_PAGES}) == []


def test_no_view_or_form_asks_the_database_by_itself() -> None:
    assert own_queries(modules_named("views", "urls")) == []


def test_nothing_reacts_to_signals() -> None:
    from tests.guards.sources import modules

    assert signals(modules()) == []


@pytest.mark.parametrize(
    ("source", "methods", "queries", "reactions"),
    [
        ("def home(request): return None", ["m.home"], [], []),
        ("@require_GET\ndef home(request): return None", [], [], []),
        ("@require_http_methods(['GET'])\n@signed_in\ndef home(request): return Task.objects.all()", [], ["m:3"], []),
        ("from django.db.models.signals import post_save", [], [], ["m"]),
        ("@receiver(saved)\ndef _react(sender): ...", [], [], ["m"]),
        ("def _helper(request): return None", [], [], []),
    ],
)
def test_the_guard_knows_a_bad_view(source: str, methods: list[str], queries: list[str], reactions: list[str]) -> None:
    trees = {"m": ast.parse(source)}
    assert (any_method(trees), own_queries(trees), signals(trees)) == (methods, queries, reactions)
