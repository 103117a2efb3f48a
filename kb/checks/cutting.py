"""Markdown cut into headings, paragraphs, list items and table rows; which lines are code is told on the way."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from kb.library.text import plain_line

Kind = Literal["heading", "paragraph", "bullet", "step", "row"]

CODE_MARK = "\ufffc"
"""Stands in `Unit.bare` where the text has code."""

LONGEST = 8_000
"""Characters from which on a paragraph is no prose: marks are not looked for in it."""
_FENCE = re.compile(r"^(`{3,}|~{3,})")
_BLOCK = re.compile(r"^/{3,}(?:[ \t]|$)")
_HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$")
_ITEM = re.compile(r"^([-*+]|\d{1,3}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?")
_ROW_RULE = re.compile(r"^\|?[\s:|-]*-[\s:|-]*$")
_DEFINITION = re.compile(r"^(?:\[[^\]]+\]|\*\[[^\]]+\]):\s")
_ADMONITION = re.compile(r"^(?:!!!|\?\?\?\+?)\s+[\w -]+?(?:\s+\"(.*)\")?\s*$")
SPAN = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)")
_WORD = re.compile(r"\w+(?:['’ʼ-]\w+)*")


@dataclass(frozen=True)
class Unit:
    """A heading, paragraph, list item or table row. `start` and `end` are indices of lines of the body, `heading` is
    the number of the heading above (-1: none), `quoted` says that it stands in a block quote."""

    kind: Kind
    start: int
    end: int
    text: str
    indent: int = 0
    level: int = 0
    heading: int = -1
    quoted: bool = False

    @cached_property
    def bare(self) -> str:
        """The Markdown with `CODE_MARK` in the place of code."""
        return SPAN.sub(CODE_MARK, self.text) if "`" in self.text else self.text

    @cached_property
    def plain(self) -> str:
        """What a reader sees."""
        return plain_line(self.text) if len(self.text) < LONGEST else self.text

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its words, in small letters."""
        return tuple(_WORD.findall(self.plain.lower()))


def cut(lines: tuple[str, ...]) -> tuple[tuple[Unit, ...], frozenset[int]]:
    """(units in order, indices of the lines that are code, fences included)."""
    return _Cutter(lines).cut()


class _Cutter:
    def __init__(self, lines: tuple[str, ...]) -> None:
        self._lines = lines
        self._units: list[Unit] = []
        self._code: set[int] = set()
        self._open: list[tuple[int, str]] = []
        self._kind: Kind = "paragraph"
        self._indent, self._quoted, self._heading = 0, False, -1
        self._fence = ""
        self._list_indent = -1

    def cut(self) -> tuple[tuple[Unit, ...], frozenset[int]]:
        blank = True
        for number, line in enumerate(self._lines):
            stripped = line.strip()
            if self._fence:
                self._code.add(number)
                inner = stripped.lstrip("> \t")
                if inner.startswith(self._fence) and not inner.strip(self._fence[0]):
                    self._fence = ""
            elif not stripped:
                self._flush()
            else:
                self._line(number, line, stripped, blank)
            blank = not stripped
        self._flush()
        return tuple(self._units), frozenset(self._code)

    def _line(self, number: int, line: str, text: str, blank: bool) -> None:
        indent = len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())
        if blank and indent >= 4 and indent > self._list_indent + 1 and self._list_indent < 0:
            self._code.add(number)  # code by indentation
            return
        if blank and indent == 0 and not _ITEM.match(text):
            self._list_indent = -1
        quoted = text.startswith(">")
        if quoted:
            text = text.lstrip("> \t")
        fence = _FENCE.match(_ITEM.sub("", text)) if "```" in text or "~~~" in text else None
        if fence:
            self._flush()
            self._fence = fence[1]
            self._code.add(number)
            return
        if not text or _BLOCK.match(text) or _DEFINITION.match(text):
            self._flush()
            return
        heading = _HEADING.match(line) if text[0] == "#" else None
        if heading:
            self._flush()
            self._heading += 1
            self._list_indent = -1
            self._units.append(Unit("heading", number, number, heading[2], 0, len(heading[1]), self._heading))
            return
        if text[0] == "|":
            self._flush()
            if not _ROW_RULE.match(text):
                self._units.append(Unit("row", number, number, text, indent, 0, self._heading))
            return
        admonition = _ADMONITION.match(text) if text[0] in "!?" else None
        if admonition:
            self._flush()
            self._list_indent = max(self._list_indent, indent)  # what follows is indented, and no code
            if admonition[1]:
                self._open.append((number, admonition[1]))
                self._kind, self._indent, self._quoted = "paragraph", indent, quoted
                self._flush()
            return
        item = _ITEM.match(text)
        if item and (not self._open or blank or item[1][0] in "-*+" or self._kind in ("step", "bullet")):
            self._flush()
            self._kind = "step" if item[1][0].isdigit() else "bullet"
            self._indent, self._quoted, self._list_indent = indent, quoted, max(indent, 0)
            text = text[item.end() :]
        elif not self._open:
            self._kind, self._indent, self._quoted = "paragraph", indent, quoted
        if text:
            self._open.append((number, text))

    def _flush(self) -> None:
        if self._open:
            text = " ".join(text for _, text in self._open)
            first, last = self._open[0][0], self._open[-1][0]
            self._units.append(Unit(self._kind, first, last, text, self._indent, 0, self._heading, self._quoted))
            self._open.clear()
