"""The drift of translations as text, Markdown, JSON or CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import asdict

from kb.drift import STATES, Drift
from kb.report.diff import code, inline

_TITLES = {
    "behind": "The original has changed",
    "original-behind": "The translation has changed, the original has not",
    "to-compare": "Both have changed: compare them, then `kb drift --accept`",
    "unknown": "Nobody has said when they matched",
    "missing": "Not translated",
    "current": "Up to date",
}


def as_text(rows: Sequence[Drift], prefix: str = "content/") -> str:
    """For a terminal: by state, one pair a line."""
    parts = []
    for state, found in _grouped(rows):
        parts.append(f"{_TITLES[state]} ({len(found)})\n")
        parts += [f"  {prefix}{row.path}: {row.id} «{row.title}»{_said(row)}\n" for row in found]
        parts.append("\n")
    return "".join(parts)


def as_markdown(rows: Sequence[Drift], prefix: str = "content/") -> str:
    """For an issue or a pull request."""
    parts = []
    for state, found in _grouped(rows):
        parts.append(f"### {_TITLES[state]} ({len(found)})\n\n")
        parts += [
            f"- {code(prefix + row.path)} {row.id} **{inline(row.title)}**{inline(_said(row))}\n" for row in found
        ]
        parts.append("\n")
    return "".join(parts) or "All translations are up to date.\n"


def as_json(rows: Sequence[Drift], prefix: str = "content/") -> str:
    """A list of objects."""
    found = [asdict(row) | {"path": prefix + row.path, "original": prefix + row.original} for row in rows]
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def as_csv(rows: Sequence[Drift], prefix: str = "content/") -> str:
    """One pair a line. A cell that a spreadsheet would take for a formula is marked as text."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["state", "path", "original", "id", "title", "changes", "steps", "sections", "known_from"])
    for row in rows:
        cells = (
            row.state,
            prefix + row.path,
            prefix + row.original,
            row.id,
            row.title,
            str(row.changes),
            "yes" if row.steps else "no",
            "; ".join(row.titles),
            row.known_from,
        )
        writer.writerow(["'" + cell if cell.startswith(("=", "+", "-", "@", "\t")) else cell for cell in cells])
    return out.getvalue()


DRIFT_FORMATS = {"text": as_text, "markdown": as_markdown, "json": as_json, "csv": as_csv}


def _said(row: Drift) -> str:
    if not row.changes:
        return ""
    titles = ", ".join(f"«{title}»" if title else "the text at the top" for title in row.titles[:4])
    more = " …" if row.titles[4:] else ""
    steps = "; the steps too" if row.steps else ""
    return f": {row.changes} section{'s' if row.changes > 1 else ''} changed{f' ({titles}{more})' if titles else ''}{steps}"


def _grouped(rows: Sequence[Drift]) -> list[tuple[str, list[Drift]]]:
    return [(state, found) for state in STATES if (found := [row for row in rows if row.state == state])]
