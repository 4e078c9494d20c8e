"""Who brings files, who reads them, who takes them back."""

from thidua.files.enums import UploadState
from thidua.files.models import Upload
from thidua.files.queries import uploads_visible_to
from thidua.organizations.enums import Role
from thidua.organizations.models import Unit
from thidua.organizations.permissions import Refusal, fetch, is_officer_of
from thidua.organizations.queries import Roles

BRINGING = (*Role.of_unit, Role.THUONG_TRUC, Role.VAN_THU, Role.CHU_TICH)
NOT_OF_UNIT = "Chỉ cán bộ, thủ trưởng, thường trực hoặc văn thư của đơn vị được tải minh chứng của đơn vị đó."


def open_upload(roles: Roles, pk: int) -> Upload:
    """Fetch and authorise in one: for who may not see it, it does not exist."""
    return fetch(uploads_visible_to(roles), pk=pk)


def may_upload(roles: Roles, unit: Unit) -> Refusal:
    if is_officer_of(roles, unit) or roles.at(unit, *BRINGING):
        return None
    return NOT_OF_UNIT


def may_upload_anywhere(roles: Roles) -> Refusal:
    """Whether there is any unit to bring files for; which one, `may_upload` says."""
    return None if roles.has(*BRINGING) else NOT_OF_UNIT


def may_download(upload: Upload) -> Refusal:
    """Only what was checked and kept is handed out; who may see it, `open_upload` says."""
    if upload.state == UploadState.KEPT:
        return None
    if upload.state == UploadState.SCANNING:
        return "Tệp đang chờ phần mềm diệt vi-rút; tải về được sau khi quét xong."
    return "Tệp này không được nhận hoặc đã rút nên không tải về được."


def may_withdraw(roles: Roles, upload: Upload) -> Refusal:
    refusal = may_upload(roles, upload.unit)
    if refusal is None and upload.citations.exists():
        return "Tệp đang được dẫn làm minh chứng. Hãy bỏ dẫn ở những nơi đó trước khi rút tệp."
    return refusal
