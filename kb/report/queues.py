"""What `kb queues` prints: who answers at an instant, and until when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from kb.escalation import Queue, answer, deadline
from kb.escalation.card import plain_contact
from kb.escalation.clock import minutes
from kb.escalation.queue import said
from kb.report.table import rows_as_csv, rows_as_json, rows_as_markdown

FORMATS = ("text", "json", "csv", "markdown")
COLUMNS = {
    "queue": "Queue",
    "name": "Name",
    "kind": "Kind",
    "state": "Now",
    "contact": "Contact",
    "until": "Until",
    "opens": "Opens",
    "due": "Answer due",
}
STATE_WORDS = {"open": "there", "on-call": "on call", "closed": "closed"}


def render_queues(queues: Mapping[str, Queue], at: datetime, style: str, language: str) -> str:
    """Each queue at an instant; times are shown in the zone of that instant."""
    rows = [_values(key, queue, at, language) for key, queue in queues.items()]
    if style == "json":
        return rows_as_json(rows)
    if style == "csv":
        return rows_as_csv((*COLUMNS, "tier", "visibility"), rows)
    if style == "markdown":
        return rows_as_markdown(COLUMNS, rows)
    return "".join(map(_text, rows))


def _values(key: str, queue: Queue, at: datetime, language: str) -> dict[str, Any]:
    now = answer(queue, at)
    due = {}
    if queue.sla:
        for severity, length in queue.sla.times.items():
            amount = minutes(length, queue.spans, queue.sla.clock)
            due[severity] = _time(deadline(at, amount, queue.spans, queue.sla.clock), at)
    return {
        "queue": key,
        "name": said(queue.name, language),
        "kind": queue.kind,
        "tier": queue.tier,
        "visibility": queue.visibility,
        "state": now.state,
        "contact": plain_contact(now.contact, language),
        "until": _time(now.opening.until, at),
        "opens": _time(now.opening.next, at),
        "due": due,
    }


def _time(moment: datetime | None, at: datetime) -> str | None:
    return moment.astimezone(at.tzinfo).isoformat(timespec="minutes") if moment else None


def _text(row: dict[str, Any]) -> str:
    when = (
        f" until {_short(row['until'])}" if row["until"] else f", opens {_short(row['opens'])}" if row["opens"] else ""
    )
    lines = [f"{row['queue']}: {STATE_WORDS[row['state']]}{when} · {row['name']} ({row['kind']})"]
    lines += [f"    {name}: {text}" for name, text in row["contact"].items()]
    if row["due"]:
        lines.append("    answer due: " + ", ".join(f"{name} {_short(text)}" for name, text in row["due"].items()))
    return "".join(line + "\n" for line in lines)


def _short(text: str | None) -> str:
    """2026-11-23T19:00+02:00 → 2026-11-23 19:00."""
    return text[:16].replace("T", " ") if text else "not within a year"
