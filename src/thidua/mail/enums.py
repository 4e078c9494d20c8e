from django.db.models import TextChoices


class MailState(TextChoices):
    WAITING = "waiting", "Chờ gửi"
    SENT = "sent", "Đã gửi"
    GIVEN_UP = "given_up", "Không gửi được"


MAIL_TRANSITIONS: dict[str, tuple[str, ...]] = {
    MailState.WAITING: (MailState.SENT, MailState.GIVEN_UP),
    MailState.GIVEN_UP: (MailState.WAITING,),  # a wrong address was put right, a server is back
}
