"""An article as the quality rules see it: cut once into headings, paragraphs, list items and rows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from kb.edition import AUDIENCES, Audience
from kb.library import Article
from kb.library.text import plain_line

Kind = Literal["heading", "paragraph", "bullet", "step", "row"]

CODE_MARK = "\ufffc"
"""Stands in `Unit.bare` where the text has code."""

_FENCE = re.compile(r"^(`{3,}|~{3,})")
_BLOCK = re.compile(r"^/{3,}(?:[ \t]|$)")
_HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$")
_ITEM = re.compile(r"^([-*+]|\d{1,3}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?")
_ROW_RULE = re.compile(r"^\|?[\s:|-]*-[\s:|-]*$")
_DEFINITION = re.compile(r"^(?:\[[^\]]+\]|\*\[[^\]]+\]):\s")
_ADMONITION = re.compile(r"^(?:!!!|\?\?\?\+?)\s+[\w -]+?(?:\s+\"(.*)\")?\s*$")
_SPAN = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)")
_WORD = re.compile(r"\w+(?:['’ʼ-]\w+)*")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)


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
        return _SPAN.sub(CODE_MARK, self.text) if "`" in self.text else self.text

    @cached_property
    def plain(self) -> str:
        """What a reader sees."""
        return plain_line(self.text)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its words, in small letters."""
        return tuple(_WORD.findall(self.plain.lower()))


class Page:
    """One article, cut up on demand; rules share the pieces."""

    def __init__(self, article: Article) -> None:
        self.article = article

    @property
    def language(self) -> str:
        return self.article.language

    def line(self, index: int) -> int:
        """Line of the file for an index into the body."""
        return self.article.body_line + index

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The body line by line, without comments."""
        body = self.article.body
        if "<!--" in body:
            body = _COMMENT.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), body)
        return tuple(body.split("\n"))

    @cached_property
    def _cut(self) -> tuple[tuple[Unit, ...], frozenset[int]]:
        return _Cutter(self.lines).cut()

    @property
    def units(self) -> tuple[Unit, ...]:
        return self._cut[0]

    @property
    def code(self) -> frozenset[int]:
        """Indices of the lines that are code, fences included."""
        return self._cut[1]

    @cached_property
    def headings(self) -> tuple[Unit, ...]:
        return tuple(u for u in self.units if u.kind == "heading")

    @cached_property
    def prose(self) -> str:
        """All text but code, one unit a line: to see at once whether a pattern occurs at all."""
        return "\n".join(u.bare for u in self.units)

    @cached_property
    def low(self) -> str:
        """`prose` in small letters: a pattern that need not ignore case is several times faster."""
        return self.prose.lower()

    @cached_property
    def low_body(self) -> str:
        """The body in small letters, character by character in its place."""
        body, low = self.article.body, self.article.body.lower()
        return low if len(low) == len(body) else body

    def says(self, words: tuple[str, ...]) -> bool:
        """Whether any of these, in small letters, occurs in the prose."""
        low = self.low
        return any(word in low for word in words)

    @cached_property
    def markup(self) -> str:
        """The body with every fenced line and code span blanked; characters keep their places."""
        return "\n".join(
            " " * len(line) if i in self.code else _SPAN.sub(lambda m: " " * len(m[0]), line) if "`" in line else line
            for i, line in enumerate(self.lines)
        )

    def place(self, offset: int) -> tuple[int, int]:
        """(line of the file, column) of an offset into `markup`."""
        before = self.markup[:offset]
        return self.line(before.count("\n")), offset - before.rfind("\n")

    def under(self, unit: Unit) -> Unit | None:
        """The heading above."""
        return self.headings[unit.heading] if unit.heading >= 0 else None

    @cached_property
    def _variants(self) -> tuple[tuple[int, int, tuple[str, ...]], ...]:
        return tuple((b.start, b.end, b.values) for b in self.article.blocks.found if b.name == "audience")

    def readers(self, index: int) -> tuple[Audience, ...]:
        """Which audiences read the text at a line of the body."""
        named = [set(values) for start, end, values in self._variants if start <= index <= end]
        return tuple(a for a in self.article.audience if all(a in values for values in named))

    @cached_property
    def own_text_for(self) -> frozenset[str]:
        """Audiences for whom the article has a block of their own."""
        return frozenset(a for _, _, values in self._variants for a in values if a in AUDIENCES)

    @cached_property
    def steps(self) -> tuple[Unit, ...]:
        return tuple(u for u in self.units if u.kind == "step")

    @cached_property
    def is_howto(self) -> bool:
        """It tells somebody what to do: most of its numbered items, two or more, begin with an order."""
        order = ORDER.get(self.language)
        if order is None or self.article.is_index or self.article.meta.type not in HOWTO or len(self.steps) < 2:
            return False
        orders = sum(bool(order.match(step.plain)) for step in self.steps)
        return orders > 1 and orders >= 0.5 * len(self.steps)


HOWTO = ("article", "known-error", "runbook")
"""Types whose articles solve something."""

ORDER = {
    "en": re.compile(
        r"(?:then|next|now|again|finally|first|also|optionally|carefully|manually)?,? ?(?:open|click|select|press|type|enter|go|choose|run|start"
        r"|restart|stop|close|copy|paste|delete|remove|add|set|turn|sign|log|unplug|plug|connect|disconnect|download|install|uninstall"
        r"|update|create|edit|save|send|wait|disable|enable|switch|reboot|tap|scroll|navigate|execute|apply|replace|increase|decrease"
        r"|reduce|drain|retrieve|check|verify|confirm|ensure|make|take|use|find|look|review|examine|inspect|identify|determine"
        r"|follow|read|write|ask|tell|call|contact|report|move|change|adjust|configure|define|specify|scale|patch|migrate|collect"
        r"|gather|repeat|test|try|reset|restore|view|monitor|access|observe|investigate|correlate|pull|push|hold|swipe|put|get|list)\b",
        re.IGNORECASE,
    ),
    "uk": re.compile(
        r"(?:потім |далі |тоді |тепер |знову |спершу |ще раз |двічі |нарешті )?[а-яіїєґ'’ʼ]{2,}(?:йте|іть|їть|ьте)(?:ся|сь)?\b",
        re.IGNORECASE,
    ),
}
"""How a step begins."""


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
