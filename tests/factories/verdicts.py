"""The verdicts of a demonstration beside the table of tests/legal/demo_verdicts.yaml, and the story beside it too."""

from collections.abc import Collection, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import psycopg
import yaml

from tests.factories.story import Story, unit_names

TABLE = Path(__file__).resolve().parents[1] / "legal" / "demo_verdicts.yaml"
LAST_OF_EACH = """SELECT DISTINCT ON (kept.nomination_id) round.code, round.state, sender.name,
  coalesce(nominee.name, person.full_name), kept.result
FROM dossiers_verdictrecord kept
JOIN dossiers_nomination nomination ON nomination.id = kept.nomination_id
JOIN dossiers_dossier dossier ON dossier.id = nomination.dossier_id
JOIN movements_round round ON round.id = dossier.round_id
JOIN organizations_unit sender ON sender.id = dossier.unit_id
LEFT JOIN organizations_unit nominee ON nominee.id = nomination.unit_id
LEFT JOIN organizations_person person ON person.id = nomination.person_id
ORDER BY kept.nomination_id, kept.id DESC"""

Verdicts = dict[tuple[str, str, str], dict[str, Any]]


@cache
def table() -> dict[str, Any]:
    read: dict[str, Any] = yaml.load(TABLE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return read


def rows() -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    """Return every row of the table with its round and its group."""
    for code, groups in table()["rounds"].items():
        for group in groups:
            for row in group["rows"]:
                yield code, group, row


def said(rounds: Collection[str] | None = None) -> Verdicts:
    """Return what the table says of each nominee, of all rounds or some."""
    never = table()["not_applicable"]
    return {
        (code, row.get("of", row["who"]), row["who"]): {
            "verdict": group["verdict"],
            "but": dict(sorted((group.get("but", {}) | _not_asked(code, row["who"], never)).items())),
            "bars": group.get("bars", []),
        }
        for code, group, row in rows()
        if rounds is None or code in rounds
    }


def _not_asked(code: str, who: str, never: Mapping[str, Collection[str]]) -> dict[str, str]:
    if code == "tong-ket":
        return {}
    return {standard: "khong_ap_dung" for standard, units in never.items() if who in units}


def told() -> Verdicts:
    """Return what the story and the plan say of each nominee, without the product, by the names the table gives."""
    names = unit_names()
    people = {row["is"]: row["who"] for _code, _group, row in rows() if "is" in row}
    return {
        (code, names[of], people.get(who) or names[who]): read for (code, of, who), read in Story(table()).everyone()
    }


def met(url: str, states: Collection[str] | None = None) -> Verdicts:
    """Return the verdict last kept of each nominee in a database, of all rounds or of those in some states."""
    with psycopg.connect(url) as connection:
        rows = connection.execute(LAST_OF_EACH).fetchall()
    return {
        (code, sender, who): _told(result)
        for code, state, sender, who, result in rows
        if states is None or state in states
    }


def _told(result: Mapping[str, Any]) -> dict[str, Any]:
    unmet = {each["id"]: each["outcome"] for each in result["criteria"] if each["outcome"] != "dat"}
    return {
        "verdict": result["verdict"],
        "but": dict(sorted(unmet.items())),
        "bars": [bar["id"] for bar in result["bars"]],
    }


def otherwise(found: Verdicts, wanted: Verdicts) -> dict[tuple[str, str, str], tuple[Any, Any]]:
    """Return whoever is judged otherwise than the table says, is missing, or is not in it: (found, wanted)."""
    everyone = {*found, *wanted}
    return {who: (found.get(who), wanted.get(who)) for who in everyone if found.get(who) != wanted.get(who)}
