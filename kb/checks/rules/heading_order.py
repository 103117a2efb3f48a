"""Headings go down one level at a time, and none of them is the title again.

A screen reader lists headings by level, as a table of contents; a gap in it looks like something missed. The page's
title is the heading of the first level, so the text begins with the second. `kb check --fix` repairs what is certain: the
title repeated as the first heading, and a text in which all headings are too low or too high by the same number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kb.checks.page import Page
from kb.checks.rule import Context, Finding

CODE = "KB712"
UK = """Заголовки спускаються по одному рівню, і жоден не повторює назви.

Програма екранного доступу перелічує заголовки за рівнями, як зміст; пропущений рівень виглядає як загублений розділ. Назва
сторінки є заголовком першого рівня, тож текст починається з другого. `kb check --fix` виправляє певне: назву,
повторену першим заголовком, і текст, де всі заголовки нижчі чи вищі, ніж слід, на те саме число.
"""

_HASHES = re.compile(r"#+")
_UNDERLINE = re.compile(r"^ {0,3}(?:=+|-{2,})[ \t]*$")


def check(page: Page, context: Context) -> Iterator[Finding]:
    """At the first heading of the first level, and at each gap."""
    previous = 1
    first = [h for h in page.headings if h.level == 1]
    if first:
        hint = "use ## in the text; the title comes from the front matter. `kb check --fix` does it"
        yield Finding(
            page.line(first[0].start), 1, "a heading of the first level: the page has one already, its title", hint
        )
    for heading in page.headings:
        if heading.level > previous + 1:
            above = f"level {previous}" if previous > 1 else "the title"
            message = f'the heading "{heading.plain[:60]}" of level {heading.level} follows {above}'
            yield Finding(page.line(heading.start), 1, message, f"make it level {previous + 1}: {'#' * (previous + 1)}")
        previous = heading.level


def fix(page: Page) -> dict[int, str | None]:
    """The title repeated goes; all others move by one number, if that leaves nothing to complain of."""
    fixed: dict[int, str | None] = {}
    headings = list(page.headings)
    if any(
        _UNDERLINE.match(line)
        for i, line in enumerate(page.lines[1:], 1)
        if page.lines[i - 1].strip() and i not in page.code
    ):
        return {}  # headings by underline move with the others, or not at all
    if (
        headings
        and page.units[0] is headings[0]
        and headings[0].level == 1
        and _same(headings[0].plain, page.article.meta.title)
    ):
        line = headings.pop(0).start
        fixed[line] = None
        if line + 1 < len(page.lines) and not page.lines[line + 1].strip():
            fixed[line + 1] = None
    levels = [heading.level for heading in headings]
    shift = 2 - min(levels, default=2)
    moved = [level + shift for level in levels]
    if shift and max(moved) <= 6 and all(after <= before + 1 for before, after in pairwise([1, *moved])):
        for heading, level in zip(headings, moved, strict=True):
            fixed[heading.start] = _HASHES.sub("#" * level, page.article.body.split("\n")[heading.start], count=1)
    return fixed


def _same(one: str, other: str) -> bool:
    return " ".join(one.casefold().split()) == " ".join(other.casefold().split())
