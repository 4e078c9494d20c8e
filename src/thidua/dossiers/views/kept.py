"""A verdict as it was kept: its facts, guidance and rulebook of that day, never computed anew."""

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from thidua.core.json_text import dump_json
from thidua.dossiers.changes import changes_since
from thidua.dossiers.discretion import for_reader
from thidua.dossiers.enums import DossierState
from thidua.dossiers.evidence import evidence_of
from thidua.dossiers.facts_words import facts_in_words, guidance_in_words
from thidua.dossiers.letters import letter_kept
from thidua.dossiers.models import VerdictRecord
from thidua.dossiers.permissions import open_kept_verdict
from thidua.dossiers.queries.dossiers import subject_of
from thidua.dossiers.queries.verdicts import standings
from thidua.dossiers.views.letter import annex_response
from thidua.legal import load_law
from thidua.movements.queries import folder_of
from thidua.organizations.http import ActorRequest, signed_in


@require_GET
@signed_in
def kept_verdict(request: ActorRequest, pk: int) -> HttpResponse:
    """Show the letter as it was, and what it was computed from."""
    record = open_kept_verdict(request.roles, pk)
    letter = for_reader(letter_kept(record), request.roles)
    return render(
        request,
        "dossiers/kept.html",
        {
            "record": record,
            "letter": letter,
            "round": letter.round,
            "evidence": evidence_of(letter),
            "facts": list(facts_in_words(letter.facts)),
            "guidance": list(guidance_in_words(record.guidance)),
            "same_rules": _same_rules(record),
            "changes": _changes(record, request.at),
        },
    )


def _changes(record: VerdictRecord, at: datetime) -> tuple[str, ...]:
    """Say what is otherwise now, until the dossier is decided."""
    nomination = record.nomination
    if nomination.dossier.state == DossierState.DECIDED:
        return ()
    round_, subject = nomination.dossier.round, subject_of(nomination)
    return changes_since(record, standings(round_, [subject], at)[subject].verdict, round_, subject.kind)


def _same_rules(record: VerdictRecord) -> bool:
    """Tell whether the movement's folder and the law are still, byte for byte, what they were."""
    folder = folder_of(record.nomination.dossier.round.movement)
    return (record.rulebook.get("movement"), record.rulebook.get("law")) == (folder.version, load_law().version)


@require_GET
@signed_in
def kept_facts(request: ActorRequest, pk: int) -> HttpResponse:
    """Send the kept facts as a file for `thidua eligibility`, so that who may read them computes the verdict again."""
    record = open_kept_verdict(request.roles, pk)
    letter = for_reader(letter_kept(record), request.roles)
    nomination = record.nomination
    data = {
        "as_of": record.as_of.isoformat(),
        "guidance": {key: entry["value"] for key, entry in record.guidance.items()},
        "nominees": [
            {
                "id": record.result["id"],
                "kind": nomination.kind,
                "name": str(nomination.nominee),
                "facts": letter.facts,
            }
        ],
    }
    response = HttpResponse(dump_json(data), content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=f"Dữ kiện {nomination.nominee}.json") or "attachment"
    )
    return response


@require_GET
@signed_in
def kept_annex(request: ActorRequest, pk: int) -> HttpResponse:
    """Send the kept letter as a paper."""
    record = open_kept_verdict(request.roles, pk)
    return annex_response(for_reader(letter_kept(record), request.roles), record.nomination.dossier.unit, request)
