"""Markdown for generated parts: tables and code that survive every sign in them."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A pipe table. Cells are Markdown already; a bare pipe in one of them is escaped."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines)


def code(text: str) -> str:
    """Text in code style. A pipe would end the cell, and an include sign would be cut out by the door."""
    if "|" in text or "8<" in text or "`" in text:
        return f"<code>{html.escape(text, quote=False).replace('|', '&#124;')}</code>"
    return f"`{text}`"


def prose(text: str) -> str:
    """A description from the code: its backticks are code style, the rest is text."""
    pieces = text.split("`")
    return "".join(code(piece) if place % 2 else piece for place, piece in enumerate(pieces))


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
