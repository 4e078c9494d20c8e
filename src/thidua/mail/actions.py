"""The outbox: a letter is written together with what it tells of; sending it can fail and changes nothing else."""

from datetime import datetime, timedelta

from django.core.mail import EmailMessage
from django.db import models, transaction

from thidua.accounts.models import User
from thidua.audit.actions import change_state, lock, record
from thidua.mail.enums import MAIL_TRANSITIONS, MailState
from thidua.mail.models import Mail
from thidua.mail.queries import addresses_of
from thidua.organizations.models import Unit

MOST_TRIES = 12  # with the pauses below: for about two days
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=5), timedelta(hours=6)


def queue_mail(unit: Unit, *, subject: str, body: str, about: models.Model, at: datetime) -> None:
    """Inside the caller's transaction: write a letter to everybody who acts for the unit and has an address.

    Nobody has one: no letter; what it would say stands on the pages anyway.
    """
    kind = about._meta.label_lower  # noqa: SLF001 - public API of Django
    rows = [
        Mail(
            unit=unit,
            to=to,
            subject=subject[:300],
            body=body,
            object_type=kind,
            object_id=about.pk,
            queued_at=at,
            next_try_at=at,
        )
        for to in addresses_of(unit, at)
    ]
    Mail.objects.bulk_create(rows)


@transaction.atomic
def send_mail(mail: Mail, *, actor: User | None, at: datetime) -> Mail:
    """Hand one letter to the mail server; one that does not take it is asked again later, more and more seldom.

    Handed over and then not recorded (a crash in between), it goes out twice rather than not at all.
    """
    mail = lock(mail)
    if mail.state != MailState.WAITING or mail.next_try_at > at:  # another run was here meanwhile
        return mail
    mail.tries += 1
    try:
        EmailMessage(mail.subject, mail.body, to=[mail.to]).send()
    except (OSError, ValueError) as error:  # the server, or an address that is none
        return _postpone(mail, f"{type(error).__name__}: {error}", actor=actor, at=at)
    mail.sent_at, mail.last_error = at, ""
    change_state(mail, MailState.SENT, table=MAIL_TRANSITIONS, verb="mail.sent", actor=actor, at=at)
    return mail


def _postpone(mail: Mail, error: str, *, actor: User | None, at: datetime) -> Mail:
    mail.last_error = error[:300]
    mail.next_try_at = at + min(FIRST_PAUSE * 2 ** (mail.tries - 1), LONGEST_PAUSE)
    if mail.tries >= MOST_TRIES:
        change_state(
            mail,
            MailState.GIVEN_UP,
            table=MAIL_TRANSITIONS,
            verb="mail.given_up",
            actor=actor,
            at=at,
            reason=mail.last_error,
        )
        return mail
    mail.save(update_fields=["tries", "last_error", "next_try_at"])
    record(mail, "mail.postponed", actor=actor, at=at, new={"tries": mail.tries}, reason=mail.last_error)
    return mail


@transaction.atomic
def retry_mail(mail: Mail, *, actor: User | None, at: datetime) -> Mail:
    """Let a letter that was given up be tried from the beginning."""
    mail = lock(mail)
    mail.tries, mail.next_try_at = 0, at
    change_state(mail, MailState.WAITING, table=MAIL_TRANSITIONS, verb="mail.retried", actor=actor, at=at)
    return mail
