"""The lines of a block: its options, and what stands below them, without the block's own indentation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from kb.library import Article
from kb.library.blocks import OWN, Block
from kb.library.text import indentation


class Say(Protocol):
    """Takes a problem: line of the file, code, message, hint."""

    def __call__(self, line: int, code: str, message: str, hint: str = "") -> None: ...


@dataclass(frozen=True)
class BlockText:
    """`line` is that of the opening line in the file, `header` the YAML of the options, `header_line` its first line.
    `lines` are the rest; `first` is the line of the first of them."""

    value: str
    line: int
    header: str
    header_line: int
    lines: tuple[str, ...]
    first: int


def block_text(article: Article, block: Block) -> BlockText:
    """Cut a block out of its article. Marks of audience and visibility blocks inside it are left out, their text stays."""
    lines = article.body.split("\n")
    width = indentation(lines[block.start])
    marks = {
        place
        for inner in article.blocks.found
        if inner.name in OWN and block.start < inner.start and inner.end < block.end
        for place in (inner.start, inner.end)
    }
    inside = ["" if place in marks else _dedented(lines[place], width) for place in range(block.start + 1, block.end)]
    count = 0
    while count < len(inside) and inside[count].startswith("    ") and inside[count].strip():
        count += 1
    first = article.body_line + block.start
    return BlockText(
        block.values[0] if block.values else "",
        first,
        "\n".join(line[4:] for line in inside[:count]),
        first + 1,
        tuple(inside[count:]),
        first + 1 + count,
    )


def _dedented(line: str, width: int) -> str:
    wide = line.expandtabs(4)
    return wide[width:] if not wide[:width].strip() else wide.lstrip()
