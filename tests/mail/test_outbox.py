"""Receipts, returns and results go to the unit by e-mail; while the mail server is away nothing else changes."""

import json
from datetime import timedelta

import pytest
from click.testing import CliRunner
from django.core import mail
from tests.factories.dossiers import NOVEMBER, ready
from tests.factories.pages import browser, it_is
from tests.factories.starting import starts_with
from tests.factories.world import World

from thidua.audit.queries import events_of
from thidua.cli import main
from thidua.dossiers.actions.dossiers import return_dossier
from thidua.dossiers.actions.submission import submit_dossier
from thidua.dossiers.models import Dossier
from thidua.mail.actions import MOST_TRIES, send_mail
from thidua.mail.models import Mail
from thidua.mail.outbox import Sent, send_waiting

LATER = NOVEMBER + timedelta(hours=2)


def unsent(world: World) -> Dossier:
    return ready(world, world.truc_chinh, world.people["officer"])


pytestmark = starts_with(unsent)


def sent(world: World, dossier: Dossier, address: str = "an@trucchinh.example") -> Dossier:
    """The officer has an address, the head has none."""
    world.can_bo.email = address
    world.can_bo.save()
    return submit_dossier(dossier, actor=world.can_bo, at=NOVEMBER)


@pytest.fixture
def _away(settings: object) -> None:
    """A mail server nobody answers for: a closed port of this machine."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"  # type: ignore[attr-defined]
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # type: ignore[attr-defined]


def test_the_receipt_and_a_return_are_letters_and_each_is_sent_once(world: World, start: Dossier) -> None:
    dossier = sent(world, start)
    sending = dossier.submissions.get()
    return_dossier(dossier, reason="Thiếu số nhà", actor=world.thuong_truc, at=NOVEMBER)
    it_is(LATER)
    path = f"/ho-so/{dossier.pk}/bien-nhan/"
    assert "chờ gửi 1" in browser(world.can_bo).get(path).content.decode()
    assert CliRunner().invoke(main, ["mail", "send"]).stdout == "Đã gửi 2 thư, lùi lại 0, thôi gửi 0.\n"
    assert CliRunner().invoke(main, ["mail", "send"]).stdout == "Đã gửi 0 thư, lùi lại 0, thôi gửi 0.\n"
    receipt, given_back = mail.outbox
    assert (receipt.to, receipt.subject) == (["an@trucchinh.example"], "Biên nhận hồ sơ HS-2023-0001")
    for words in ("HS-2023-0001, lần nộp 1", sending.seal, sending.leaf, "Đỗ Văn Ân"):
        assert words in receipt.body
    assert "Thiếu số nhà" in given_back.body
    assert "đã gửi 1" in browser(world.can_bo).get(path).content.decode()


@pytest.mark.usefixtures("_away")
def test_while_the_server_is_away_the_dossier_is_sent_all_the_same_and_its_letter_tried_more_and_more_seldom(
    world: World, start: Dossier
) -> None:
    dossier, at = sent(world, start), NOVEMBER
    assert (dossier.state, Mail.objects.get().state) == ("submitted", "waiting")
    pauses = list[float]()
    for _time in range(MOST_TRIES):
        assert send_waiting(at=at - timedelta(minutes=1)) == Sent(0, 0, 0)
        state = send_waiting(at=at)
        letter = Mail.objects.get()
        pauses.append((letter.next_try_at - at) / timedelta(minutes=1))
        at = letter.next_try_at
    assert pauses == [5, 10, 20, 40, 80, 160, 320, *[360] * 5]
    assert (state, letter.state, letter.last_error[:23]) == (Sent(0, 0, 1), "given_up", "ConnectionRefusedError:")
    assert events_of(letter)[0].verb == "mail.given_up"
    assert send_mail(letter, actor=None, at=at).tries == MOST_TRIES
    it_is(at)
    again = CliRunner().invoke(main, ["mail", "send", "--again", "--json"])
    assert (again.exit_code, json.loads(again.stdout)) == (1, {"sent": 0, "postponed": 1, "given_up": 0})


def test_a_unit_without_an_address_gets_no_letter_and_reads_it_on_its_page(world: World, start: Dossier) -> None:
    dossier = submit_dossier(start, actor=world.can_bo, at=NOVEMBER)
    it_is(LATER)
    page = browser(world.can_bo).get(f"/ho-so/{dossier.pk}/bien-nhan/").content.decode()
    assert (Mail.objects.count(), "không có thư nào" in page) == (0, True)


def test_an_address_that_is_none_holds_up_no_other_letter(world: World, start: Dossier) -> None:
    dossier = sent(world, start, "không phải@@địa chỉ\nthư")
    letter = Mail.objects.get(object_id=dossier.submissions.get().pk)
    assert send_mail(letter, actor=None, at=NOVEMBER).state == "waiting"
    letter.refresh_from_db()
    assert (letter.tries, letter.next_try_at > NOVEMBER) == (1, True)
    assert send_mail(letter, actor=None, at=NOVEMBER).tries == 1  # it has just been tried
