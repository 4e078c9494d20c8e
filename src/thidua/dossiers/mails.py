"""The letters about a dossier: its receipt, its return."""

from datetime import datetime

from django.urls import reverse

from thidua.core.calendar import describe_deadline
from thidua.core.format import moment
from thidua.dossiers.models import Dossier, Submission
from thidua.mail.wording import address_of

Letter = dict[str, str]  # subject and body, as the outbox takes them


def receipt_letter(sending: Submission) -> Letter:
    """Say what the receipt says: number, time of the database, seal, the digest of every file."""
    dossier = sending.dossier
    lines = [
        f"{dossier.unit} đã nộp hồ sơ {dossier.round.label.lower()}.",
        f"Số biên nhận: {sending.receipt}, lần nộp {sending.version}.",
        f"Thời điểm nhận, theo đồng hồ máy chủ dữ liệu: {moment(sending.at)}.",
        f"Dấu niêm phong (SHA-256): {sending.seal}.",
        f"Dấu của bản ghi sự kiện: {sending.leaf}.",
        f"Danh sách: {'; '.join(each['name'] for each in sending.content['nominees'])}.",
        *(f"Tệp {each['name']}: SHA-256 {each['sha256']}." for each in sending.content.get("signed", ())),
        *([f"Nộp sau hạn của đợt: {sending.late_reason}"] if sending.late_reason else []),
        *address_of(reverse("dossiers:receipt", args=[dossier.pk])),
    ]
    return {"subject": f"Biên nhận hồ sơ {sending.receipt}", "body": "\n".join(lines)}


def return_letter(dossier: Dossier, until: datetime) -> Letter:
    """Say that a dossier was given back, why, and until when it may come again."""
    lines = [
        f"Hồ sơ {dossier.receipt} của {dossier.unit} được trả lại để bổ sung.",
        dossier.return_reason,
        f"Nộp lại chậm nhất: {describe_deadline(until)}.",
        *address_of(reverse("dossiers:detail", args=[dossier.pk])),
    ]
    return {"subject": f"Trả lại hồ sơ {dossier.receipt} để bổ sung", "body": "\n".join(lines)}
