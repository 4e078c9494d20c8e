"""Sending what waits: letter by letter, each a transaction of its own, until the server no longer answers."""

from dataclasses import dataclass
from datetime import datetime

from thidua.mail.actions import send_mail
from thidua.mail.enums import MailState
from thidua.mail.queries import due_to_be_sent

AT_ONCE = 500
FAILURES = 3  # one after the other: the server is away, and every further letter would wait for it


@dataclass(frozen=True)
class Sent:
    sent: int
    postponed: int
    given_up: int


def send_waiting(*, at: datetime) -> Sent:
    """Send the letters whose time has come."""
    counts = dict.fromkeys(MailState.values, 0)
    in_a_row = 0
    for mail in due_to_be_sent(at, most=AT_ONCE):
        state = send_mail(mail, actor=None, at=at).state
        counts[state] += 1
        in_a_row = 0 if state == MailState.SENT else in_a_row + 1
        if in_a_row == FAILURES:
            break
    return Sent(counts[MailState.SENT], counts[MailState.WAITING], counts[MailState.GIVEN_UP])
