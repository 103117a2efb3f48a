"""An article as the quality rules see it: cut up once, and asked for piece by piece."""

from __future__ import annotations

import re
from functools import cached_property

from kb.checks.cutting import SPAN, Unit, cut
from kb.edition import AUDIENCES, Audience
from kb.library import Article

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)


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
        return cut(self.lines)

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
            " " * len(line) if i in self.code else SPAN.sub(lambda m: " " * len(m[0]), line) if "`" in line else line
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
