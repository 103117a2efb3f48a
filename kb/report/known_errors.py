"""What `kb known-errors` prints: each known error once, with its state here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kb.known_errors import KnownError, Product
from kb.known_errors.error import affected_products, fix_for
from kb.report.table import rows_as_csv, rows_as_json, rows_as_markdown

FORMATS = ("text", "json", "csv", "markdown")
COLUMNS = {
    "state": "State",
    "id": "Id",
    "title": "Title",
    "since": "Since",
    "affected": "Affected",
    "fixed_in": "Fixed in",
    "workaround": "Workaround",
    "path": "File",
}


def render_known_errors(errors: Sequence[KnownError], products: Mapping[str, Product], style: str, prefix: str) -> str:
    """The rows as text, json, csv or markdown."""
    rows = [_values(error, products, prefix) for error in errors]
    if style == "json":
        return rows_as_json(rows)
    if style == "csv":
        return rows_as_csv((*COLUMNS, "in_use", "reached", "notice", "visibility", "owner", "problem"), rows)
    if style == "markdown":
        return rows_as_markdown(COLUMNS, rows)
    return "".join(map(_text, rows))


def _values(error: KnownError, products: Mapping[str, Product], prefix: str) -> dict[str, Any]:
    article, meta = error.article, error.article.meta
    names = affected_products(article)
    fixed = {name: fix_for(article, name) for name in names if fix_for(article, name)}
    return {
        "state": error.state if meta.status != "archived" else "archived",
        "id": meta.id,
        "title": meta.title,
        "path": prefix + article.path,
        "since": meta.since.isoformat() if meta.since else None,
        "affected": {name: meta.affected.get(name, "") for name in names},
        "in_use": {name: products[name].version for name in names if name in products and products[name].version},
        "fixed_in": fixed or ({"": meta.fixed_text} if meta.fixed_text else {}),
        "reached": dict(error.reached),
        "workaround": meta.workaround,
        "problem": meta.problem,
        "notice": meta.notice,
        "visibility": meta.visibility,
        "owner": meta.owner,
    }


def _text(row: dict[str, Any]) -> str:
    where = ", ".join(" ".join(filter(None, pair)) for pair in row["affected"].items()) or "no product named"
    fixes = "; ".join(" ".join(filter(None, pair)) for pair in row["fixed_in"].items()) or "no fix"
    notice = ", notice" if row["notice"] else ""
    return (
        f"{row['path']}: {row['state']}{notice}\n"
        f"    {row['id']} {row['title']}\n"
        f"    since {row['since'] or '?'} · {where} · fixed in: {fixes}\n"
    )
