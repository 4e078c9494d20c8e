"""What was sent: the receipt of each sending, what changed since the one before, and its sealed content as a file."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thidua.core.calendar import local_date, parse_day
from thidua.core.digest import canonical, digest_of
from thidua.core.errors import NotAllowed
from thidua.core.format import day
from thidua.documents.models import Paper
from thidua.dossiers.enums import Slot
from thidua.dossiers.models import Submission
from thidua.dossiers.permissions import open_dossier, open_submission
from thidua.dossiers.queries.dossiers import papers_of, submissions_of
from thidua.dossiers.sealing import Content, checks_of, differences
from thidua.dossiers.terms import appraisal_term, last_day
from thidua.files.signed import Reading, readings_of
from thidua.mail.queries import mail_counts
from thidua.organizations.http import ActorRequest, signed_in


@dataclass(frozen=True)
class SentPaper:
    """A paper as it was sent; `files`: the digest of each file kept of it, by its kind."""

    title: str
    code: str
    dated: str
    digest: str
    files: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class SentFile:
    """A signed file as it was sent, with what was then read of its signatures."""

    number: int
    title: str
    name: str
    digest: str
    signatures: list[Reading]


@require_GET
@signed_in
def receipt(request: ActorRequest, pk: int) -> HttpResponse:
    """Show the receipt of the last sending, to be printed and kept: number, time of the database, seal, list."""
    dossier = open_dossier(request.roles, pk)
    last = submissions_of(dossier).last()
    if last is None:
        raise NotAllowed(_("Hồ sơ chưa nộp nên chưa có biên nhận."))
    last.dossier = dossier
    return _page(request, last)


@require_GET
@signed_in
def submission(request: ActorRequest, pk: int, version: int) -> HttpResponse:
    """Show one sending as it was."""
    return _page(request, open_submission(request.roles, pk, version))


@require_GET
@signed_in
def sealed_content_of(request: ActorRequest, pk: int, version: int) -> HttpResponse:
    """Send the sealed content as a file whose SHA-256 is the seal, so that anybody can compute it again."""
    sent = open_submission(request.roles, pk, version)
    response = HttpResponse(canonical(sent.content).encode(), content_type="application/json; charset=utf-8")
    name = f"{sent.receipt} lần {sent.version}.json"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _page(request: ActorRequest, sent: Submission) -> HttpResponse:
    dossier, versions = sent.dossier, list(submissions_of(sent.dossier))
    before = next((each for each in versions if each.version == sent.version - 1), None)
    received_on, is_last = local_date(sent.at), sent.version == len(versions)
    term = appraisal_term(dossier.round, received_on)
    context = {
        "dossier": dossier,
        "round": dossier.round,
        "sent": sent,
        "versions": versions,
        "is_last": is_last,
        "before": before,
        "changes": list(differences(before.content, sent.content)) if before else [],
        "checks": checks_of(sent),
        "papers": list(_papers(sent.content, {row.paper.code: row.paper for row in papers_of(dossier)})),
        "files": list(_files(sent.content)),
        "mails": mail_counts(sent),
        "due": dossier.appraisal_due if is_last and dossier.appraisal_due else last_day(received_on, term.days),
        "term": term,
    }
    return render(request, "dossiers/receipt.html", context)


def _papers(content: Content, held: dict[str, Paper]) -> Iterator[SentPaper]:
    for each in content["papers"]:
        paper, dated = held.get(each["code"]), each["data"].get("letterhead", {}).get("day")
        kept = {"PDF": paper.pdf, "DOCX": paper.docx} if paper and paper.data == each["data"] else {}
        yield SentPaper(
            title=each.get("title") or str(Slot(each["slot"]).label),
            code=each["code"],
            dated=day(parse_day(dated)) if dated else "",
            digest=digest_of(each["data"]),
            files=tuple((kind, file.sha256) for kind, file in kept.items() if file),
        )


def _files(content: Content) -> Iterator[SentFile]:
    names = {each["id"]: f" {each['name']}" for each in content["nominees"]}
    for number, said in enumerate(content.get("signed", ()), start=1):
        title = f"{Slot(said['slot']).label}{names.get(said['nomination'], '')}"
        yield SentFile(number, title, said["name"], said["sha256"], readings_of(said["signatures"]))
