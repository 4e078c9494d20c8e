"""YAML text → plain data that remembers the line of every key and item, for errors a person can go to."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from thidua.core.errors import InputError, Problem
from thidua.core.validation import Path


@dataclass(frozen=True)
class YamlText:
    """`data`: mappings as dict, sequences as tuple, dates as date."""

    name: str
    data: Any
    lines: dict[Path, int]

    def place(self, path: Path) -> str:
        """("rounds", 2, "before") → "movement.yaml:41"; a key that is not there, what should hold it and its name."""
        known: Path = ()
        absent: Path = ()
        for step in path:  # a step that is no key of the file (the tag of a union) is passed over
            if (*known, step) in self.lines:
                known, absent = (*known, step), ()
            else:
                absent = (step,)
        name = f" ({absent[0]})" if absent else ""
        return f"{self.name}:{self.lines[known]}{name}"


def read_yaml(name: str, text: str) -> YamlText:
    """`InputError` on a text that is no YAML, on a key written twice, and on aliases. Text comes out in NFC."""
    try:
        return _read(name, unicodedata.normalize("NFC", text))
    except RecursionError as error:
        problem = Problem(name, "YAML lồng quá nhiều tầng.", "Viết theo mẫu của một phong trào có sẵn.")
        raise InputError(problem) from error


def _read(name: str, text: str) -> YamlText:
    try:
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise InputError(_not_yaml(f"{name}:{line}")) from error
    except yaml.YAMLError as error:
        raise InputError(_not_yaml(name)) from error
    if node is None:
        raise InputError(Problem(name, "tệp trống.", "Viết nội dung định nghĩa vào tệp."))
    reader = _Reader(name)
    data = reader.value(node, ())
    if reader.problems:
        raise InputError(*reader.problems)
    return YamlText(name, data, reader.lines)


def _not_yaml(where: str) -> Problem:
    return Problem(where, "không đọc được YAML ở đây.", "Kiểm tra dấu hai chấm, dấu nháy và thụt dòng.")


@dataclass
class _Reader:
    name: str
    lines: dict[Path, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    _seen: set[int] = field(default_factory=set)
    _scalars: yaml.SafeLoader = field(default_factory=lambda: yaml.SafeLoader(""))

    def value(self, node: yaml.Node, path: Path) -> Any:
        self.lines.setdefault(path, node.start_mark.line + 1)
        if id(node) in self._seen:  # an alias can hold itself
            return self._refuse(node, "không dùng neo và bí danh (&, *).", "Viết lại nội dung đầy đủ.")
        self._seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return dict(self._pairs(node, path))
        if isinstance(node, yaml.SequenceNode):
            return tuple(self.value(item, (*path, index)) for index, item in enumerate(node.value))
        return self._scalar(node)

    def _pairs(self, node: yaml.MappingNode, path: Path) -> Iterator[tuple[str, Any]]:
        for key_node, value_node in node.value:
            key = str(key_node.value)
            if (*path, key) in self.lines:
                self._refuse(key_node, f"khóa “{key}” viết hai lần.", "Giữ lại một.")
                continue
            self.lines[(*path, key)] = key_node.start_mark.line + 1
            yield key, self.value(value_node, (*path, key))

    def _scalar(self, node: yaml.Node) -> Any:
        try:
            return self._scalars.construct_object(node)
        except (ValueError, yaml.YAMLError):
            return self._refuse(node, f"không hiểu giá trị “{node.value}”.", "Ngày viết năm-tháng-ngày.")

    def _refuse(self, node: yaml.Node, what: str, fix: str) -> None:
        self.problems.append(Problem(f"{self.name}:{node.start_mark.line + 1}", what, fix))
