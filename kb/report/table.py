"""Rows of plain values as JSON, CSV or a Markdown table."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

Values = Mapping[str, Any]


def rows_as_json(rows: Sequence[Values]) -> str:
    """A list of objects."""
    return json.dumps(list(rows), ensure_ascii=False, indent=2) + "\n"


def rows_as_csv(columns: Sequence[str], rows: Sequence[Values]) -> str:
    """With a line of names. Lists are joined with semicolons; what a spreadsheet would run as a formula is quoted."""
    file = io.StringIO()
    writer = csv.DictWriter(file, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows({key: _cell(value) for key, value in row.items()} for row in rows)
    return file.getvalue()


def rows_as_markdown(columns: Mapping[str, str], rows: Sequence[Values]) -> str:
    """A pipe table; `columns` maps a key to its heading."""
    lines = [list(columns.values()), ["---"] * len(columns)]
    lines += [[markdown_text(str(_plain(row.get(key)))) for key in columns] for row in rows]
    return "".join("| " + " | ".join(line) + " |\n" for line in lines)


def markdown_text(text: str) -> str:
    """Text whose signs mean nothing to Markdown."""
    return "".join(f"\\{c}" if c in r"\`*_{}[]<>#|" else c for c in text).replace("\n", " ")


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {item}" if item != "" else str(key) for key, item in value.items())
    if isinstance(value, list | tuple):
        return "; ".join(map(str, value))
    return "" if value is None else value


def _cell(value: Any) -> Any:
    value = _plain(value)
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value
