"""What `kb check --sample` prints: each article of the sample against the checklist, and the questions to talk about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from kb.checks.standard import CRITERIA, QUESTIONS, Score, missing_keys
from kb.report.table import rows_as_csv, rows_as_json, rows_as_markdown

FORMATS = ("text", "json", "csv", "markdown")
_COLUMNS = {
    "path": "File",
    "title": "Title",
    **{name: name.replace("_", " ").capitalize() for name in CRITERIA},
    "score": "Score",
}


def render_scores(scores: Sequence[Score], style: str, day: date, prefix: str) -> str:
    """The sample as text, json, csv or markdown. No owner and no author is in it, on purpose."""
    rows = [_values(row, prefix) for row in scores]
    if style == "json":
        return rows_as_json(rows)
    if style == "csv":
        return rows_as_csv(tuple(_COLUMNS), rows)
    if style == "markdown":
        marked = [
            {k: {True: "✓", False: "–"}.get(v, v) if isinstance(v, bool) else v for k, v in row.items()} for row in rows
        ]
        questions = "".join(f"- [ ] {question}\n" for question in QUESTIONS)
        return f"Sample of {day.isoformat()}\n\n{rows_as_markdown(_COLUMNS, marked)}\nFor each article, together:\n\n{questions}"
    return "".join(_text(row, prefix) for row in scores) + "".join(f"? {question}\n" for question in QUESTIONS)


def _values(row: Score, prefix: str) -> dict[str, Any]:
    met = {name: name in row.met for name in CRITERIA}
    return {"path": prefix + row.article.path, "title": row.article.meta.title, **met, "score": row.percent}


def _text(row: Score, prefix: str) -> str:
    lines = [f"{prefix}{row.article.path}: {row.percent} % of the checklist"]
    for name, problems in row.against.items():
        said = [f"{problem.code} line {problem.line}: {problem.message}" for problem in problems]
        if name == "metadata" and missing_keys(row):
            said.append(f"`{'`, `'.join(missing_keys(row))}` missing")
        lines.append(f"    {name.replace('_', ' ')}: {'; '.join(said)}")
    return "".join(line + "\n" for line in lines)
