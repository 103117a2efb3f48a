"""What `kb stale` prints: the articles that need work, and the texts of issues."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from kb.freshness import Row
from kb.report.table import rows_as_csv, rows_as_json, rows_as_markdown

COLUMNS = {
    "state": "State",
    "id": "Id",
    "title": "Title",
    "owner": "Owner",
    "due": "Due",
    "days_late": "Days late",
    "findings": "Findings",
    "path": "File",
}
_CSV = (
    "path", "line", "id", "title", "language", "topic", "type", "visibility", "owner", "state", "states", "due", "days_late",
    "verified_on", "verified_by", "verified_against", "method", "findings", "changed", "urgency",
)  # fmt: skip

STATE_WORDS = {
    "product-retired": "the product is retired",
    "invalidated": "the text changed since it was verified",
    "overdue": "overdue",
    "never-verified": "never verified",
    "orphaned": "no known owner",
    "due-soon": "due soon",
    "current": "current",
}
SIGNAL_WORDS = {
    "broken-links": "broken links: {}",
    "negative-feedback": "did not help {} readers",
    "some-products-retired": "retired: {}",
    "not-exercised": "not carried out since {}",
    "changed-since": "changed in git on {}, after it was verified",
    "future-date": "verified in the future, on {}: not counted",
}


def render_rows(rows: Sequence[Row], style: str, today: date, prefix: str) -> str:
    """The rows as text, json, csv or markdown."""
    values = [row_values(row, today, prefix) for row in rows]
    if style == "json":
        return rows_as_json(values)
    if style == "csv":
        return rows_as_csv(_CSV, values)
    if style == "markdown":
        return rows_as_markdown(COLUMNS, values)
    return "".join(_text(row, today, prefix) for row in rows)


def row_values(row: Row, today: date, prefix: str) -> dict[str, Any]:
    """One article as plain values; dates as year-month-day, what is unknown as null."""
    return {
        "path": prefix + row.path,
        "line": row.line,
        "id": row.id,
        "title": row.title,
        "language": row.language,
        "topic": row.topic,
        "type": row.type,
        "visibility": row.visibility,
        "owner": row.owner or None,
        "state": row.state,
        "states": list(row.states),
        "due": _day(row.due),
        "days_late": row.days_late(today),
        "verified_on": _day(row.verified_on),
        "verified_by": row.verified_by or None,
        "verified_against": row.verified_against or None,
        "method": row.method or None,
        "findings": dict(row.signals),
        "changed": _day(row.changed),
        "urgency": row.urgency,
    }


def said(row: Row, today: date) -> str:
    """Everything that speaks against an article, in one line."""
    words = [_state(row, state, today) for state in row.states]
    words += [SIGNAL_WORDS[name].format(much) if much else "never carried out" for name, much in row.signals]
    return "; ".join(words)


def _state(row: Row, state: str, today: date) -> str:
    if state == "overdue" and row.due:
        late = row.days_late(today)
        return f"overdue since {row.due} ({late} {'day' if late == 1 else 'days'})"
    if state == "due-soon" and row.due:
        return f"due on {row.due}"
    if state == "orphaned" and row.owner:
        return f'the owner "{row.owner}" is unknown'
    return STATE_WORDS[state]


def _text(row: Row, today: date, prefix: str) -> str:
    kind = "" if row.type == "article" else f", {row.type}"
    return (
        f"{prefix}{row.path}:{row.line}: {said(row, today)}\n"
        f"    {row.id} {row.title} ({row.owner or 'nobody'}, {row.visibility}{kind})\n"
    )


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
