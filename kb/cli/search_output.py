"""What `kb search` prints."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Sequence
from typing import Any

from kb.edition import Edition
from kb.search.agents import Hit

Found = tuple[Edition, Hit]
_COLUMNS = ("id", "title", "type", "status", "language", "edition", "url", "heading", "passage", "score")


def render(query: str, corrected: str, total: int, found: Sequence[Found], style: str) -> str:
    """The results in one of the formats; text has colours where a person looks on."""
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
            f"- **{_escaped(hit.title)}** ({hit.id}, {_facts(edition, hit)}): {_escaped(hit.text)}\n"
            for edition, hit in found
        )
    return _coloured(query, corrected, total, found) if sys.stdout.isatty() else _plain(query, corrected, total, found)


def row_of(edition: Edition, hit: Hit) -> dict[str, Any]:
    """One result as plain values."""
    facets = {name: list(values) for name, values in hit.facets.items()}
    single = {
        name: next(iter(facets.pop(name)), None) for name in ("type", "status", "language", "service", "severity", "owner")
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
        lines += [f"{hit.id}  {hit.title}  [{_facts(edition, hit)}]", f"    {hit.url}{_anchor(hit)}"]
        if hit.text:
            lines.append(f"    {hit.heading + ': ' if hit.heading else ''}{hit.text}")
    if not found:
        lines.append(f'nothing found for "{query}"')
    elif total > len(found):
        lines.append(f"{len(found)} of {total}")
    return "\n".join(lines) + "\n"


def _coloured(query: str, corrected: str, total: int, found: Sequence[Found]) -> str:
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False)
    with console.capture() as captured:
        if corrected:
            console.print(Text.assemble("showing results for: ", (corrected, "bold")))
        for edition, hit in found:
            style = "dim" if hit.archived else "bold"
            console.print(
                Text.assemble((f"{hit.id}  ", "cyan"), (hit.title, style), (f"  {_facts(edition, hit)}", "dim"))
            )
            console.print(Text(f"    {hit.url}{_anchor(hit)}", "blue"))
            heading = [(f"{hit.heading}: ", "italic")] if hit.heading else []
            marked = [(part, "bold yellow" if on else "") for part, on in hit.passage]
            console.print(Text.assemble("    ", *heading, *marked))
        if not found:
            console.print(Text(f'nothing found for "{query}"'))
        elif total > len(found):
            console.print(Text(f"{len(found)} of {total}", "dim"))
    return captured.get()


def _facts(edition: Edition, hit: Hit) -> str:
    facts = [*hit.facets["type"], *hit.facets["severity"], *hit.facets["service"], *hit.facets["language"]]
    return ", ".join([*facts, *(["ARCHIVED"] if hit.archived else [])])


def _anchor(hit: Hit) -> str:
    return f"#{hit.anchor}" if hit.anchor else ""


def _escaped(text: str) -> str:
    return "".join(f"\\{c}" if c in r"\`*_{}[]<>#|" else c for c in text)


def _harmless(value: Any) -> Any:
    # A spreadsheet would take it for a formula
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@") else value
