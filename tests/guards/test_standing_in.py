"""What the secretariat enters for a unit says so: every act of a unit's own, read off the syntax tree."""

import ast

from tests.guards.sources import Code, code_of, nodes, package_code

RECORDING = (".record", ".change_state", "._move")


def calls(code: Code, full: str) -> set[str]:
    """What a function calls, by dotted names."""
    module = full.rpartition(".")[0]
    found = (node for node in nodes(code.functions[full]) if isinstance(node, ast.Call))
    return {code.called(module, node) for node in found}


def unsaid(code: Code, owner: str) -> list[str]:
    """Acts that ask, however far down, for a unit's own officer, and record without saying who stood in."""
    called = {full: calls(code, full) for full in code.functions if {"permissions", "actions"} & set(full.split("."))}
    asking = {owner}
    while more := {name for name, names in called.items() if ".permissions." in name and names & asking} - asking:
        asking |= more
    return sorted(
        full
        for full, names in called.items()
        if ".actions" in full and names & asking
        if any(name.endswith(RECORDING) for name in names) and not any(name.endswith(".in_place") for name in names)
    )


def test_every_act_of_a_units_own_says_whether_the_secretariat_stood_in() -> None:
    assert unsaid(package_code(), "thidua.organizations.permissions.is_officer_of") == []


def test_the_guard_knows_an_act_that_does_not_say_it() -> None:
    rules = "def is_officer(row): return row\n\ndef _own(row): return is_officer(row)\n\n"
    rules += "def may_close(row): return _own(row)\n"
    act = "from a.audit import record\nfrom a.permissions import may_close, in_place\n"
    act += "def close(row):\n    require(may_close(row))\n    record(row)\n\n"
    act += "def open(row):\n    require(may_close(row))\n    record(row, in_place(row))\n"
    code = code_of({"a.permissions": ast.parse(rules), "a.actions": ast.parse(act)})
    assert unsaid(code, "a.permissions.is_officer") == ["a.actions.close"]
