"""JSON in and out with exact decimals: 11.46 is read as 11.46 and written as 11.46."""

import json
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any

from thidua.core.errors import InputError, Problem


def parse_json(data: bytes) -> Any:
    """Numbers with a point as `Decimal`, text in NFC; a key written twice in one object is an error."""
    repeated: list[str] = []

    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        composed = {_composed(key): value for key, value in pairs}
        if len(composed) < len(pairs):
            counted = Counter(_composed(key) for key, _ in pairs)
            repeated.extend(key for key, times in counted.items() if times > 1)
        return composed

    try:
        raw = _composed(
            json.loads(
                data.decode("utf-8-sig"), parse_float=Decimal, parse_constant=_no_number, object_pairs_hook=unique
            )
        )
    except json.JSONDecodeError as error:
        raise _unreadable(f"dòng {error.lineno}, cột {error.colno}") from error
    except UnicodeDecodeError as error:
        raise _unreadable(f"byte {error.start} không phải UTF-8") from error
    except InputError:
        raise
    except RecursionError as error:
        raise _unreadable("lồng quá nhiều tầng") from error
    except (ValueError, ArithmeticError) as error:
        raise _unreadable("có số quá lớn") from error
    if repeated:
        raise InputError(*(Problem("", f"khóa “{key}” ghi hai lần.", "Giữ lại một.") for key in repeated))
    return raw


def _composed(value: Any) -> Any:
    """Text in NFC, whether its accents were written as they are or escaped."""
    if isinstance(value, str):
        return value if value.isascii() else unicodedata.normalize("NFC", value)
    if isinstance(value, dict):
        return {key: _composed(item) for key, item in value.items()}
    return [_composed(item) for item in value] if isinstance(value, list) else value


def exact(value: Any) -> Any:
    """Data that came through a JSON column, its numbers with a point as the decimals that were written."""
    if isinstance(value, float):
        return Decimal(repr(value))
    if isinstance(value, Mapping):
        return {key: exact(item) for key, item in value.items()}
    return [exact(item) for item in value] if isinstance(value, list | tuple) else value


def dump_json(value: Any) -> str:
    """Indented, Vietnamese letters as they are, decimals as plain JSON numbers without trailing zeros."""
    return "".join(_written(value, "\n"))


def compact_json(value: Any) -> str:
    """One line in canonical form: keys in order, no spaces, numbers as in `dump_json`; the same data, the same text."""
    if isinstance(value, Mapping):
        pairs = sorted(((str(key), item) for key, item in value.items()), key=lambda pair: pair[0])
        return "{" + ",".join(f"{_key(key)}:{compact_json(item)}" for key, item in pairs) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ",".join(map(compact_json, value)) + "]"
    return _scalar(value)


def _written(value: Any, newline: str) -> Iterator[str]:
    deeper = newline + "  "
    if isinstance(value, Mapping) and value:
        for position, (key, item) in enumerate(value.items()):
            yield f"{',' if position else '{'}{deeper}{_scalar(str(key))}: "
            yield from _written(item, deeper)
        yield newline + "}"
    elif isinstance(value, Sequence) and not isinstance(value, str) and value:
        for position, item in enumerate(value):
            yield ("," if position else "[") + deeper
            yield from _written(item, deeper)
        yield newline + "]"
    else:
        yield _scalar(value)


@lru_cache(maxsize=4096)
def _key(name: str) -> str:
    return _scalar(name)


def _scalar(value: Any) -> str:
    if isinstance(value, Decimal):
        plain = f"{value or Decimal():f}"  # never -0
        return plain.rstrip("0").rstrip(".") if "." in plain else plain
    return json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)


def _no_number(name: str) -> Any:
    raise _unreadable(f"“{name}” không phải là số")


def _unreadable(reason: str) -> InputError:
    return InputError(Problem("", f"không đọc được tệp JSON: {reason}.", "Kiểm tra lại tệp rồi thử lại."))
