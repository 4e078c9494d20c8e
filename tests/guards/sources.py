"""The product's own files, read once: what the guards look at."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "thidua"


@cache
def modules() -> dict[str, ast.Module]:
    """Every module of the package by its dotted name, migrations left out: a generator writes those."""
    return {_dotted(path): _parsed(path) for path in python_files()}


@cache
def _parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def python_files() -> tuple[Path, ...]:
    return tuple(sorted(path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts))


def modules_named(*names: str) -> dict[str, ast.Module]:
    """The modules of the apps with one of these names, a package under that name included: `actions` → actions/x.py."""
    return {
        dotted: _parsed(path)
        for path in python_files()
        if (dotted := _dotted(path)) and set(dotted.split(".")[2:]) & set(names)
    }


@cache
def nodes(tree: ast.AST) -> tuple[ast.AST, ...]:
    """Everything of a tree, walked once for all who look at it."""
    return tuple(ast.walk(tree))


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    """Functions at the level of the module."""
    return (node for node in tree.body if isinstance(node, ast.FunctionDef))


def dotted_name(node: ast.expr) -> str:
    """`transaction.atomic` of `@transaction.atomic`, `require_http_methods` of `@require_http_methods(["GET"])`."""
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=value, attr=attribute):
            return f"{dotted_name(value)}.{attribute}"
        case ast.Call(func=function):
            return dotted_name(function)
        case _:
            return ""


def decorators(function: ast.FunctionDef) -> set[str]:
    return {dotted_name(decorator) for decorator in function.decorator_list}


def _dotted(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts).removesuffix(".__init__")


@dataclass(frozen=True)
class Code:
    """The product's functions by dotted name, and what each module's names mean."""

    functions: Mapping[str, ast.FunctionDef]
    names: Mapping[str, Mapping[str, str]]

    def called(self, module: str, call: ast.Call) -> str:
        """The dotted name of what is called: `actions.open_x` of an imported module too."""
        head, _, rest = dotted_name(call.func).partition(".")
        full = self.names[module].get(head, "")
        return f"{full}.{rest}" if full and rest else full


def code_of(trees: Mapping[str, ast.Module]) -> Code:
    return Code(
        {f"{module}.{each.name}": each for module, tree in trees.items() for each in functions(tree)},
        {module: _meanings(tree, module) for module, tree in trees.items()},
    )


@cache
def package_code() -> Code:
    """The functions of the package, and what its modules' names mean."""
    return code_of(modules())


def _meanings(tree: ast.Module, module: str) -> dict[str, str]:
    imported = {
        alias.asname or alias.name: f"{node.module}.{alias.name}"
        for node in nodes(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    return imported | {each.name: f"{module}.{each.name}" for each in functions(tree)}
