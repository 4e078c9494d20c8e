"""Whatever changes a row says so in the record of events: read off the syntax tree of every action."""

import ast
from collections.abc import Iterator, Mapping
from functools import cache

import pytest
from tests.guards.sources import decorators, dotted_name, functions, modules_named, nodes

RECORDERS = {"thidua.audit.actions.record", "thidua.audit.actions.change_state"}
WRITES = {"save", "create", "bulk_create", "get_or_create", "update_or_create", "update", "bulk_update", "delete"}
AUDIT = "thidua.audit.actions"  # the recorders themselves, and the clock of a demonstration
SILENT = {  # writes without an event, on purpose
    "thidua.files.actions.store_file": "the act that keeps a file records it",
    "thidua.documents.rendering.page_of": "the same paper, kept as it was printed",
}
PART_OF_AN_ACT = "caller's transaction"  # so says the docstring of what is never called by a view


def is_whole_act(function: ast.FunctionDef) -> bool:
    return not function.name.startswith("_") and PART_OF_AN_ACT not in (ast.get_docstring(function) or "")


def calls(function: ast.FunctionDef) -> Iterator[str]:
    return (dotted_name(node) for node in nodes(function) if isinstance(node, ast.Call))


def known_as(tree: ast.Module, module: str) -> dict[str, str]:
    """What a module's names mean: those it imports, those it defines."""
    imported = {
        alias.asname or alias.name: f"{node.module}.{alias.name}"
        for node in nodes(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    return imported | {function.name: f"{module}.{function.name}" for function in functions(tree)}


def silent_actions(trees: Mapping[str, ast.Module]) -> list[str]:
    """Public functions that write, or say they are one transaction, and reach no recorder."""
    names = {module: known_as(tree, module) for module, tree in trees.items()}
    reached: dict[str, set[str]] = {}
    writing, acting, whole = set(), set(), set()
    for module, tree in trees.items():
        for function in functions(tree):
            full = f"{module}.{function.name}"
            called = list(calls(function))
            reached[full] = {names[module].get(name, "") for name in called}
            if any("." in name and name.rsplit(".", 1)[1] in WRITES for name in called):
                writing.add(full)
            if "transaction.atomic" in decorators(function):
                acting.add(full)
            if is_whole_act(function):
                whole.add(full)

    @cache
    def through(full: str) -> frozenset[str]:
        """Everything a function calls, however far down."""
        seen, open_ = set[str](), [full]
        while open_:
            for name in reached.get(open_.pop(), set()) - seen:
                seen.add(name)
                open_.append(name)
        return frozenset(seen)

    return sorted(
        full for full in whole if (full in acting or {full, *through(full)} & writing) and not RECORDERS & through(full)
    )


def loose_signatures(trees: Mapping[str, ast.Module]) -> list[str]:
    """Acts that do not say by keyword who does them and when."""
    return sorted(
        f"{module}.{function.name}"
        for module, tree in trees.items()
        for function in functions(tree)
        if "transaction.atomic" in decorators(function)
        and not function.name.startswith("_")
        and not {"actor", "at"} <= {argument.arg for argument in function.args.kwonlyargs}
    )


def outside_transactions(trees: Mapping[str, ast.Module]) -> list[str]:
    """Public functions that record what they did without being one transaction."""
    return sorted(
        f"{module}.{function.name}"
        for module, tree in trees.items()
        for function in functions(tree)
        if is_whole_act(function)
        and "transaction.atomic" not in decorators(function)
        and RECORDERS & {known_as(tree, module).get(name, "") for name in calls(function)}
    )


@cache
def actions() -> dict[str, ast.Module]:
    found = modules_named("actions", "rendering")
    return {module: tree for module, tree in found.items() if module != AUDIT}


def test_every_action_writes_its_event() -> None:
    assert silent_actions(actions()) == sorted(SILENT)


def test_every_action_is_one_transaction() -> None:
    assert outside_transactions(actions()) == []


def test_every_action_names_who_and_when() -> None:
    assert loose_signatures(actions()) == []


HEAD = "from django.db import transaction\nfrom thidua.audit.actions import record\n"
QUIET = HEAD + "@transaction.atomic\ndef close(row, *, actor, at):\n    _save(row)\n\ndef _save(row):\n    row.save()\n"
TOLD = HEAD + "@transaction.atomic\ndef close(row, *, actor, at):\n    _tell(row)\n\ndef _tell(row):\n    record(row)\n"
BARE = HEAD + "def close(row, *, actor, at):\n    row.save()\n    record(row)\n"
PART = HEAD + 'def close(row, *, actor, at):\n    """Inside the caller\'s transaction."""\n    record(row)\n'
NOBODY = HEAD + "@transaction.atomic\ndef close(row, actor):\n    record(row)\n"


@pytest.mark.parametrize(
    ("source", "silent", "outside", "loose"),
    [
        (QUIET, ["m.close"], [], []),
        (TOLD, [], [], []),
        (BARE, [], ["m.close"], []),
        (PART, [], [], []),
        (NOBODY, [], [], ["m.close"]),
    ],
)
def test_the_guard_knows_a_bad_action(source: str, silent: list[str], outside: list[str], loose: list[str]) -> None:
    trees = {"m": ast.parse(source)}
    assert (silent_actions(trees), outside_transactions(trees), loose_signatures(trees)) == (silent, outside, loose)
