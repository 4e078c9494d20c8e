"""The verdicts of a demonstration beside the table of tests/legal/demo_verdicts.yaml."""

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import psycopg
import yaml

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


def table() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
    return read


def said(rounds: Collection[str] | None = None) -> Verdicts:
    """Return what the table says of each nominee, of all rounds or some."""
    return {
        (code, row["of"], row["who"]): {
            "verdict": row["verdict"],
            "but": row.get("but", {}),
            "bars": row.get("bars", []),
        }
        for code, rows in table()["rounds"].items()
        if rounds is None or code in rounds
        for row in rows
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
    return {"verdict": result["verdict"], "but": unmet, "bars": [bar["id"] for bar in result["bars"]]}


def otherwise(found: Verdicts, wanted: Verdicts) -> dict[tuple[str, str, str], tuple[Any, Any]]:
    """Return whoever is judged otherwise than the table says, is missing, or is not in it: (found, wanted)."""
    everyone = {*found, *wanted}
    return {who: (found.get(who), wanted.get(who)) for who in everyone if found.get(who) != wanted.get(who)}
