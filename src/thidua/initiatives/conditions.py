"""What law asks of an initiative, for the page beside the form: each sentence with its article and certainty."""

from dataclasses import dataclass

from thidua.core.law import Certainty

DECREE = "Nghị định 13/2012/NĐ-CP"


@dataclass(frozen=True)
class Condition:
    text: str
    article: str
    certainty: Certainty

    @property
    def known(self) -> str:
        return self.certainty.label


CONDITIONS = (
    Condition(
        "Là giải pháp kỹ thuật, quản lý, tác nghiệp hoặc ứng dụng tiến bộ kỹ thuật.", "Điều 3, Điều 4", Certainty.READ
    ),
    Condition("Có tính mới trong phạm vi cơ sở đó.", "Điều 3, Điều 4", Certainty.READ),
    Condition(
        "Đã được áp dụng hoặc áp dụng thử tại cơ sở đó và có khả năng mang lại lợi ích thiết thực.",
        "Điều 3, Điều 4",
        Certainty.READ,
    ),
    Condition("Không thuộc đối tượng bị loại trừ.", "Điều 3, Điều 4", Certainty.READ),
    Condition(
        "Xét công nhận trong 03 tháng kể từ khi chấp nhận đơn hoặc từ khi hoàn thành áp dụng lần đầu; "
        "không công nhận thì trả lời bằng văn bản, nêu lý do.",
        "khoản 1 Điều 7",
        Certainty.READ,
    ),
    Condition("Yêu cầu công nhận trong 1 năm kể từ ngày áp dụng lần đầu.", "Điều 5, Điều 6", Certainty.MEMORY),
)
