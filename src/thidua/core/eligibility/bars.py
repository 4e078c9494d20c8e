"""What keeps a nominee out whatever the standards say: not a participant, or a matter under review."""

from collections.abc import Iterator
from datetime import date

from thidua.core.eligibility.facts import Facts, OpenMatter
from thidua.core.eligibility.setting import Setting
from thidua.core.eligibility.verdict import Answer
from thidua.core.eligibility.verdict import Bar as BarFound
from thidua.core.format import day
from thidua.core.law import Certainty, Source
from thidua.core.movement.definition import Bar


def bars(facts: Facts, setting: Setting) -> Iterator[BarFound]:
    for declared in setting.movement.definition.bars:
        if declared.id == "doi_tuong":
            yield from _not_participant(declared, facts, setting)
        else:
            yield from _under_review(declared, facts, setting)


def _not_participant(declared: Bar, facts: Facts, setting: Setting) -> Iterator[BarFound]:
    """A file that does not say is taken as a participant."""
    said = facts.doi_tuong
    if said is not None and said.ket_luan is False:
        why = f": {said.ly_do}" if said.ly_do else ""
        yield BarFound(
            declared.id, _source(declared, setting), f"Không thuộc đối tượng thi đua{why}.", Answer.KHONG_DAT
        )


def _under_review(declared: Bar, facts: Facts, setting: Setting) -> Iterator[BarFound]:
    source = _source(declared, setting)
    if facts.dang_xem_xet is None:
        reason = "Chưa có kết quả rà soát vụ việc đang xem xét (dữ kiện “dang_xem_xet”)."
        yield BarFound(declared.id, source, reason, Answer.CHUA_DU_CAN_CU)
    for matter in facts.dang_xem_xet or ():
        is_open = _is_open(matter, setting.day)
        if is_open is None:
            reason = f"Chưa rõ ngày bắt đầu của vụ việc “{matter.loai}”."
            yield BarFound(declared.id, source, reason, Answer.CHUA_DU_CAN_CU)
        elif is_open:
            yield BarFound(declared.id, source, _open_text(matter, setting.day), Answer.CHUA_XET)


def _is_open(matter: OpenMatter, on: date) -> bool | None:
    """It began by then and has no end, or a later one."""
    if matter.den is not None and matter.den <= on:
        return False
    return None if matter.tu is None else matter.tu <= on


def _open_text(matter: OpenMatter, on: date) -> str:
    began = f" từ ngày {day(matter.tu)}" if matter.tu else ""
    return f"Vụ việc “{matter.loai}” đang được xem xét{began}, đến {day(on)} chưa kết thúc nên chưa xét khen thưởng."


def _source(declared: Bar, setting: Setting) -> str:
    """The clause, or the law of the day with how well it is known."""
    if declared.clause is not None:
        return setting.cite(declared.clause)
    in_force = setting.movement.law.known_value(declared.law or "", setting.day)
    return "; ".join(_basis(source) for source in in_force.sources) if in_force else declared.label


def _basis(source: Source) -> str:
    read = source.certainty in {Certainty.READ, Certainty.COMPUTED}
    return f"{source.instrument}, {source.article}" + ("" if read else f" ({source.certainty.label})")
