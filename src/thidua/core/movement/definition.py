"""movement.yaml as dataclasses: every element of a plan, each with the clause it comes from.

A clause is an id of the plan's tree ("III.2.a/tap-the/4").
"""

from typing import Annotated, Literal

from pydantic import Field
from pydantic.dataclasses import dataclass

from thidua.core.law import Certainty
from thidua.core.movement.parts import Part
from thidua.core.movement.rules import Rule
from thidua.core.validation import CLOSED, Flag, IsoDate, Text, Whole, Words, contradiction

Kind = Literal["tap_the", "ca_nhan"]
RoundKind = Literal["hang_nam", "tong_ket"]
Parts = tuple[Part, ...]
AtLeastOne = Field(min_length=1)


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Element:
    clause: Text


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class SuperiorPlan(Element):
    """The plan this one carries out."""

    number: Text
    date: IsoDate
    issuer: Text


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Participant(Element):
    """`units` are kinds of unit of the registry; `posts` the kinds of people in them (individuals only)."""

    kind: Kind
    label: Text
    units: Annotated[tuple[Text, ...], AtLeastOne]
    posts: tuple[Literal["can_bo", "cong_chuc", "vien_chuc", "nguoi_lao_dong"], ...] = ()


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Content(Element):
    id: Text
    label: Text
    parts: Annotated[Parts, AtLeastOne]
    how: Text


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Period(Element):
    """From the day the plan is issued (a paper may give the month only) to `last_day`."""

    first_day: IsoDate | None
    last_day: IsoDate


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class AwardObjects(Element):
    kinds: Annotated[tuple[Kind, ...], AtLeastOne]
    label: Text


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Award(Element):
    form: Literal["giay_khen_xa", "giay_khen_huyen", "bang_khen_tinh"]
    label: Text
    authority: Text
    act: Literal["quyet_dinh", "de_nghi"]  # the authority of the plan decides, or proposes to a higher one


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Round(Element):
    """`before`: "trước ngày 10/12": the first day that is too late. `year` None for the round over all years."""

    id: Text
    kind: RoundKind
    label: Text
    year: Whole | None
    before: IsoDate
    submit_to: Text


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Reading:
    """How a text is understood; where it is not the plan's own words, what else it could mean is said."""

    text: Text
    plan_words: Flag
    alternatives: tuple[Text, ...] = ()

    def __post_init__(self) -> None:
        if not self.plan_words and not self.alternatives:
            raise contradiction(
                "cách hiểu không phải lời của kế hoạch thì phải nêu cách hiểu khác.",
                "Bổ sung “alternatives”, hoặc đặt “plan_words: true” nếu đúng là lời kế hoạch.",
            )


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Criterion(Element):
    id: Text
    label: Text
    rule: Rule
    readings: Annotated[tuple[Reading, ...], AtLeastOne]


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class StandardList(Element):
    """The criteria a nominee of these kinds must all meet in a round of this kind."""

    id: Text
    label: Text
    round_kind: RoundKind
    kinds: Annotated[tuple[Kind, ...], AtLeastOne]
    readings: Annotated[tuple[Reading, ...], AtLeastOne]
    criteria: Annotated[tuple[Criterion, ...], AtLeastOne]


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Bar:
    """What keeps a nominee out whatever the standards say: by a clause of the plan, or by law of the day.

    `law` is the id of a dated parameter of the law.
    """

    id: Literal["doi_tuong", "dang_xem_xet"]
    label: Text
    clause: Text | None = None
    law: Text | None = None
    readings: Annotated[tuple[Reading, ...], AtLeastOne]

    def __post_init__(self) -> None:
        if self.clause is None and self.law is None:
            raise contradiction("rào cản phải có căn cứ.", "Bổ sung “clause” hoặc “law”.")


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Paper(Element):
    id: Text
    label: Text
    form: Words = ""
    confirmed_by: Words = ""


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Funding(Element):
    id: Literal["source", "amounts"]
    label: Text
    parts: Annotated[Parts, AtLeastOne]


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Duty(Element):
    """No `parts`: a duty of people alone; its clause is then to be told as narrative, with the reason."""

    id: Text
    body: Text
    does: Text
    parts: Parts


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Council:
    """A council the plan names, with every clause that names it."""

    id: Text
    label: Text
    clauses: Annotated[tuple[Text, ...], AtLeastOne]
    does: Text


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class AwardCouncil:
    """The council that judges awards at the authority's own level; None with a reason where the plan asks none."""

    council: Text | None
    reason: Text


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Succession:
    """A power that passes to another body; what nobody competent has decided stays an open question.

    `instrument` is the id of an instrument of the law.
    """

    id: Text
    power: Text
    first_day: IsoDate
    successor: Text
    form: Literal["giay_khen_xa", "giay_khen_huyen", "bang_khen_tinh"] | None = None
    instrument: Text
    certainty: Certainty
    open_question: Text | None = None


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Recipient(Element):
    """A line of "Nơi nhận" (`clause`: noi-nhan/2), word for word, and what sending to it means here."""

    line: Text
    parts: Annotated[Parts, AtLeastOne]
    how: Text


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Binding(Element):
    """A clause that is no element of its own, and the parts of the product that carry it out."""

    parts: Annotated[Parts, AtLeastOne]
    how: Text


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Narrative(Element):
    """A clause that asks nothing of software, and why."""

    reason: Text


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Definition:
    name: Text
    issuer: Text
    superior_plan: SuperiorPlan | None
    participants: Annotated[tuple[Participant, ...], AtLeastOne]
    contents: Annotated[tuple[Content, ...], AtLeastOne]
    period: Period
    award_objects: AwardObjects
    awards: Annotated[tuple[Award, ...], AtLeastOne]
    rounds: Annotated[tuple[Round, ...], AtLeastOne]
    standards: Annotated[tuple[StandardList, ...], AtLeastOne]
    bars: tuple[Bar, ...]
    papers: tuple[Paper, ...]
    funding: tuple[Funding, ...]
    duties: tuple[Duty, ...]
    councils: tuple[Council, ...]
    award_council: AwardCouncil
    succession: tuple[Succession, ...]
    recipients: tuple[Recipient, ...]
    bindings: tuple[Binding, ...]
    narratives: tuple[Narrative, ...]
