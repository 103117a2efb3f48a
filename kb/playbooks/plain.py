"""A reply as plain text, ready for mail, chat or a ticket."""

from __future__ import annotations

import re

from kb.library.text import plain_line

WRAPPED = 80
"""A line of a reply that is longer was wrapped by its author; the break after a shorter one is meant."""

_LINK = re.compile(r"\[([^\[\]]+)\]\((https?:[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)")
_ITEM = re.compile(r"^(\s*)([-*+]|\d+[.)])[ \t]+(.*)$")


def plain_reply(text: str) -> str:
    """Markdown → paragraphs with an empty line between them, items line by line; placeholders stay."""
    paragraphs: list[str] = []
    for block in re.split(r"\n[ \t]*\n", text.strip()):
        lines = [line for line in block.split("\n") if not re.match(r"^\s*/{3,}", line)]
        written = "".join(_line(line, lines[n + 1] if n + 1 < len(lines) else None) for n, line in enumerate(lines))
        if not written.strip():
            continue
        # Items of one list with empty lines between them stay together
        if paragraphs and _ITEM.match(lines[0]) and _ITEM.match(paragraphs[-1].rpartition("\n")[2]):
            paragraphs[-1] += "\n" + written
        else:
            paragraphs.append(written)
    return "\n\n".join(paragraphs)


def _line(line: str, following: str | None) -> str:
    """A line with the break after it, if it has one."""
    item = _ITEM.match(line)
    marker = f"{item[1]}{'-' if item[2] in '-*+' else item[2]} " if item else ""
    said = marker + plain_line(_LINK.sub(_address, item[3] if item else line.lstrip("> \t")))
    if following is None:
        return said
    return said + ("\n" if _ITEM.match(following) or len(line.strip()) <= WRAPPED else " ")


def _address(match: re.Match[str]) -> str:
    return match[2] if match[1] == match[2] else f"{match[1]} ({match[2]})"
