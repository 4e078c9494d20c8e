"""The parts of the product that a clause can be bound to: a closed list, each in the package that holds it.

Only what is built stands here; a part that is planned joins the list on the day it works.
"""

from dataclasses import dataclass
from enum import StrEnum


class Part(StrEnum):
    """What carries a clause out."""

    REGISTRY = "registry"
    CONDUCT = "conduct"
    MOVEMENT = "movement"
    REGISTRATION = "registration"
    GUIDANCE = "guidance"
    OWN_PLANS = "own_plans"
    TASKS = "tasks"
    SCORING = "scoring"
    INITIATIVES = "initiatives"
    VERDICT = "verdict"
    DOSSIERS = "dossiers"
    PAPERS = "papers"
    COUNCILS = "councils"
    DECISIONS = "decisions"
    MONEY = "money"
    ACTIVITIES = "activities"
    REPORTS = "reports"
    PUBLIC_SITE = "public_site"

    @property
    def label(self) -> str:
        return _PARTS[self].label

    @property
    def package(self) -> str:
        return _PARTS[self].package


@dataclass(frozen=True)
class _Part:
    package: str
    label: str


_PARTS = {
    Part.REGISTRY: _Part("thidua.organizations", "danh bạ đơn vị, cá nhân theo thời gian"),
    Part.CONDUCT: _Part("thidua.organizations", "sổ kỷ luật và vụ việc đang xem xét"),
    Part.MOVEMENT: _Part("thidua.movements", "phong trào và các đợt xét"),
    Part.REGISTRATION: _Part("thidua.movements", "đăng ký thi đua"),
    Part.GUIDANCE: _Part("thidua.movements", "hướng dẫn bổ sung ngưỡng"),
    Part.OWN_PLANS: _Part("thidua.work", "kế hoạch riêng của đơn vị"),
    Part.TASKS: _Part("thidua.work", "nhiệm vụ: giao, tiến độ, đúng hạn, trả lại"),
    Part.SCORING: _Part("thidua.scoring", "chấm điểm, chỉ số, xếp hạng"),
    Part.INITIATIVES: _Part("thidua.initiatives", "sáng kiến: đơn, xét, công nhận"),
    Part.VERDICT: _Part("thidua.core.eligibility", "xét điều kiện khen thưởng, kèm lý do"),
    Part.DOSSIERS: _Part("thidua.dossiers", "hồ sơ, hạn nộp, thẩm định"),
    Part.PAPERS: _Part("thidua.documents", "văn bản theo mẫu"),
    Part.COUNCILS: _Part("thidua.councils", "Hội đồng: phiên họp, phiếu kín, biên bản"),
    Part.DECISIONS: _Part("thidua.awards", "đề nghị, quyết định, giấy khen, sổ khen thưởng"),
    Part.MONEY: _Part("thidua.core.money", "mức tiền thưởng theo ngày quyết định"),
    Part.ACTIVITIES: _Part("thidua.publicity", "hoạt động tuyên truyền"),
    Part.REPORTS: _Part("thidua.portal", "việc của tôi, hạn và tiến độ"),
    Part.PUBLIC_SITE: _Part("thidua.portal", "trang công khai"),
}
