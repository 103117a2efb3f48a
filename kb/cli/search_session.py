"""`kb search` in a terminal: numbered results, and a line to say what to do with them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.cli.search_output import Found, Page, facts_of, print_found, printable

if TYPE_CHECKING:
    from rich.console import Console

PROMPT = "number to read · n next page · o N in the browser · other words to search · Enter to end > "
_OPEN = re.compile(r"o\s*([0-9]+)", re.IGNORECASE)
_FENCE = re.compile(r"\s*(```|~~~)")
_BLOCK = re.compile(r"(\s*)/{3,}\s*([\w-]+)?\s*\|?\s*(.*)")
_NOTE = re.compile(r'(\s*)(?:!!!|\?\?\?\+?)\s+([\w-]+)[^"]*(?:"(.*)")?\s*')
_ATTRIBUTES = re.compile(r"\s*\{:?\s*[#.][^}]*\}\s*$")


@dataclass(frozen=True)
class Desk:
    """What a session asks of the world: a search from an offset on, an article's Markdown, a page in the browser (which
    says what it did), and a line typed by a person, None when they leave."""

    look: Callable[[str, int], Page]
    read: Callable[[Found], str]
    browse: Callable[[Found], str]
    ask: Callable[[str], str | None]


def converse(words: str, desk: Desk, console: Console) -> bool:
    """Search, show and do as told until there is nothing more to do; whether the last search found anything."""
    page = desk.look(words, 0)
    _show(page, console)
    while True:
        typed = desk.ask(PROMPT)
        if typed is None or not typed.strip():
            return bool(page.found)
        page = _obey(typed.strip(), page, desk, console)


def _obey(typed: str, page: Page, desk: Desk, console: Console) -> Page:
    opened = _OPEN.fullmatch(typed)
    if typed.lower() == "n":
        after = page.offset + len(page.found)
        more = desk.look(page.query, after) if after < page.total else Page(page.query, (), page.total)
        if not more.found:
            console.print("that was all", style="dim")
            return page
        _show(more, console)
        return more
    if opened or typed.isdecimal():
        number = int(opened[1] if opened else typed) - page.offset
        if 1 <= number <= len(page.found):
            found = page.found[number - 1]
            if opened:
                console.print(desk.browse(found), style="dim", markup=False)
            else:
                show_article(found, desk.read(found), console)
            return page
        # A short number is one of the list; a longer one may be a code («809»)
        if opened or len(typed) < 3:
            console.print(f"there is no {typed.lstrip('oO ')} in this list", style="dim", markup=False)
            return page
    page = desk.look(typed, 0)
    _show(page, console)
    return page


def _show(page: Page, console: Console) -> None:
    print_found(console, page.query, page.corrected, page.total, page.found, first=page.offset + 1)


def show_article(found: Found, body: str, console: Console) -> None:
    """One article, laid out for the terminal."""
    from rich.markdown import Markdown
    from rich.rule import Rule
    from rich.text import Text

    edition, hit = found
    console.print(Rule(style="dim"))
    console.print(Text.assemble((f"{hit.id}  ", "cyan"), (printable(hit.title), "bold")))
    console.print(Text(facts_of(edition, hit), "dim"))
    console.print()
    console.print(Markdown(readable(body), hyperlinks=False))
    console.print(Rule(style="dim"))


def readable(body: str) -> str:
    """Markdown as any reader of Markdown knows it: blocks and notes of ours become a line in bold above their text."""
    lines: list[str] = []
    fence = ""
    inside: int | None = None
    for line in printable(body).split("\n"):
        fenced = _FENCE.match(line)
        if fenced and (not fence or fenced[1] == fence):
            fence = "" if fence else fenced[1]
        block, note = (None, None) if fence or fenced else (_BLOCK.fullmatch(line), _NOTE.fullmatch(line))
        indent = len(line) - len(line.lstrip())
        if inside is not None and line.strip() and indent <= inside:
            inside = None
        if block:
            lines += ["", f"{block[1]}**{' · '.join(filter(None, block.group(2, 3)))}**", ""] if block[2] else [""]
        elif note:
            inside = len(note[1])
            lines += ["", f"{note[1]}**{note[3] or note[2]}**", ""]
        else:
            text = line if fence or fenced else _ATTRIBUTES.sub("", line)
            # The text of a note is indented by four, which would make code of it
            lines.append(text[4:] if inside is not None and text.strip() else text)
    return "\n".join(lines)
