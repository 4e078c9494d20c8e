"""The closed set of kinds a standard can be: what is measured, what is judged, which guidance completes it.

A field whose name ends in `_key` names the guidance key that carries the threshold or the choice.
"""

from dataclasses import fields
from typing import Annotated, Literal

from pydantic import AfterValidator, Field
from pydantic.dataclasses import dataclass

from thidua.core.movement.guidance import GUIDANCE_KEYS, Type
from thidua.core.validation import CLOSED, IsoDate, Text, Whole, contradiction

JudgementFact = Literal["lanh_dao", "tuyen_truyen_danh_gia", "nhiem_vu_danh_gia", "pham_chat", "thanh_tich_5_nam"]
MemberKind = Literal["can_bo", "cong_chuc", "vien_chuc", "nguoi_lao_dong"]


def _guidance_key(wanted: Type) -> AfterValidator:
    def check(key: str) -> str:
        if key not in GUIDANCE_KEYS or GUIDANCE_KEYS[key].type != wanted:
            allowed = ", ".join(name for name, known in GUIDANCE_KEYS.items() if known.type == wanted)
            raise contradiction(
                f"không có khóa hướng dẫn “{key}” thuộc kiểu cần ở đây.", f"Các khóa được dùng: {allowed}."
            )
        return key

    return AfterValidator(check)


BoolKey = Annotated[str, _guidance_key("bool")]
WholeKey = Annotated[str, _guidance_key("whole")]
PercentKey = Annotated[str, _guidance_key("percent")]
ChoiceKey = Annotated[str, _guidance_key("choice")]


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Judged:
    """A word such as "tốt" or "hiệu quả cao": `body` concludes, with a reason, in the fact named."""

    fact: JudgementFact
    body: Text


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class JudgementRule:
    kind: Literal["judgement"]
    judged: Judged
    own_plan_key: BoolKey | None = None  # true: without a plan of its own the unit fails


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class OutreachRule:
    kind: Literal["outreach"]
    forms_key: WholeKey
    judged: Judged


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class TasksRule:
    """Every task finished, none returned, and so many per cent on time."""

    kind: Literal["tasks"]
    on_time_key: PercentKey
    judged: Judged | None = None


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class DocumentsRule:
    """Every document of the quality asked, and so many per cent on time."""

    kind: Literal["documents"]
    on_time_key: PercentKey


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class ComponentIndicesRule:
    kind: Literal["component_indices"]
    method_key: ChoiceKey
    at_maximum_key: BoolKey


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class RankRule:
    """A high rank or a leap."""

    kind: Literal["rank"]
    rank_key: WholeKey
    share_key: PercentKey
    leap_key: WholeKey
    unranked_key: BoolKey


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class InitiativeRule:
    kind: Literal["initiative"]
    council: Literal["co_so", "huyen", "tinh"]
    council_label: Text
    window_key: ChoiceKey


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class ConductRule:
    """No breach of kỷ cương hành chính handled within the year; `members` None: whoever the person is."""

    kind: Literal["conduct"]
    members: Annotated[tuple[MemberKind, ...], Field(min_length=1)] | None = None


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class CommendationsRule:
    kind: Literal["commendations"]
    level: Literal["xa", "huyen", "tinh"]
    label: Text
    minimum_key: WholeKey
    plan_minimum: Annotated[Whole, Field(ge=1)]  # the plan's own figure, where the guidance is silent
    this_movement_key: BoolKey
    first_day: IsoDate
    last_day: IsoDate


Rule = Annotated[
    JudgementRule
    | OutreachRule
    | TasksRule
    | DocumentsRule
    | ComponentIndicesRule
    | RankRule
    | InitiativeRule
    | ConductRule
    | CommendationsRule,
    Field(discriminator="kind"),
]


def guidance_keys(rule: Rule) -> tuple[str, ...]:
    """The keys a criterion reads, in the order of its fields."""
    named = (getattr(rule, field.name) for field in fields(rule) if field.name.endswith("_key"))
    return tuple(key for key in named if key is not None)
