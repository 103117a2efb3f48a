"""A nested list of bullets from lines of Markdown, nested by four columns as the renderer nests it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kb.library.text import plain_line
from kb.playbooks.values import Item

_BULLET = re.compile(r"^(?P<indent>[ \t]*)[-*+][ \t]+(?P<text>.*)$")
_BLOCK = re.compile(r"^\s*/{3,}")


@dataclass
class _Open:
    line: int
    text: list[str]
    more: list[list[str]] = field(default_factory=list)
    children: list[_Open] = field(default_factory=list)

    def closed(self) -> Item:
        more = tuple(" ".join(paragraph) for paragraph in self.more if paragraph)
        return Item(self.line, " ".join(self.text), more, tuple(child.closed() for child in self.children))


def read_items(lines: Sequence[str], numbers: Iterable[int], code: frozenset[int], base: int) -> tuple[Item, ...]:
    """The items among these lines (indices); `base` is the column where their block begins. `Item.line` is an index."""
    top: list[_Open] = []
    stack: list[_Open] = []
    blank = False
    for number in numbers:
        line = lines[number].expandtabs(4)
        if not line.strip() or _BLOCK.match(line):
            blank = True
            continue
        depth = max(len(line) - len(line.lstrip()) - base, 0) // 4
        bullet = _BULLET.match(line) if number not in code else None
        if bullet:
            del stack[depth:]
            opened = _Open(number, [bullet["text"].strip()])
            (stack[-1].children if stack else top).append(opened)
            stack.append(opened)
        elif stack:
            if blank:
                del stack[depth:]
                if stack:
                    stack[-1].more.append([])
            if stack:
                (stack[-1].more[-1] if stack[-1].more else stack[-1].text).append(line.strip())
        blank = False
    return tuple(item.closed() for item in top)


def shown(item: Item) -> str:
    """Its own text as a reader sees it."""
    return plain_line(item.text)
