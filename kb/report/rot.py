"""What `kb academy rot` prints: questions whose source has changed, or is missing, or was never read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kb.report.table import rows_as_csv, rows_as_json, rows_as_markdown
from kb.training.questions.rot import Judged

COLUMNS = {"state": "State", "id": "Question", "sources": "Sources", "path": "File", "line": "Line"}
STATE_WORDS = {
    "changed": "its source has changed",
    "missing": "its source is missing",
    "never": "never read against its source",
    "no-source": "names no source",
    "current": "current",
}


def render_rot(rows: Sequence[Judged], style: str, prefix: str) -> str:
    """The rows as text, json, csv or markdown."""
    values = [_values(row, prefix) for row in rows]
    if style == "json":
        return rows_as_json(values)
    if style == "csv":
        return rows_as_csv((*COLUMNS, "language"), values)
    if style == "markdown":
        return rows_as_markdown(COLUMNS, values)
    return "".join(
        f"{v['path']}:{v['line']}: {v['id']} {STATE_WORDS[v['state']]}{': ' if v['sources'] else ''}{', '.join(v['sources'])}\n"
        for v in values
    )


def _values(row: Judged, prefix: str) -> dict[str, Any]:
    question = row.question
    return {
        "state": row.state,
        "id": question.id,
        "sources": [str(source) for source in question.sources],
        "path": prefix + question.path,
        "line": question.line,
        "language": question.language,
    }
