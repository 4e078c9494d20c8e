"""Who signs, who numbers, who reads a paper."""

from thidua.core.errors import NotVisible
from thidua.documents.models import OfficeTemplate, Paper
from thidua.documents.papers.office import kinds
from thidua.documents.queries import papers_visible_to, templates_in_use
from thidua.organizations.enums import Role
from thidua.organizations.models import Unit
from thidua.organizations.permissions import Refusal, fetch, require
from thidua.organizations.queries import Roles


def open_paper(roles: Roles, pk: int) -> Paper:
    """Fetch and authorise in one: for who may not see it, it does not exist."""
    return fetch(papers_visible_to(roles), pk=pk)


def may_sign(roles: Roles, paper: Paper) -> Refusal:
    if roles.at(paper.issuer, Role.THU_TRUONG, Role.CHU_TICH):
        return None
    return f"Chỉ người đứng đầu {paper.issuer} được ký văn bản này."


def may_number(roles: Roles, paper: Paper) -> Refusal:
    """NĐ 30/2020: the clerk of the issuing body numbers and dates."""
    if roles.at(paper.issuer, Role.VAN_THU):
        return None
    return f"Chỉ văn thư của {paper.issuer} được cấp số, ngày tháng."


KEEPERS = (Role.VAN_THU, Role.CHU_TICH, Role.THU_TRUONG)  # of an office's templates


def may_keep_templates(roles: Roles, unit: Unit) -> Refusal:
    """Who signs for an office or keeps its registers decides what its papers look like."""
    if roles.at(unit, *KEEPERS):
        return None
    return f"Chỉ người đứng đầu hoặc văn thư của {unit} được thay mẫu văn bản."


def open_office(roles: Roles, pk: int, kind: str) -> Unit:
    """Fetch the office whose template of a kind one may replace: 404 to strangers, 403 to who only works there."""
    unit = next((held.unit for held in roles.held if held.unit.pk == pk), None)
    if unit is None or kind not in kinds():
        raise NotVisible
    require(may_keep_templates(roles, unit))
    return unit


def open_template(roles: Roles, pk: int, kind: str) -> OfficeTemplate:
    """Fetch the template an office uses for a kind of paper; 404 where it uses none of its own."""
    unit = open_office(roles, pk, kind)
    return fetch(templates_in_use([unit]), kind=kind)
