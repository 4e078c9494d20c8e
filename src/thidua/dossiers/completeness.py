"""What a dossier still lacks before its head can confirm it (III.3)."""

from collections import Counter

from thidua.core.errors import Problem
from thidua.core.voting import Outcome
from thidua.documents.models import Paper
from thidua.dossiers.enums import Slot
from thidua.dossiers.models import Dossier
from thidua.dossiers.queries.dossiers import Contents
from thidua.dossiers.wording import VOTED


def faults_of_papers(dossier: Dossier, contents: Contents | None = None) -> list[Problem]:
    """Return what the plan's three papers (III.3) lack, all at once: each there, and about the list as it is.

    A letter or a report may be there as a signed file alone; the minutes not: whom the council passed is read in them.
    """
    contents = contents or Contents(dossier)
    nominations = contents.nominations
    held = {(row.slot, row.nomination_id): row.paper for row in contents.papers}
    signed = {(row.slot, row.nomination_id) for row in contents.signed}
    names = Counter(str(row.nominee) for row in nominations)
    problems = [
        Problem(Slot.BAO_CAO, f"Thiếu báo cáo thành tích của {row.nominee} (điểm b khoản 3 mục III).")
        for row in nominations
        if (Slot.BAO_CAO, row.pk) not in held and (Slot.BAO_CAO, row.pk) not in signed
    ]
    for slot, names_in in ((Slot.TO_TRINH, _listed), (Slot.BIEN_BAN, _voted_on)):
        if (paper := held.get((slot, None))) is None and slot == Slot.TO_TRINH and (slot, None) in signed:
            continue  # what the signed file names, the head answers for (III.3.b)
        if paper is None:
            problems.append(Problem(slot, f"Hồ sơ thiếu {slot.label[0].lower()}{slot.label[1:]} (khoản 3 mục III)."))
        elif Counter(names_in(paper)) != names:
            problems.append(Problem(slot, f"{slot.label} không khớp với danh sách hiện tại.", "Lập lại giấy tờ này."))
        elif slot == Slot.BIEN_BAN:
            problems += _not_passed(paper)
    if not nominations:
        problems.insert(0, Problem("nominees", "Hồ sơ chưa có tập thể, cá nhân nào.", "Thêm ít nhất một trường hợp."))
    return problems


def _listed(paper: Paper) -> list[str]:
    return [each["name"] for kind in ("collectives", "individuals") for each in paper.data[kind]]


def _voted_on(paper: Paper) -> list[str]:
    return [vote["item"] for vote in paper.data["votes"]]


def _not_passed(paper: Paper) -> list[Problem]:
    """The minutes are there so that only whom the unit's own council passed goes forward (III.3.c)."""
    return [
        Problem(Slot.BIEN_BAN, f"Hội đồng đơn vị không thông qua {vote['item']}.", "Rút khỏi danh sách hoặc họp lại.")
        for vote in paper.data["votes"]
        if vote["outcome"] != VOTED[Outcome.PASSED]
    ]
