"""Arithmetic and comparisons as text → a function on exact fractions.

    formula("toi_da * x / y", frozenset({"x", "y", "toi_da"}))({"x": …}) -> Fraction
    condition("y > 0 and x / y >= 0.9", …)({…}) -> bool

Python's own parser reads the text, and of what it reads only numbers, the given names, + − × /, min, max, abs,
"a if b else c", comparisons, and, or, not are carried out; numbers are taken as they are written, never as
binary fractions. Everything else is `Faulty`, said in Vietnamese.
"""

import ast
import operator
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Any

Given = Mapping[str, Fraction]
Number = Callable[[Given], Fraction]
Condition = Callable[[Given], bool]

_LONGEST = 500
_OPERATORS: Mapping[type[ast.AST], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}
_FUNCTIONS: Mapping[str, Callable[..., Fraction]] = {"min": min, "max": max, "abs": abs}


class Faulty(ValueError):  # noqa: N818 - reads as a sentence
    """The text is no formula; the message says why."""


@lru_cache(maxsize=4096)
def formula(text: str, names: frozenset[str]) -> Number:
    return _Reader(text, names).number(_tree(text))


@lru_cache(maxsize=4096)
def condition(text: str, names: frozenset[str]) -> Condition:
    return _Reader(text, names).condition(_tree(text))


def _tree(text: str) -> ast.expr:
    if len(text) > _LONGEST:
        raise Faulty(f"công thức dài hơn {_LONGEST} ký tự.")
    try:
        return ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise Faulty("không đọc được công thức; số viết với dấu chấm, ví dụ 0.9.") from error


class _Reader:
    def __init__(self, text: str, names: frozenset[str]) -> None:
        self.text, self.names = text.strip(), names

    def number(self, node: ast.expr) -> Number:
        match node:
            case ast.Constant():
                value = self._constant(node)
                return lambda _given: value
            case ast.Name(id=name):
                return self._name(name)
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                inner = self.number(operand)
                return lambda given: -inner(given)
            case ast.BinOp(left=left, op=op, right=right) if type(op) in _OPERATORS:
                return self._two(op, left, right)
            case ast.Call(func=ast.Name(id=name), args=[_, *_] as args, keywords=[]) if name in _FUNCTIONS:
                return self._call(name, args)
            case ast.IfExp(test=test, body=body, orelse=orelse):
                holds, yes, no = self.condition(test), self.number(body), self.number(orelse)
                return lambda given: yes(given) if holds(given) else no(given)
        raise self._refused(node)

    def condition(self, node: ast.expr) -> Condition:
        match node:
            case ast.BoolOp(op=op, values=values):
                parts = [self.condition(value) for value in values]
                every = all if isinstance(op, ast.And) else any
                return lambda given: every(part(given) for part in parts)
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                inner = self.condition(operand)
                return lambda given: not inner(given)
            case ast.Compare(left=left, ops=ops, comparators=others) if all(type(op) in _OPERATORS for op in ops):
                return self._chain([self.number(each) for each in (left, *others)], ops)
        raise self._refused(node)

    def _two(self, op: ast.operator, left: ast.expr, right: ast.expr) -> Number:
        apply, first, second = _OPERATORS[type(op)], self.number(left), self.number(right)

        def result(given: Given) -> Fraction:
            found: Fraction = apply(first(given), second(given))
            return found

        return result

    def _call(self, name: str, args: list[ast.expr]) -> Number:
        if (name == "abs") != (len(args) == 1):
            raise Faulty(f"hàm {name} dùng với {'một' if name == 'abs' else 'từ hai'} giá trị.")
        function, values = _FUNCTIONS[name], [self.number(arg) for arg in args]
        return lambda given: function(*(value(given) for value in values))

    def _chain(self, values: list[Number], ops: list[ast.cmpop]) -> Condition:
        steps = [(_OPERATORS[type(op)], values[at], values[at + 1]) for at, op in enumerate(ops)]
        return lambda given: all(compare(left(given), right(given)) for compare, left, right in steps)

    def _name(self, name: str) -> Number:
        if name not in self.names:
            raise Faulty(f"không có biến “{name}”; các biến: {', '.join(sorted(self.names))}.")
        return lambda given: given[name]

    def _constant(self, node: ast.Constant) -> Fraction:
        written = ast.get_source_segment(self.text, node) or ""
        if not isinstance(node.value, int | float) or not written.replace(".", "", 1).isdecimal():
            raise self._refused(node)
        return Fraction(written if not written.endswith(".") else written[:-1])

    def _refused(self, node: ast.expr) -> Faulty:
        part = ast.get_source_segment(self.text, node) or self.text
        allowed = "số, biến, + - * /, min, max, abs, so sánh, and, or, not, if else"
        return Faulty(f"“{part}” không dùng được ở đây; chỉ dùng {allowed}.")
