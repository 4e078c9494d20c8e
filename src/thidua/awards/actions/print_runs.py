"""Printing every certificate of a decision: asked for once, done in steps that anything may interrupt."""

from datetime import datetime

from django.db import transaction

from thidua.accounts.models import User
from thidua.audit.actions import change_state, lock, record
from thidua.awards.enums import PRINT_TRANSITIONS, PrintState
from thidua.awards.models import CertificateBlank, Decision, PrintRun
from thidua.awards.permissions import may_print
from thidua.awards.printing import print_singles, put_together
from thidua.awards.queries import awards_of
from thidua.organizations.permissions import require
from thidua.organizations.queries import roles_of

BATCH = 50


@transaction.atomic
def start_print_run(
    decision: Decision, *, blank: CertificateBlank | None = None, actor: User, at: datetime
) -> PrintRun:
    """Ask for all certificates of a decision, in the product's own frame or on a pre-printed blank.

    While a run is under way, asking again answers with that run.
    """
    decision = lock(decision)
    require(may_print(roles_of(actor, at), decision))
    under_way = decision.print_runs.filter(state=PrintState.RUNNING).first()
    if under_way is not None:
        return under_way
    run = PrintRun.objects.create(
        authority=decision.authority,
        decision=decision,
        total=decision.awards.count(),
        asked_by=actor,
        asked_at=at,
        stepped_at=at,
        blank_name=blank.name if blank else "",
        layout=blank.layout if blank else None,
    )
    record(run, "print.started", actor=actor, at=at, new={"total": run.total})
    return run


@transaction.atomic
def take_print_step(pk: int, *, actor: User | None = None, at: datetime) -> bool:
    """Print the next certificates, or put all together once each is printed; False where nothing is left to do here.

    Whoever comes while another is at it leaves at once, so a run may be taken up again at any time.
    """
    rows = PrintRun.objects.select_for_update(skip_locked=True, of=("self",)).select_related("decision")
    run = rows.filter(pk=pk, state=PrintState.RUNNING).first()
    if run is None:
        return False
    if waiting := list(awards_of(run.decision)[run.done : run.done + BATCH]):
        run.done += print_singles(waiting, at=at) if run.layout is None else len(waiting)
        run.stepped_at = at
        run.save(update_fields=["done", "stepped_at"])
        return True
    run.whole, run.singles = put_together(run, at=at)
    change_state(run, PrintState.DONE, table=PRINT_TRANSITIONS, verb="print.finished", actor=actor, at=at)
    return False
