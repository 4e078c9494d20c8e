"""A published result that anybody can check: what was scored, by which set, what came of it, and digests of all.

    make_bundle(raw, version=…, published=…) -> dict    the scoring file itself, with its result and digests added
    check_bundle(bundle) -> BundleCheck                  scored anew, figure by figure

A bundle is a scoring file too ("set", "units"), so `thidua score` reads either. The digests are taken over
canonical JSON with exact numbers, so they survive a database column and another program's spacing.
Keys that a later version adds to a result are no difference: what the bundle says is what is compared.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from thidua.core.errors import InputError, Problem
from thidua.core.format import number
from thidua.core.scoring.answer import result_as_dict
from thidua.core.scoring.digests import digest_of_exact
from thidua.core.scoring.model import ScoringInput, UnitScore
from thidua.core.scoring.parse import parse_scoring
from thidua.core.scoring.ranking import score
from thidua.core.scoring.sheet import INDEX_PLACES

FORMAT = "thidua-score/1"
_INPUT = ("set", "units")
_SHA256 = "sha256"
_MOST_SHOWN = 20

Raw = Mapping[str, Any]


@dataclass(frozen=True)
class BundleCheck:
    """`problems` empty: every figure comes out as it was published, and nothing was changed since."""

    scoring: ScoringInput
    scores: tuple[UnitScore, ...]
    version: str
    published: Raw
    sha256: str
    problems: tuple[Problem, ...]


def make_bundle(raw: Raw, *, version: str, published: Raw | None = None) -> dict[str, Any]:
    """`raw` is a scoring file with exact decimals; `published` what the authority says of it (day, act, by whom)."""
    scoring = parse_scoring(raw)
    criteria_set = scoring.criteria_set
    content: dict[str, Any] = {
        "format": FORMAT,
        "engine": {
            "version": version,
            "rounding": {"places": criteria_set.rounding, "index_places": INDEX_PLACES, "mode": "half_up"},
            "tie_rule": str(criteria_set.tie_rule),
        },
        "published": dict(published or {}),
        **{key: raw[key] for key in _INPUT},
        "result": result_as_dict(score(scoring)),
    }
    return content | {_SHA256: _digests(content)}


def is_bundle(raw: object) -> bool:
    return isinstance(raw, Mapping) and "format" in raw


def check_bundle(bundle: Raw) -> BundleCheck:
    """InputError where it is no bundle at all, or its input can no longer be read."""
    if bundle.get("format") != FORMAT:
        what = f"không biết định dạng “{bundle.get('format')}”."
        raise InputError(Problem("format", what, f"Định dạng đọc được: {FORMAT}."))
    if missing := [key for key in ("engine", "result", _SHA256) if not isinstance(bundle.get(key), Mapping)]:
        raise InputError(*(Problem(key, "thiếu mục này.", "Bổ sung mục còn thiếu.") for key in missing))
    scoring = parse_scoring({key: bundle.get(key) for key in _INPUT})
    scores = score(scoring)
    problems = [*_changed_since(bundle), *_differences("result", bundle["result"], result_as_dict(scores))]
    if len(problems) > _MOST_SHOWN:
        rest = Problem("", f"còn {len(problems) - _MOST_SHOWN} chỗ khác nữa.")
        problems = [*problems[:_MOST_SHOWN], rest]
    return BundleCheck(
        scoring=scoring,
        scores=scores,
        version=str(bundle["engine"].get("version", "")),
        published=bundle.get("published") or {},
        sha256=str(bundle[_SHA256].get("bundle", "")),
        problems=tuple(problems),
    )


def _digests(content: Raw) -> dict[str, str]:
    return {
        "input": digest_of_exact({key: content.get(key) for key in _INPUT}),
        "result": digest_of_exact(content.get("result")),
        "bundle": digest_of_exact({key: value for key, value in content.items() if key != _SHA256}),
    }


def _changed_since(bundle: Raw) -> Iterator[Problem]:
    words = {"input": "bộ tiêu chí hoặc số liệu", "result": "kết quả", "bundle": "nội dung tệp"}
    for part, digest in _digests(bundle).items():
        if bundle[_SHA256].get(part) != digest:
            yield Problem(f"{_SHA256}.{part}", f"{words[part]} đã bị sửa sau khi công bố (mã SHA-256 không khớp).")


def _differences(where: str, said: Any, found: Any) -> Iterator[Problem]:
    if isinstance(said, Mapping) and isinstance(found, Mapping):
        for key, value in said.items():
            yield from _differences(f"{where}.{key}", value, found.get(key))
    elif isinstance(said, list | tuple) and isinstance(found, Sequence) and len(said) == len(found):
        for at, (left, right) in enumerate(zip(said, found, strict=True)):
            yield from _differences(f"{where}[{at}]", left, right)
    elif said != found:
        yield Problem(where, f"tệp ghi {_shown(said)}, tính lại được {_shown(found)}.")


def _shown(value: Any) -> str:
    if value is None:
        return "trống"
    if isinstance(value, bool | str):
        return f"“{value}”"
    return number(value) if not isinstance(value, Mapping | Sequence) else "một danh sách khác"
