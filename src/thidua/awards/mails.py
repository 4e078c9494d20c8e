"""The letter about results: every nominee of a decided dossier, commended or not, and why not."""

from django.urls import reverse

from thidua.awards.notices import Line, lines_of_notice
from thidua.dossiers.models import Dossier
from thidua.mail.wording import address_of


def results_letter(dossier: Dossier) -> dict[str, str]:
    """Return subject and body as the outbox takes them. A constant number of statements."""
    lines = [
        f"Kết quả {dossier.round.label.lower()}, hồ sơ {dossier.receipt} của {dossier.unit}:",
        *(_said(line) for line in lines_of_notice(dossier)),
        "Đơn vị thông báo tới từng tập thể, cá nhân và ghi nhận việc đã thông báo.",
        *address_of(reverse("awards:notice", args=[dossier.pk])),
    ]
    return {"subject": f"Kết quả hồ sơ {dossier.receipt}", "body": "\n".join(lines)}


def _said(line: Line) -> str:
    if line.award is not None:
        return f"- {line.nomination.nominee}: được khen thưởng, {line.award.form_label}."
    reasons = " ".join(f"{reason.text}{f' ({reason.cite})' if reason.cite else ''}" for reason in line.reasons)
    return f"- {line.nomination.nominee}: không được khen thưởng. {reasons}".rstrip()
