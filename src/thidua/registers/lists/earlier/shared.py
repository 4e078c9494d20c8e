"""What every list of earlier years shares: the column of the scan, and that what is entered has happened."""

from collections.abc import Iterable

from thidua.core.tables import Column, Row
from thidua.files.models import StoredFile
from thidua.registers.actions.backfill import Proof
from thidua.registers.plan import Plan, Scope
from thidua.registers.scans import name_key

SCAN = Column(
    "ban_quet",
    "Tệp quét",
    required=True,
    width=28,
    note="Tên tệp PDF, PNG hoặc JPG nạp cùng sổ, ví dụ qd-12-2019.pdf. Nhiều dòng dùng chung một tệp được.",
)
GUIDE = (
    "Sổ này ghi bổ sung việc của các năm trước. Mỗi dòng kèm bản quét văn bản gốc; chọn các tệp quét cùng lúc với sổ.",
    "Dòng ghi ở đây được đánh dấu là ghi bổ sung, kèm người ghi và ngày ghi, và được các tiêu chuẩn tính đến.",
)


def scan_of(row: Row, scope: Scope, plan: Plan) -> StoredFile | None:
    """The scan a row names, among those sent with the workbook."""
    name = row[SCAN.key]
    if name is None:
        return None
    found = scope.scans.get(name_key(name))
    if found is None:
        what = f"không có tệp quét “{name}” trong các tệp nạp cùng sổ."
        plan.problems.append(row.problem(SCAN.key, what, "Chọn thêm tệp này khi nạp, hoặc sửa lại tên."))
    return found


def has_happened(row: Row, keys: Iterable[str], scope: Scope, plan: Plan) -> bool:
    for key in keys:
        if row[key] is not None and row[key] > scope.today:
            plan.problems.append(row.problem(key, f"ngày {row[key]:%d/%m/%Y} chưa đến.", "Chỉ ghi việc đã có."))
            return False
    return True


def proof_of(scope: Scope, scan: StoredFile, reason: str) -> Proof:
    return Proof(scope.authority, scan, reason)
