"""Which lines of a Markdown text are code: the one answer that blocks, links and sections share."""

from __future__ import annotations

import re

# Only fences that every engine takes for a fence: a plain language, or attributes in braces or quotes. A line that
# another engine might not read as code is treated as text here, so that a block in it hides rather than shows.
_FENCE = re.compile(
    r"^((?:[ \t]|>)*)(`{3,}|~{3,})[ \t]*([\w+#.-]*)[ \t]*(?:\{[^`{}]*\}|(?:[\w-]+=\"[^\"`]*\"[ \t]*)*)[ \t]*$"
)


def code_lines(lines: list[str]) -> frozenset[int]:
    """Indices of the lines inside (and around) closed code fences."""
    found: set[int] = set()
    number = 0
    while number < len(lines):
        line = lines[number]
        opening = _FENCE.match(line) if "```" in line or "~~~" in line else None
        end = _closing(lines, number, opening) if opening else None
        if end is None:
            number += 1
        else:
            found.update(range(number, end + 1))
            number = end + 1
    return frozenset(found)


def _closing(lines: list[str], start: int, opening: re.Match[str]) -> int | None:
    """The fence closes with the same characters at the same indentation, and no line between lies further left."""
    prefix, fence = opening[1], opening[2]
    for number in range(start + 1, len(lines)):
        line = lines[number]
        if line.startswith(prefix) and line[len(prefix) :].rstrip() == fence:
            return number
        if line.strip() and not line.startswith(prefix.rstrip()):
            return None
    return None
