"""Which lines of a Markdown text are code: the one answer that blocks, links and sections share."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

# Only fences that every engine takes for a fence: a plain language, or attributes in braces or quotes. A line that
# another engine might not read as code is treated as text here, so that a block in it hides rather than shows.
_FENCE = re.compile(
    r"^((?:[ \t]|>)*)(`{3,}|~{3,})[ \t]*([\w+#.-]*)[ \t]*(?:\{[^`{}]*\}|(?:[\w-]+=\"[^\"`]*\"[ \t]*)*)[ \t]*$"
)

_FENCE_BEGINS = re.compile(r"\n[ \t>]*(?:```|~~~)")


class Lines(NamedTuple):
    """A text line by line; `code` are the indices of the lines inside (and around) closed code fences."""

    lines: tuple[str, ...]
    code: frozenset[int]


@lru_cache(maxsize=128)  # a body is looked at several times in a row
def split_lines(body: str) -> Lines:
    """The lines of a text, and which of them are code."""
    lines = tuple(body.split("\n"))
    return Lines(lines, _code_lines(lines, body) if "```" in body or "~~~" in body else frozenset())


def numbers_of(beginning: re.Pattern[str], text: str) -> Iterator[int]:
    """Numbers of the lines that begin so; the pattern has the line break before the line as its first sign, which makes it
    quick to look for."""
    number = seen = 0
    for found in beginning.finditer("\n" + text):
        place = found.start()
        number, seen = number + text.count("\n", seen, place), place
        yield number


def _code_lines(lines: tuple[str, ...], body: str) -> frozenset[int]:
    found: set[int] = set()
    after = 0
    for number in numbers_of(_FENCE_BEGINS, body):
        opening = _FENCE.match(lines[number]) if number >= after else None
        end = _closing(lines, number, opening) if opening else None
        if end is not None:
            after = end + 1
            found.update(range(number, after))
    return frozenset(found)


def _closing(lines: tuple[str, ...], start: int, opening: re.Match[str]) -> int | None:
    """The fence closes with the same characters at the same indentation, and no line between lies further left."""
    prefix, fence = opening[1], opening[2]
    for number in range(start + 1, len(lines)):
        line = lines[number]
        if line.startswith(prefix) and line[len(prefix) :].rstrip() == fence:
            return number
        if line.strip() and not line.startswith(prefix.rstrip()):
            return None
    return None
