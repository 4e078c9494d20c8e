"""What the database holds, as the files that `thidua eligibility` and `thidua tally` read (design §6, §7)."""

from datetime import datetime
from typing import Any

from django.db.models import Max

from thidua.core.calendar import local_date
from thidua.councils.enums import Choice
from thidua.councils.models import Ballot, Session
from thidua.councils.queries import items_of, seats_of
from thidua.dossiers.models import Nomination, VerdictRecord
from thidua.dossiers.queries.dossiers import subject_of
from thidua.dossiers.queries.facts import gather_facts
from thidua.dossiers.queries.verdicts import names_of
from thidua.movements.models import Round
from thidua.movements.queries import guidance_on


def facts_file(round_: Round, at: datetime) -> dict[str, Any]:
    """Return the facts of every nominee of the round as of its last kept verdict, with the guidance of that day."""
    kept = VerdictRecord.objects.filter(nomination__dossier__round=round_).aggregate(last=Max("at"))["last"]
    as_of = kept or at
    nominations = Nomination.objects.filter(dossier__round=round_).order_by("dossier__receipt", "pk")
    subjects = [subject_of(row) for row in nominations]
    names, facts = names_of(subjects), gather_facts(round_, subjects, as_of)
    guidance = guidance_on(round_.movement, local_date(as_of))
    return {
        "as_of": as_of.isoformat(),
        "guidance": {key: value.value for key, value in guidance.items()},
        "nominees": [
            {"id": f"{each.kind}:{each.pk}", "kind": each.kind, "name": names[each], "facts": facts[each]}
            for each in subjects
        ],
    }


def tally_file(session: Session) -> dict[str, Any]:
    """Return the roster, the ballots and the written opinions of a session."""
    seats, items = seats_of(session), items_of(session)
    labels = {str(item.pk): item.label for item in items}

    def chosen(choices: dict[str, str]) -> dict[str, list[str]]:
        return {
            choice.value: [labels[item] for item, said in sorted(choices.items()) if said == choice]
            for choice in Choice
        }

    return {
        "items": list(labels.values()),
        "roster": [seat.member.person.full_name for seat in seats],
        "present": [seat.member.person.full_name for seat in seats if seat.is_present],
        "threshold": {"percent": session.threshold_percent, "of": session.threshold_of},
        "quorum": session.quorum,
        "ballots": [chosen(ballot.choices) for ballot in Ballot.objects.filter(session=session).order_by("pk")],
        "written": [
            {"member": seat.member.person.full_name, **chosen(seat.opinion.choices)}
            for seat in seats
            if hasattr(seat, "opinion")
        ],
        "recused": {
            item.label: [row.member.person.full_name for row in item.recusals.all()]
            for item in items
            if item.recusals.all()
        },
    }
