"""Papers as data: what a builder is given can be stored as JSON and built again, byte for byte."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from thidua.documents.papers.forms.bao_cao_thanh_tich import AchievementReport, bao_cao_thanh_tich
from thidua.documents.papers.forms.bien_ban import Minutes, bien_ban
from thidua.documents.papers.forms.giay_khen import Award, giay_khen
from thidua.documents.papers.forms.phu_luc_xet import VerdictTable, bang_xet
from thidua.documents.papers.forms.quyet_dinh import Decision, quyet_dinh
from thidua.documents.papers.forms.to_trinh import Submission, to_trinh

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pydantic import TypeAdapter

    from thidua.documents.papers.model import Certificate, Paper

_FORMS: dict[str, tuple[type[Any], Callable[[Any], Paper | Certificate]]] = {
    "to_trinh": (Submission, to_trinh),
    "bao_cao_thanh_tich": (AchievementReport, bao_cao_thanh_tich),
    "bien_ban": (Minutes, bien_ban),
    "quyet_dinh": (Decision, quyet_dinh),
    "giay_khen": (Award, giay_khen),
    "phu_luc_xet": (VerdictTable, bang_xet),
}
_KINDS = {form: kind for kind, (form, _) in _FORMS.items()}


def build(kind: str, facts: Mapping[str, Any] | object) -> Paper | Certificate:
    """The paper of that kind from its facts, or from what `dump` made of them."""
    form, builder = _FORMS[kind]
    return builder(facts if isinstance(facts, form) else _adapter(kind).validate_python(facts))


def dump(facts: object) -> dict[str, Any]:
    """Facts as plain JSON data."""
    data: dict[str, Any] = _adapter(_KINDS[type(facts)]).dump_python(facts, mode="json")
    return data


@cache
def _adapter(kind: str) -> TypeAdapter[Any]:
    from pydantic import TypeAdapter

    return TypeAdapter(_FORMS[kind][0])
