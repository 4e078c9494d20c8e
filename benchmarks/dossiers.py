"""Submissions under load, against the product's own server and its own database; each command prints a count of faults.

K1  three parallel final requests for each of many dossiers: one sending each, three equal receipts
K5  the same with the row locks taken out of every statement: it must go wrong, or K1 proves nothing
C7  submissions while the deadline passes: each on the right side of it by its receipt
C1  the server killed (kill -9) again and again: no acknowledged dossier is lost, none is half there
"""

import argparse
import http.client
import re
import secrets
import signal
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from benchmarks.office import HOST, free_port, office, serve, server, session_of

SEAL = re.compile(r"<p><code>((?:[0-9a-f]{8}(?:<wbr>)?){8})</code></p>")
NUMBER = re.compile(r"HS-\d{4}-\d{4,}")
SENT, REFUSED = 302, 403
ANSWERS = 5  # between one kill and the next
FULL = {"K1": 1000, "K5": 60, "C7": 2000, "C1": 50}


@dataclass(frozen=True)
class Answer:
    """What a client was told; status 0: nothing, the connection broke."""

    status: int
    location: str
    began: float
    ended: float


class Officer:
    """A browser of the officer of every unit: one connection, one session."""

    def __init__(self, port: int, session: str) -> None:
        token = secrets.token_hex(16)
        self.headers = {
            "Cookie": f"phien={session}; csrftoken={token}",
            "X-CSRFToken": token,
            "Content-Type": "application/x-www-form-urlencoded",
        }
        self.port = port
        self.connection = http.client.HTTPConnection(HOST, port, timeout=60)

    def ask(self, method: str, path: str, body: str = "") -> tuple[int, str, str]:
        try:
            self.connection.request(method, path, body, self.headers)
            response = self.connection.getresponse()
            return response.status, response.getheader("Location") or "", response.read().decode()
        except (OSError, http.client.HTTPException):
            self.connection.close()
            return 0, "", ""

    def submit(self, dossier: int) -> Answer:
        began = time.time()
        status, location, _content = self.ask("POST", f"/ho-so/{dossier}/nop/", "version=1")
        return Answer(status, location, began, time.time())

    def receipt(self, path: str) -> tuple[str, str]:
        """Return number and seal of a receipt as its page shows them."""
        _status, _location, content = self.ask("GET", path)
        number, seal = NUMBER.search(content), SEAL.search(content)
        return (number.group() if number else "", seal.group(1) if seal else "")


def confirmed(world: Any, count: int, deadline: datetime) -> list[int]:
    """So many confirmed dossiers of a round, each with a collective and three papers."""
    from tests.factories.dossiers import drafted

    from thidua.documents.models import Paper
    from thidua.dossiers.enums import DossierState, Kind, Slot
    from thidua.dossiers.models import Dossier, DossierPaper, Nomination
    from thidua.movements.models import Round
    from thidua.organizations.enums import UnitKind
    from thidua.organizations.models import Unit

    rows = drafted(world).papers.select_related("paper")
    sample = [next(row for row in rows if row.slot == slot) for slot in Slot.values]
    round_ = world.rounds["hang-nam-2023"]
    Round.objects.filter(pk=round_.pk).update(deadline=deadline)
    made = []
    for number in range(count):
        unit = Unit.objects.create(
            name=f"UBND xã Số {number}",
            kind=UnitKind.XA,
            parent=world.truc_chinh,
            authority=world.huyen,
            valid_from=world.truc_chinh.valid_from,
        )
        dossier = Dossier.objects.create(
            authority=world.huyen,
            round=round_,
            unit=unit,
            state=DossierState.CONFIRMED,
            confirmed_by=world.people["head"],
        )
        row = Nomination.objects.create(dossier=dossier, kind=Kind.TAP_THE, unit=unit, achievement="Dẫn đầu.")
        for each in sample:
            paper = Paper.objects.create(
                authority=world.huyen,
                issuer=unit,
                kind=each.paper.kind,
                title=each.paper.title,
                data=each.paper.data,
                drafted_at=each.paper.drafted_at,
            )
            DossierPaper.objects.create(
                dossier=dossier, slot=each.slot, paper=paper, nomination=row if each.nomination_id else None
            )
        made.append(dossier.pk)
    return made


def wrong_in_database(dossiers: Sequence[int], acknowledged: Sequence[int]) -> int:
    """Count what must never be: half a sending, two sendings, an acknowledged one that is not there."""
    from django.db.models import Count

    from thidua.audit.models import Event
    from thidua.dossiers.enums import DossierState
    from thidua.dossiers.models import Dossier, Submission, VerdictRecord

    def counts(rows: Any, field: str) -> dict[int, int]:
        return dict(rows.order_by().values_list(field).annotate(count=Count("pk")))

    sendings = counts(Submission.objects, "dossier")
    events = counts(Event.objects.filter(verb="dossier.submitted"), "object_id")
    verdicts = counts(VerdictRecord.objects, "nomination__dossier")
    sent = set(Dossier.objects.filter(state=DossierState.SUBMITTED, receipt__isnull=False).values_list("pk", flat=True))
    wrong = 0
    for pk in dossiers:
        wanted = int(pk in sent)
        met = (sendings.get(pk, 0), events.get(pk, 0), verdicts.get(pk, 0))
        wrong += met != (wanted,) * 3 or (pk in acknowledged and not wanted)
    numbers = list(Submission.objects.values_list("receipt", flat=True))
    return wrong + len(numbers) - len(set(numbers))


def far() -> datetime:
    from django.utils import timezone

    return timezone.now() + timedelta(days=1)


def thrice(count: int, *, locks: bool) -> int:
    """Send each dossier three times at once; count dossiers without exactly one sending and three equal receipts."""
    with office() as world:
        dossiers, session, port = confirmed(world, count, far()), session_of(world.can_bo), free_port()
        with server(port, locks=locks):
            faults = _thrice(port, session, dossiers)
        return faults + wrong_in_database(dossiers, dossiers)


def _thrice(port: int, session: str, dossiers: Sequence[int]) -> int:
    def one(pk: int) -> bool:
        together = threading.Barrier(3)

        def press() -> tuple[str, str]:
            officer = Officer(port, session)
            together.wait()
            answer = officer.submit(pk)
            shown = officer.receipt(answer.location) if answer.status == SENT else ("", "")
            officer.connection.close()
            return shown

        with ThreadPoolExecutor(3) as pool:
            receipts = [each.result() for each in [pool.submit(press) for _time in range(3)]]
        return len(set(receipts)) == 1 and all(receipts[0])

    with ThreadPoolExecutor(2) as pool:
        return sum(not good for good in pool.map(one, dossiers))


def across_the_deadline(count: int) -> int:
    """Submit while the deadline passes; count what is on the wrong side of it, and whatever is neither yes nor no."""
    from django.utils import timezone

    with office() as world:
        dossiers, session, port = confirmed(world, count, far()), session_of(world.can_bo), free_port()
        from thidua.dossiers.models import Submission
        from thidua.movements.models import Round

        with server(port):
            deadline = timezone.now() + timedelta(seconds=count * 0.02)
            Round.objects.filter(pk=world.rounds["hang-nam-2023"].pk).update(deadline=deadline)
            answers = _all_of(port, session, dossiers)
        limit = deadline.timestamp()
        wrong = sum(answer.status not in (SENT, REFUSED) for answer in answers.values())
        wrong += sum(answer.status == REFUSED and answer.ended < limit for answer in answers.values())
        wrong += sum(answer.status == SENT and answer.began > limit for answer in answers.values())
        accepted = {pk for pk, answer in answers.items() if answer.status == SENT}
        wrong += Submission.objects.filter(at__gte=deadline).count()
        wrong += accepted != set(Submission.objects.values_list("dossier", flat=True))
        print(f"{len(accepted)} before, {len(answers) - len(accepted)} after", file=sys.stderr)
        one_sided = not 0 < len(accepted) < len(answers)
        return wrong + one_sided + wrong_in_database(dossiers, sorted(accepted))


def _all_of(port: int, session: str, dossiers: Sequence[int]) -> dict[int, Answer]:
    local = threading.local()

    def one(pk: int) -> tuple[int, Answer]:
        if not hasattr(local, "officer"):
            local.officer = Officer(port, session)
        return pk, local.officer.submit(pk)

    with ThreadPoolExecutor(8) as pool:
        return dict(pool.map(one, dossiers))


def killed(times: int) -> int:
    """Kill the server again and again while dossiers are sent; count acknowledged ones lost and half-sent ones.

    What got no answer is sent again at the end, and must answer with the receipt it has, if it has one.
    """
    with office() as world:
        dossiers, session, port = confirmed(world, times * 20, far()), session_of(world.can_bo), free_port()
        waiting, acknowledged, refused = list(dossiers), dict[int, str](), list[int]()
        lock, over = threading.Lock(), threading.Event()

        def send() -> None:
            officer = Officer(port, session)
            while not over.is_set():
                with lock:
                    pk = waiting.pop(0) if waiting else None
                if pk is None:
                    return
                answer = officer.submit(pk)
                if answer.status == SENT:
                    acknowledged[pk] = answer.location
                elif answer.status == 0:  # no answer: as an officer would, again later
                    time.sleep(0.1)
                    with lock:
                        waiting.append(pk)
                else:
                    refused.append(answer.status)

        senders = [threading.Thread(target=send) for _client in range(4)]
        for sender in senders:
            sender.start()
        for _kill in range(times):
            with server(port) as process:
                wanted = len(acknowledged) + ANSWERS
                _until(partial(_has_at_least, acknowledged, wanted))
                time.sleep(secrets.randbelow(300) / 1000)
                process.send_signal(signal.SIGKILL)
                process.wait()
        over.set()
        for sender in senders:
            sender.join()
        wrong = wrong_in_database(dossiers, list(acknowledged))
        with server(port):
            repeated = _all_of(port, session, dossiers)
        print(f"{len(acknowledged)} acknowledged before the end, {times} kills", file=sys.stderr)
        unanswered = sum(answer.status != SENT for answer in repeated.values())
        wrong += len(refused) + unanswered + (len(acknowledged) < times)
        return wrong + wrong_in_database(dossiers, dossiers)


def _has_at_least(answers: Mapping[int, str], wanted: int) -> bool:
    return len(answers) >= wanted


def _until(happened: Callable[[], bool], seconds: float = 60) -> None:
    limit = time.monotonic() + seconds
    while not happened() and time.monotonic() < limit:
        time.sleep(0.01)


MEASURES: dict[str, Callable[[int], int]] = {
    "K1": lambda count: thrice(count, locks=True),
    "K5": lambda count: int(thrice(count, locks=False) == 0),
    "C7": across_the_deadline,
    "C1": killed,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=[*MEASURES, "serve"])
    parser.add_argument("--count", type=int)
    parser.add_argument("--port", type=int)
    parser.add_argument("--unlocked", action="store_true")
    asked = parser.parse_args()
    if asked.what == "serve":
        serve(asked.port, unlocked=asked.unlocked)
    else:
        print(MEASURES[asked.what](asked.count or FULL[asked.what]))


if __name__ == "__main__":
    main()
