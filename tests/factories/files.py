"""Files of evidence in the small world: on their way, and settled as the check says."""

from datetime import datetime

from tests.factories.dossiers import NOVEMBER
from tests.factories.world import World
from tests.files.building import word
from thidua.accounts.models import User
from thidua.files.actions import announce_upload, settle_upload
from thidua.files.antivirus import Scan
from thidua.files.checks import check_content
from thidua.files.models import Upload
from thidua.organizations.models import Unit


def coming(
    world: World, name: str = "Công văn.pdf", size: int = 1_000, *, unit: Unit | None = None, actor: User | None = None
) -> Upload:
    return announce_upload(unit or world.truc_chinh, name=name, size=size, actor=actor or world.can_bo, at=NOVEMBER)


def settled(
    upload: Upload, content: bytes, *, actor: User, scan: Scan | None = None, at: datetime = NOVEMBER
) -> Upload:
    """Settle without a process of its own."""
    checked = check_content(upload.name, content)
    kept = checked.cleaned or content
    return settle_upload(upload, checked=checked, content=kept, scan=scan or Scan("off"), actor=actor, at=at)


def brought(
    world: World,
    name: str = "Báo cáo.docx",
    content: bytes | None = None,
    *,
    unit: Unit | None = None,
    actor: User | None = None,
    scan: Scan | None = None,
) -> Upload:
    content = word() if content is None else content
    upload = coming(world, name, len(content), unit=unit, actor=actor)
    return settled(upload, content, actor=actor or world.can_bo, scan=scan)
