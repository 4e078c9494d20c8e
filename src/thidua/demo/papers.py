"""demo-out/: the papers of the newest issued decision, and the files that the other commands read."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from thidua.awards.enums import DecisionState
from thidua.awards.models import Award, Decision
from thidua.awards.queries import awards_of
from thidua.core.json_text import dump_json
from thidua.core.text import slug
from thidua.councils.enums import SessionState
from thidua.councils.models import Session
from thidua.demo.files import facts_file, tally_file
from thidua.documents.models import Paper
from thidua.documents.papers import Certificate, build, render_certificates_pdf
from thidua.documents.rendering import page_of
from thidua.dossiers.enums import Kind, Slot
from thidua.dossiers.models import Dossier, DossierPaper, Nomination
from thidua.movements.models import Round
from thidua.scoring.models import Publication

_HEAD = """Giấy tờ và tệp của bản trình diễn (nhân vật, số liệu là giả định).

"""


def write_papers(folder: Path, *, at: datetime) -> list[str]:
    """Write everything there is into the folder, replacing what an earlier run wrote; return the names."""
    folder.mkdir(parents=True, exist_ok=True)
    told: dict[str, str] = {}
    for name, content, what in (*_papers(at), *_data(at)):
        (folder / name).write_bytes(content)
        told[name] = what
    for old in folder.iterdir():
        if old.is_file() and old.name not in told and old.suffix in {".pdf", ".docx", ".json"}:
            old.unlink()
    lines = (f"{name}\n    {what}\n" for name, what in told.items())
    (folder / "README.txt").write_text(_HEAD + "".join(lines), encoding="utf-8")
    return list(told)


File = tuple[str, bytes, str]


def newest_decision() -> Decision | None:
    return Decision.objects.filter(state=DecisionState.ISSUED).order_by("-decided_on", "-pk").first()


def _papers(at: datetime) -> Iterator[File]:
    decision = newest_decision()
    if decision is None or decision.paper is None:
        return
    awards = list(awards_of(decision))
    yield from _dossier_papers(_shown_dossier(awards), at)
    yield from _session_minutes(at)
    yield from _both(decision.paper, "quyet-dinh", f"{decision.paper.title} (kèm danh sách)", at)
    yield from _certificates(awards, at)


def _shown_dossier(awards: list[Award]) -> Dossier:
    """Return a dossier of which both a collective and a person were commended: of a commune, where there is one."""
    kinds: dict[int, set[str]] = {}
    for award in awards:
        kinds.setdefault(award.nomination.dossier_id, set()).add(award.kind)
    both = [pk for pk, found in kinds.items() if found == set(Kind.values)]
    found = Dossier.objects.filter(pk__in=both).select_related("unit").order_by("unit__sort_order")
    return next((dossier for dossier in found if dossier.unit.is_commune), found[0])


def _dossier_papers(dossier: Dossier, at: datetime) -> Iterator[File]:
    held = DossierPaper.objects.filter(dossier=dossier).select_related("paper", "nomination").order_by("slot", "pk")
    words = {Slot.TO_TRINH: "Tờ trình kèm danh sách", Slot.BIEN_BAN: "Biên bản họp Hội đồng Thi đua - Khen thưởng"}
    reports: set[str] = set()
    for row in held:
        if row.nomination is None:
            yield from _both(row.paper, slug(Slot(row.slot).label), f"{words[Slot(row.slot)]} của {dossier.unit}", at)
        elif row.nomination.kind not in reports:
            reports.add(row.nomination.kind)
            of = "tập thể" if row.nomination.kind == Kind.TAP_THE else "cá nhân"
            what = f"{row.paper.title} (mẫu số 07, {of})"
            yield from _both(row.paper, f"bao-cao-thanh-tich-{slug(of)}", what, at)


def _session_minutes(at: datetime) -> Iterator[File]:
    session = _newest_session()
    if session is not None and session.minutes is not None:
        yield from _both(session.minutes, "bien-ban-hoi-dong-khcn", f"{session.minutes.title}, {session.council}", at)


def _newest_session() -> Session | None:
    closed = Session.objects.filter(state=SessionState.CLOSED).select_related("minutes", "council")
    return closed.order_by("-held_on", "-pk").first()


def _both(paper: Paper, stem: str, what: str, at: datetime) -> Iterator[File]:
    for extension in ("pdf", "docx"):
        yield f"{stem}.{extension}", page_of(paper, extension, at=at), what


def _certificates(awards: list[Award], at: datetime) -> Iterator[File]:
    papers = [award.certificate for award in awards if award.certificate is not None]
    yield from _both(papers[0], "giay-khen", f"Giấy khen của {awards[0].recipient}", at)
    pages = [built for paper in papers if isinstance(built := build(paper.kind, paper.data), Certificate)]
    yield (
        "giay-khen-tat-ca.pdf",
        render_certificates_pdf(pages, at=at),
        f"Toàn bộ {len(pages)} giấy khen của quyết định",
    )


def _data(at: datetime) -> Iterator[File]:
    if round_ := _newest_round():
        name = f"facts-{round_.year}.json"
        how = f"thidua eligibility {name} --movement {round_.movement.slug} --round {round_.code}"
        yield _json(name, facts_file(round_, at), f"Dữ kiện của mọi tập thể, cá nhân được đề nghị; đọc bằng: {how}")
    publication = Publication.objects.select_related("criteria_set").order_by("-published_at").first()
    if publication is not None:
        name = f"score-{publication.criteria_set.year}.json"
        yield _json(name, publication.bundle, f"Bộ tiêu chí và phiếu chấm đã công bố; đọc bằng: thidua score {name}")
    if session := _newest_session():
        name = f"tally-{session.held_on.year}.json"
        yield _json(name, tally_file(session), f"Phiếu của {session.title.lower()}; đọc bằng: thidua tally {name}")


def _newest_round() -> Round | None:
    yearly = Nomination.objects.exclude(dossier__round__code="tong-ket").values("dossier__round")
    return Round.objects.filter(pk__in=yearly).select_related("movement").order_by("-year").first()


def _json(name: str, data: Any, what: str) -> File:
    return name, f"{dump_json(data)}\n".encode(), what
