"""Objects are reached only through functions that authorise: what an address or a request names is opened, then used.

A view opens with a function named `open_…` of its app's `permissions` (or `opening`) module, given the actor's roles:
that one answers 404 to who may not see the object. Nothing else may be done with what the address names before.
"""

import ast
import re
from collections.abc import Container, Iterator, Mapping
from functools import cache

import pytest
from tests.guards.sources import Code, code_of, decorators, dotted_name, functions, modules_named, nodes, package_code
from tests.guards.walk import routes

FETCH = "thidua.organizations.permissions.fetch"  # answers 404 where there is none among what one may see
HOMES = ("permissions", "opening")  # where openers live, by the last part of their module
BESIDE = {  # openers that ask for no roles, and why
    "thidua.councils.permissions.open_seat": "of a session that is itself opened",
    "thidua.scoring.permissions.open_invitation": "whoever holds a slip answers by what stands on it",
    "thidua.organizations.permissions.open_unit": "that a unit exists is public, by the act that made it",
}
STRANGERS = {  # views that whoever is not signed in may see, and why
    "thidua.portal.views.health.health": "machines ask whether the site is up; it tells nothing of anybody",
    "thidua.portal.views.public.public": "published awards are public",
    "thidua.portal.views.public.public_award": "published awards are public",
    "thidua.portal.views.sign_in.demo_roles": "the people of a demonstration are invented; elsewhere there is no page",
    "thidua.portal.views.sign_in.demo_sign_in": "the door of a demonstration; elsewhere there is none",
    "thidua.scoring.views.survey_answer.answer": "whoever holds a slip answers; nobody is asked who",
    "thidua.ui.views.components": "the parts of which pages are made, with invented words",
}
NO_OBJECT = {  # what an address names that is no object of ours, or is everybody's
    "thidua.documents.views.download extension": "docx or pdf",
    "thidua.dossiers.views.letter.record_judgement_of key": "a standard that is judged, of a movement that is opened",
    "thidua.movements.views.guidance.set_guidance key": "one of the keys that guidance may decide",
    "thidua.movements.views.successions.settle_duty duty": "a duty the plan gives, of a round that is opened",
    "thidua.portal.views.public.public_award pk": "found among published awards alone",
    "thidua.portal.views.sign_in.demo_sign_in token": "signed, and itself what lets one in",
    "thidua.scoring.views.proofs.proofs code": "a criterion of a sheet that is opened",
    "thidua.scoring.views.pictures.picture form": "svg, png or xlsx",
    "thidua.scoring.views.pictures.picture key": "which picture, of a set that is opened",
}
BY_KEY = {  # where a view or its helper takes a row by a key itself, and from what
    "thidua.councils.views": "the actor's own seat on a council",
    "thidua.files.evidence": "the citations of an object that is opened",
    "thidua.portal.views.public": "published awards",
    "thidua.portal.views.sign_in": "the user a signed link of a demonstration is for",
}
READ = {  # what a view takes off a request by itself, and what it is
    "CONTENT": "a preview, signed with the sheet it is of",
    "f'chon-{places[code]}'": "which of two figures is kept",
    "from": "from which byte a part begins",
    "nam": "a year",
    "page": "which page of a list",
    "q": "words to search for",
    "reason": "a reason",
    "seen": "the digest of what was shown",
    "shown": "a preview, signed for the actor",
    "tim": "words to search for",
    "version": "the digest of what was shown",
    "withdraw": "a citation of an object that is opened",
}
KEYS = {"pk", "id"}
PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")


def is_opener(full: str) -> bool:
    module, _, name = full.rpartition(".")
    return name.startswith("open_") and module.rpartition(".")[2] in HOMES


@cache
def addressed() -> frozenset[str]:
    """Our own views, by dotted name."""
    return frozenset(
        f"{view.__module__}.{view.__name__}" for _, _, view in routes() if view.__module__.startswith("thidua.")
    )


def parameters() -> dict[str, list[str]]:
    """What the address of each of our views names, by the view."""
    return {
        f"{view.__module__}.{view.__name__}": found
        for _, pattern, view in routes()
        if view.__module__.startswith("thidua.") and (found := PARAMETER.findall(pattern))
    }


def unopened(code: Code, asked: Mapping[str, list[str]]) -> list[str]:
    """What an address names and the view uses before an opener has answered for it."""
    return sorted(f"{view} {name}" for view, names in asked.items() for name in names if not _opens(code, view, name))


def _opens(code: Code, full: str, name: str) -> bool:
    """Tell whether the first thing a function does with an argument is to open it, or to have a helper do so."""
    function, module = code.functions[full], full.rpartition(".")[0]
    used = [node for node in nodes(function) if isinstance(node, ast.Name) and node.id == name]
    if not used:
        return True
    first = min(used, key=lambda node: (node.lineno, node.col_offset))
    for call in (node for node in nodes(function) if isinstance(node, ast.Call)):
        if (place := _place(call, first)) is not None:
            called = code.called(module, call)
            if is_opener(called):
                return True
            return called in code.functions and _opens(code, called, _argument(code.functions[called], place))
    return False


def _place(call: ast.Call, wanted: ast.expr) -> int | str | None:
    """Where among a call's own arguments something stands."""
    for place, argument in enumerate(call.args):
        if argument is wanted:
            return place
    return next((str(each.arg) for each in call.keywords if each.value is wanted), None)


def _argument(function: ast.FunctionDef, place: int | str) -> str:
    return place if isinstance(place, str) else [*function.args.posonlyargs, *function.args.args][place].arg


def lenient(code: Code) -> list[str]:
    """Openers that let anybody in: they ask for no roles, or never refuse."""
    return sorted(
        full
        for full, function in code.functions.items()
        if is_opener(full) and not (_asks_roles(function) and _refuses(code, full))
    )


def _asks_roles(function: ast.FunctionDef) -> bool:
    return "roles" in {node.id for part in function.body for node in nodes(part) if isinstance(node, ast.Name)}


def _refuses(code: Code, full: str) -> bool:
    function, module = code.functions[full], full.rpartition(".")[0]
    raised = {dotted_name(node.exc) for node in nodes(function) if isinstance(node, ast.Raise) and node.exc}
    called = {code.called(module, node) for node in nodes(function) if isinstance(node, ast.Call)}
    return (
        "NotVisible" in raised
        or FETCH in called
        or any(is_opener(each) and each not in BESIDE and _refuses(code, each) for each in called & set(code.functions))
    )


def strangers(trees: Mapping[str, ast.Module], views: Container[str]) -> list[str]:
    """Views that ask nobody to sign in."""
    return sorted(
        full
        for module, tree in trees.items()
        for each in functions(tree)
        if (full := f"{module}.{each.name}") in views and "signed_in" not in decorators(each)
    )


def by_key(trees: Mapping[str, ast.Module]) -> list[str]:
    """Modules that take a row by its key themselves."""
    return sorted(
        module
        for module, tree in trees.items()
        if any(
            KEYS & {str(each.arg).partition("__")[0] for each in node.keywords}
            and dotted_name(node).rpartition(".")[2] in {"get", "filter", "get_object_or_404", "in_bulk", "fetch"}
            for node in nodes(tree)
            if isinstance(node, ast.Call)
        )
    )


def read_off(trees: Mapping[str, ast.Module]) -> list[str]:
    """Names that a module takes off a request by itself instead of letting a form check them."""
    return sorted({name for tree in trees.values() for name in _names_read(tree)})


def _names_read(tree: ast.Module) -> Iterator[str]:
    for node in nodes(tree):
        if isinstance(node, ast.Call) and re.fullmatch(r"request\.(GET|POST)\.(get|getlist)", dotted_name(node.func)):
            yield _said(node.args[0])
        if isinstance(node, ast.Subscript) and re.fullmatch(r"request\.(GET|POST)", dotted_name(node.value)):
            yield _said(node.slice)


def _said(node: ast.expr) -> str:
    return str(node.value) if isinstance(node, ast.Constant) else ast.unparse(node)


def test_what_an_address_names_is_opened_before_anything_else() -> None:
    assert unopened(package_code(), parameters()) == sorted(NO_OBJECT)
    assert len(parameters()) > 100


def test_whoever_opens_asks_for_roles_and_refuses() -> None:
    assert lenient(package_code()) == sorted(BESIDE)


def test_a_view_reads_no_name_of_an_object_off_the_request() -> None:
    assert read_off(modules_named("views", "evidence")) == sorted(READ)


def test_who_is_not_signed_in_sees_only_what_is_public() -> None:
    assert strangers(modules_named("views"), addressed()) == sorted(STRANGERS)


def test_a_view_takes_no_row_by_its_key() -> None:
    assert by_key(modules_named("views", "urls", "evidence")) == sorted(BY_KEY)


OPENERS = """
from thidua.organizations.permissions import fetch

def open_task(roles, pk):
    if roles.may(pk):
        return pk
    raise NotVisible

def open_twice(roles, pk):
    return open_task(roles, pk)

def open_fetched(roles, pk):
    return fetch(tasks_visible_to(roles), pk=pk)

def open_all(pk):
    raise NotVisible

def open_door(roles, pk):
    return pk, roles
"""
HEAD = "from thidua.x.permissions import open_task\nfrom thidua.x.queries import task_by\n"
GOOD = HEAD + "@signed_in\ndef task(request, pk):\n    return show(open_task(request.roles, pk))\n"
HELPED = HEAD + "@signed_in\ndef task(request, pk):\n    return _page(request, key=pk)\n\n"
HELPED += "def _page(request, key):\n    return open_task(request.roles, key)\n"
LATE = (
    HEAD + "@signed_in\ndef task(request, pk):\n    row = task_by(pk)\n    return open_task(request.roles, pk), row\n"
)
BARE = HEAD + "def task(request, pk):\n    return get_object_or_404(tasks, pk=pk)\n"
FETCHED = HEAD + "@signed_in\ndef task(request, pk):\n    return fetch(tasks, pk=pk)\n"
UNHELPED = HELPED.replace("open_task(request.roles, key)", "task_by(key)")
NAMED = HEAD + "@signed_in\ndef task(request):\n    return task_by(request.GET.get('ho_so'), request.POST['viec'])\n"


@pytest.mark.parametrize(
    ("source", "not_opened", "unknown", "keys", "names"),
    [
        (GOOD, [], [], [], []),
        (HELPED, [], [], [], []),
        (LATE, ["m.task pk"], [], [], []),
        (BARE, ["m.task pk"], ["m.task"], ["m"], []),
        (FETCHED, ["m.task pk"], [], ["m"], []),
        (UNHELPED, ["m.task pk"], [], [], []),
        (NAMED, [], [], [], ["ho_so", "viec"]),
    ],
)
def test_the_guard_knows_a_view_that_opens_nothing(
    source: str, not_opened: list[str], unknown: list[str], keys: list[str], names: list[str]
) -> None:
    trees = {"m": ast.parse(source)}
    found = code_of(trees | {"thidua.x.permissions": ast.parse(OPENERS)})
    assert unopened(found, {"m.task": ["pk"]}) == not_opened
    assert (strangers(trees, {"m.task"}), by_key(trees), read_off(trees)) == (unknown, keys, names)


def test_the_guard_knows_an_opener_that_lets_anybody_in() -> None:
    found = code_of({"thidua.x.permissions": ast.parse(OPENERS)})
    assert lenient(found) == ["thidua.x.permissions.open_all", "thidua.x.permissions.open_door"]
