"""A comparison as text, Markdown, JSON or CSV.

The Markdown becomes a comment on a pull request, and what it quotes was written by whoever sent it: nothing in it may
mention a person, load a picture or break out of its place.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Sequence
from dataclasses import asdict

from kb.diff import SECTIONS, Row

_HINTED = ("address", "heading")
"""Sections whose text says what to do."""

LONGEST = 60_000
"""Characters of a comment; GitHub takes 65,536."""

_TITLES = {
    "opened": "Was hidden, becomes visible",
    "new": "New for readers",
    "closed": "No longer visible",
    "address": "Addresses lost",
    "link": "Links broken",
    "stale": "Confirmations that no longer hold",
    "translation": "The other language was left behind",
    "heading": "Headings gone",
    "article": "Articles touched",
    "aside": "Also changed, not looked into",
}
_EXCERPTS = {"opened": 40, "article": 24}
"""Lines of an excerpt, by section."""


def as_text(rows: Sequence[Row], prefix: str = "content/") -> str:
    """For a terminal: headings, one row a line, excerpts below them."""
    parts = []
    for section, found in _grouped(rows):
        parts.append(f"{_TITLES[section]} ({len(found)})\n")
        for row in found:
            title = f" «{row.text}»" if row.text and section not in _HINTED else ""
            parts.append(f"  {_place(row, prefix)}:{title} {row.what}\n")
            if section in _HINTED and row.text:
                parts.append(f"      hint: {row.text}\n")
            parts += [f"      {line}\n" for line in _cut(row)]
        parts.append("\n")
    return "".join(parts) or "Nothing of the content changed.\n"


def as_markdown(rows: Sequence[Row], prefix: str = "content/") -> str:
    """For a comment on a pull request. What becomes visible comes first; excerpts give way where it gets too long."""
    if not rows:
        return "### Nothing of the content changed\n"
    for excerpts in (None, ("opened",), ()):
        text = _markdown(rows, prefix, excerpts)
        if len(text) <= LONGEST:
            return text
    end = "\n\n… and more: run `kb diff` on your computer.\n"
    cut = text[: LONGEST - len(end) - 20].rpartition("\n")[0]
    # A <details> that the cut left open would swallow what follows it
    return cut + ("\n\n</details>" if cut.count("<details>") > cut.count("</details>") else "") + end


def as_json(rows: Sequence[Row], prefix: str = "content/") -> str:
    """A list of objects with section, path, line, what, text, excerpt."""
    found = [asdict(row) | {"path": _file(row.path, prefix)} for row in rows]
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def as_csv(rows: Sequence[Row], prefix: str = "content/") -> str:
    """One row a line, without excerpts. A cell that a spreadsheet would take for a formula is marked as text."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["section", "path", "line", "what", "text"])
    for row in rows:
        cells = (row.section, _file(row.path, prefix), str(row.line), row.what, row.text)
        writer.writerow(["'" + cell if cell.startswith(("=", "+", "-", "@", "\t")) else cell for cell in cells])
    return out.getvalue()


DIFF_FORMATS = {"text": as_text, "markdown": as_markdown, "json": as_json, "csv": as_csv}


def _markdown(rows: Sequence[Row], prefix: str, excerpts: tuple[str, ...] | None) -> str:
    parts = []
    groups = _grouped(rows)
    if groups[0][0] == "opened":
        many = len(groups[0][1])
        parts.append(
            f"> [!CAUTION]\n> **This change shows more people {many} thing{'s' if many > 1 else ''} that {'were' if many > 1 else 'was'} hidden.** Agree only if that is meant.\n\n"
        )
    else:
        parts.append("> [!NOTE]\n> Nothing that was hidden becomes visible by this change.\n\n")
    parts.append(" · ".join(f"{_TITLES[section]}: **{len(found)}**" for section, found in groups) + "\n")
    for section, found in groups:
        parts.append(f"\n### {_TITLES[section]}\n\n")
        for row in found:
            title = f" **{inline(row.text)}**" if row.text and section not in _HINTED else ""
            hint = f" *({inline(row.text)})*" if row.text and section in _HINTED else ""
            parts.append(f"- {code(_place(row, prefix))}{title}: {inline(row.what)}{hint}\n")
            if row.excerpt and (excerpts is None or section in excerpts):
                parts.append(_excerpt(row))
    return "".join(parts)


def _excerpt(row: Row) -> str:
    lines = _cut(row)
    fence = "`" * max(3, 1 + max((len(run) for line in lines for run in re.findall(r"`+", line)), default=0))
    body = "\n".join(f"  {line}" for line in (f"{fence}diff", *lines, fence))
    if row.section == "opened":
        return f"\n{body}\n\n"
    return f"\n  <details><summary>before and after</summary>\n\n{body}\n\n  </details>\n\n"


def inline(text: str) -> str:
    """Text that stays text in Markdown: no markup, and no sign that a code host turns into a mention or a link."""
    text = " ".join(text.split())
    # In backticks (ours, in hints) nothing needs care but a backtick
    pieces = re.split(r"(`[^`]+`)", text)
    return "".join(piece if place % 2 else _tame(piece) for place, piece in enumerate(pieces))


def code(text: str) -> str:
    """Text in code style, whatever it holds."""
    text = " ".join(text.split())
    ticks = "`" * (1 + max((len(run) for run in re.findall(r"`+", text)), default=0))
    space = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{ticks}{space}{text}{space}{ticks}"


def _tame(text: str) -> str:
    text = text.replace("&", "&amp;").replace("<", "&lt;")
    text = re.sub(r"([\\`*_{}\[\]()#!|~$])", r"\\\1", text)
    # A word joiner, which nobody sees, keeps @name, #1, !1 and addresses from becoming links
    return re.sub(r"(@|#|!|://|www(?=\.))", "\\1\u2060", text)


def _cut(row: Row) -> tuple[str, ...]:
    most = _EXCERPTS.get(row.section, 0)
    lines = tuple(_visible(line) for line in row.excerpt[:most])
    return (*lines, f"… {len(row.excerpt) - most} more lines") if row.excerpt[most:] else lines


def _visible(line: str) -> str:
    """Signs that turn the direction of writing or are not seen can make a line read as another one: they are named."""
    return re.sub(
        "[\u0000-\u0008\u000b-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]",
        lambda m: f"⟨U+{ord(m[0]):04X}⟩",
        line,
    )


def _grouped(rows: Sequence[Row]) -> list[tuple[str, list[Row]]]:
    return [(s, found) for s in SECTIONS if (found := [row for row in rows if row.section == s])]


def _place(row: Row, prefix: str) -> str:
    return _file(row.path, prefix) + (f":{row.line}" if row.line else "")


def _file(path: str, prefix: str) -> str:
    return path.removeprefix("/") if path.startswith("/") else prefix + path
