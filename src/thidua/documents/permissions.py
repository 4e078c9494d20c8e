"""Who signs, who numbers, who reads a paper."""

from thidua.core.errors import NotVisible
from thidua.documents.models import Paper
from thidua.documents.queries import papers_visible_to
from thidua.organizations.enums import Role
from thidua.organizations.permissions import Refusal
from thidua.organizations.queries import Roles


def open_paper(roles: Roles, pk: int) -> Paper:
    """Fetch and authorise in one: for who may not see it, it does not exist."""
    paper = papers_visible_to(roles).filter(pk=pk).first()
    if paper is None:
        raise NotVisible
    return paper


def may_sign(roles: Roles, paper: Paper) -> Refusal:
    if roles.at(paper.issuer, Role.THU_TRUONG, Role.CHU_TICH):
        return None
    return f"Chỉ người đứng đầu {paper.issuer} được ký văn bản này."


def may_number(roles: Roles, paper: Paper) -> Refusal:
    """NĐ 30/2020: the clerk of the issuing body numbers and dates."""
    if roles.at(paper.issuer, Role.VAN_THU):
        return None
    return f"Chỉ văn thư của {paper.issuer} được cấp số, ngày tháng."
