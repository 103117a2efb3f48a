"""No spaces at the ends of lines, and no empty lines at the end of the file.

They are invisible, and they make changes harder to read. Two spaces before a further line of a paragraph are Markdown's
line break and stay; code stays as it is. `kb check --fix` removes the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.checks.page import Page
from kb.checks.rule import Context, Finding

CODE = "KB741"
UK = """Немає пробілів наприкінці рядків і порожніх рядків наприкінці файла.

Їх не видно, а читати зміни вони заважають. Два пробіли перед наступним рядком абзацу означають у Markdown розрив рядка й
лишаються; код лишається, як є. Решту прибирає `kb check --fix`.
"""

_TAIL = re.compile(r"[ \t]+$")
_HINT = "`kb check --fix` removes them"


def check(page: Page, context: Context) -> Iterator[Finding]:
    """Once per article, at the first such line."""
    body = page.article.body
    if " \n" not in body and "\t\n" not in body and not body.endswith((" ", "\t", "\n\n")):
        return
    changes = fix(page)
    tails = [number for number, line in changes.items() if line is not None]
    if tails:
        others = f", and {len(tails) - 1} more line(s)" if len(tails) > 1 else ""
        yield Finding(page.line(tails[0]), 1, f"spaces at the end of a line{others}", _HINT)
    elif changes:
        yield Finding(page.line(min(changes)), 1, "empty lines at the end of the file", _HINT)


def fix(page: Page) -> dict[int, str | None]:
    """Take them off, where that does not change the page."""
    lines = page.article.body.split("\n")
    last = len(lines) - 1 if lines[-1] == "" else len(lines)
    end = last
    while end > 0 and not lines[end - 1].strip() and end - 1 not in page.code:
        end -= 1
    tails = {
        number: line.rstrip(" \t")
        for number, line in enumerate(lines[:end])
        if _TAIL.search(line) and number not in page.code and not _breaks(line, lines[number + 1 : number + 2])
    }
    return {**tails, **dict.fromkeys(range(end, last))}


def _breaks(line: str, following: list[str]) -> bool:
    """Two spaces at the end are a line break where the paragraph goes on."""
    return bool(line.strip()) and line.endswith("  ") and bool(following and following[0].strip())
