"""Files that prove an item of a sheet: brought by the unit, read by whoever appraises."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from thidua.core.errors import NotVisible
from thidua.files.actions import read_file
from thidua.files.evidence import evidence_of, prove
from thidua.files.http import attachment
from thidua.files.permissions import may_download
from thidua.organizations.http import ActorRequest, signed_in
from thidua.organizations.permissions import require
from thidua.scoring.actions import prove_item, withdraw_proof_of_item
from thidua.scoring.permissions import may_prove, open_proof, open_sheet
from thidua.scoring.queries.proofs import item_of
from thidua.scoring.scorecards import set_of


@require_http_methods(["GET", "POST"])
@signed_in
def proofs(request: ActorRequest, pk: int, code: str) -> HttpResponse:
    """Show the files of a criterion; let the unit bring more, or no longer cite one."""
    found = open_sheet(request.roles, pk)
    criterion = next((each for each in set_of(found).criteria if each.code == code), None)
    if criterion is None:
        raise NotVisible
    item, refusal = item_of(found, code), may_prove(request.roles, found, request.at)
    url = reverse("scoring:prove_item", args=[pk, code])
    if request.method == "POST":
        require(refusal)
        prove(request, item, found.unit, cite=prove_item, withdraw=withdraw_proof_of_item)
        return redirect(url)
    context = {
        "sheet": found,
        "criterion": criterion,
        "evidence": evidence_of(item, found.unit, url=url, may_add=refusal is None),
        "may_self_score": refusal is None,
    }
    return render(request, "scoring/proofs.html", context)


@require_GET
@signed_in
def proof(request: ActorRequest, pk: int, citation: int) -> HttpResponse:
    """Send a file that proves an item, to who may read the sheet."""
    upload = open_proof(request.roles, pk, citation).upload
    require(may_download(upload))
    if upload.kept is None:
        raise NotVisible
    return attachment(read_file(upload.kept), name=upload.name, media_type=upload.kept.media_type)
