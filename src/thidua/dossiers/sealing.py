"""What a seal covers, whether it still holds, and what changed from one sending to the next."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from thidua.audit.queries import events_of, leaf_of
from thidua.core.digest import digest_of
from thidua.dossiers.enums import DossierState, Kind, Slot
from thidua.dossiers.models import Dossier, Nomination, Submission
from thidua.dossiers.queries.dossiers import Contents
from thidua.files.queries import citations_of_many

Content = Mapping[str, Any]
SENT = "dossier.submitted"


def sealed_content(dossier: Dossier, held: Contents | None = None) -> dict[str, Any]:
    """Return what the seal covers: the list, the reports, the papers' content, the files that came signed."""
    held = held or Contents(dossier)
    signed = [
        {
            "slot": row.slot,
            "nomination": row.nomination_id,
            "name": row.upload.name,
            "sha256": row.upload.kept.sha256,
            "size": row.upload.kept.size,
            "signatures": row.upload.signatures,
        }
        for row in held.signed
        if row.upload.kept is not None
    ]
    proofs = _proofs(held.nominations)
    return {
        "round": dossier.round.code,
        "unit": {"id": dossier.unit_id, "name": dossier.unit.name},
        "confirmed_by": str(dossier.confirmed_by),
        "nominees": [
            {
                "id": row.pk,
                "kind": row.kind,
                "subject": row.nominee.pk,
                "name": str(row.nominee),
                "achievement": row.achievement,
                **({"evidence": proofs[row.pk]} if row.pk in proofs else {}),
            }
            for row in held.nominations
        ],
        "papers": [
            {
                "slot": row.slot,
                "nomination": row.nomination_id,
                "title": row.paper.title,
                "code": row.paper.code,
                "data": row.paper.data,
            }
            for row in held.papers
        ],
        **({"signed": signed} if signed else {}),
    }


def _proofs(nominees: Sequence[Nomination]) -> dict[int, list[dict[str, str]]]:
    """Return the files beside each report, by nomination. One statement."""
    found: dict[int, list[dict[str, str]]] = {}
    for each in citations_of_many({Nomination: [row.pk for row in nominees]}):
        digest = each.upload.kept.sha256 if each.upload.kept else each.upload.sha256
        found.setdefault(each.object_id, []).append({"name": each.upload.name, "sha256": digest})
    return found


@dataclass(frozen=True)
class Checks:
    """Whether a sending is what it was. `is_live`: what the dossier holds now is word for word what was sent."""

    is_sealed: bool
    is_recorded: bool
    is_live: bool | None

    @property
    def hold(self) -> bool:
        return self.is_sealed and self.is_recorded and self.is_live is not False


def checks_of(submission: Submission) -> Checks:
    """Compute every digest anew. The content now is compared only while this sending is the one that counts."""
    dossier = submission.dossier
    counts = dossier.state in DossierState.received and dossier.seal == submission.seal
    said = (event for event in events_of(dossier) if event.verb == SENT)
    event = next((each for each in said if each.new.get("version") == submission.version), None)
    is_first_of_old = submission.leaf == ""  # sent before events had digests
    return Checks(
        is_sealed=digest_of(submission.content) == submission.seal,
        is_recorded=is_first_of_old or (event is not None and leaf_of(event) == submission.leaf),
        is_live=digest_of(sealed_content(dossier)) == submission.seal if counts else None,
    )


def changes_of(sent: Sequence[Submission]) -> list[list[str]]:
    """Return what changed with each sending; nothing with the first."""
    return [[] for _first in sent[:1]] + [list(differences(old.content, new.content)) for old, new in pairwise(sent)]


def differences(before: Content, after: Content) -> Iterator[str]:
    """Say what changed from one sending to the next, each change in one sentence; nothing changed: nothing said."""
    old, new = _nominees(before), _nominees(after)
    for verb, gone in (("Rút", old.keys() - new.keys()), ("Thêm", new.keys() - old.keys())):
        names = {key: (old | new)[key]["name"] for key in gone}
        for kind, noun in ((Kind.TAP_THE, "tập thể"), (Kind.CA_NHAN, "cá nhân")):
            if said := sorted(name for (of, _pk), name in names.items() if of == kind):
                yield f"{verb} {len(said)} {noun}: {', '.join(said)}"
    kept = sorted(old.keys() & new.keys(), key=str)
    if said := [new[key]["name"] for key in kept if old[key]["achievement"] != new[key]["achievement"]]:
        yield f"Sửa lời thành tích: {', '.join(said)}"
    if said := [new[key]["name"] for key in kept if old[key].get("evidence") != new[key].get("evidence")]:
        yield f"Đổi minh chứng của báo cáo thành tích: {', '.join(said)}"
    yield from _papers_changed(before, after)
    yield from _signed_changed(before, after)
    if before["confirmed_by"] != after["confirmed_by"]:
        yield f"Người xác nhận: {before['confirmed_by']} → {after['confirmed_by']}"


def _papers_changed(before: Content, after: Content) -> Iterator[str]:
    """The number and the day of a paper are no part of what it says: a new number alone is said as such."""
    old, new = _papers(before), _papers(after)
    both = [key for key in new if key in old]
    replaced = [key for key in both if _words(old[key]) != _words(new[key])]
    numbered = [key for key in both if key not in replaced and old[key]["code"] != new[key]["code"]]
    for verb, keys in (("Thay", replaced), ("Cấp số mới cho", numbered)):
        if reports := [key for key in keys if key[0] == Slot.BAO_CAO]:
            yield f"{verb} {len(reports)} báo cáo thành tích: {', '.join(_name(after, key) for key in reports)}"
        for slot in (Slot.TO_TRINH, Slot.BIEN_BAN):
            if (slot, None) in keys:
                yield f"{verb} {slot.label[0].lower()}{slot.label[1:]} ({new[slot, None]['code']})"


def _signed_changed(before: Content, after: Content) -> Iterator[str]:
    old, new = _papers(before, "signed"), _papers(after, "signed")
    for key in sorted({*old, *new}, key=str):
        was, now = old.get(key, {}).get("sha256"), new.get(key, {}).get("sha256")
        if was != now:
            verb = "Thay" if was and now else "Kèm" if now else "Bỏ"
            what = f"{Slot(key[0]).label[0].lower()}{Slot(key[0]).label[1:]}"
            whose = f" {_name(after if now else before, key)}" if key[1] else ""
            yield f"{verb} bản đã ký của {what}{whose}"


def _nominees(content: Content) -> dict[tuple[str, int], Content]:
    return {(each["kind"], each.get("subject", each["id"])): each for each in content["nominees"]}


def _papers(content: Content, part: str = "papers") -> dict[tuple[str, int | None], Content]:
    """By slot and by whose report it is: the subject, since a nominee taken off and put back has another row."""
    subjects = {each["id"]: (each["kind"], each.get("subject", each["id"])) for each in content["nominees"]}
    return {(each["slot"], subjects.get(each["nomination"])): each for each in content.get(part, ())}  # type: ignore[misc]


def _words(paper: Content) -> Content:
    return {key: value for key, value in paper["data"].items() if key != "letterhead"}


def _name(content: Content, key: tuple[str, Any]) -> str:
    return str(_nominees(content)[key[1]]["name"])
