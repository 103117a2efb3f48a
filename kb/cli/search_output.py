"""What `kb search` prints."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kb.edition import Edition
from kb.search.agents import Hit

if TYPE_CHECKING:
    from rich.console import Console

Found = tuple[Edition, Hit]
_COLUMNS = ("id", "title", "type", "status", "language", "edition", "url", "heading", "passage", "score")
_DIRECTIONS = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@dataclass(frozen=True)
class Page:
    """What one search found, from `offset` on; `total` is how many there are."""

    query: str
    found: tuple[Found, ...]
    total: int
    corrected: str = ""
    offset: int = 0


def render(query: str, corrected: str, total: int, found: Sequence[Found], style: str) -> str:
    """The results in one of the formats."""
    if style == "json":
        rows = [row_of(edition, hit) for edition, hit in found]
        value = {"query": query, "corrected": corrected or None, "total": total, "results": rows}
        return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
    if style == "csv":
        file = io.StringIO()
        writer = csv.DictWriter(file, _COLUMNS, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows({k: _harmless(v) for k, v in row_of(edition, hit).items()} for edition, hit in found)
        return file.getvalue()
    if style == "markdown":
        return "".join(
            f"- **{_escaped(hit.title)}** ({hit.id}, {facts_of(edition, hit)}): {_escaped(hit.text)}\n"
            for edition, hit in found
        )
    return _plain(query, corrected, total, found)


def row_of(edition: Edition, hit: Hit) -> dict[str, Any]:
    """One result as plain values."""
    facets = {name: list(values) for name, values in hit.facets.items()}
    single = {
        name: next(iter(facets.pop(name)), None)
        for name in ("type", "status", "language", "service", "severity", "owner")
    }
    return {
        "id": hit.id,
        "title": hit.title,
        "edition": edition.path,
        "url": hit.url + (f"#{hit.anchor}" if hit.anchor else ""),
        "heading": hit.heading,
        "passage": hit.text,
        "archived": hit.archived,
        "score": hit.score,
        **single,
        **facets,
    }


def _plain(query: str, corrected: str, total: int, found: Sequence[Found]) -> str:
    lines = [f"showing results for: {corrected}"] if corrected else []
    for edition, hit in found:
        lines += [f"{hit.id}  {hit.title}  [{facts_of(edition, hit)}]", f"    {hit.url}{_anchor(hit)}"]
        if hit.text:
            lines.append(f"    {hit.heading + ': ' if hit.heading else ''}{hit.text}")
    if not found:
        lines.append(f'nothing found for "{query}"')
    elif total > len(found):
        lines.append(f"{len(found)} of {total}")
    return printable("\n".join(lines)) + "\n"


def print_found(
    console: Console, query: str, corrected: str, total: int, found: Sequence[Found], first: int = 1
) -> None:
    """The results, numbered and in colours, for a person."""
    from rich.padding import Padding
    from rich.text import Text

    if corrected:
        console.print(Text.assemble("showing results for: ", (printable(corrected), "bold")))
    for number, (edition, hit) in enumerate(found, first):
        style = "dim" if hit.archived else "bold"
        console.print(
            Text.assemble(
                (f"{number:>3}  ", "green"),
                (printable(hit.title), style),
                (f"  {hit.id}", "cyan"),
                (f"  {facts_of(edition, hit)}", "dim"),
            )
        )
        heading = [(f"{printable(hit.heading)}: ", "italic")] if hit.heading else []
        marked = [(printable(part), "bold yellow" if on else "") for part, on in hit.passage]
        if hit.passage:
            console.print(Padding(Text.assemble(*heading, *marked), (0, 0, 0, 5)))
    if not found:
        console.print(Text(f'nothing found for "{printable(query)}"'))
    elif total > len(found):
        console.print(Text(f"{first}–{first + len(found) - 1} of {total}", "dim"))


def printable(text: str) -> str:
    """Without what would give orders to a terminal, or turn the writing round."""
    return "".join(c for c in text if c in "\n\t" or not (unicodedata.category(c) == "Cc" or c in _DIRECTIONS))


def facts_of(edition: Edition, hit: Hit) -> str:
    """Type, severity, service and language in a few words."""
    facts = [*hit.facets["type"], *hit.facets["severity"], *hit.facets["service"], *hit.facets["language"]]
    return printable(", ".join([*facts, *(["ARCHIVED"] if hit.archived else [])]))


def _anchor(hit: Hit) -> str:
    return f"#{hit.anchor}" if hit.anchor else ""


def _escaped(text: str) -> str:
    return "".join(f"\\{c}" if c in r"\`*_{}[]<>#|" else c for c in text)


def _harmless(value: Any) -> Any:
    # A spreadsheet would take it for a formula
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@") else value
