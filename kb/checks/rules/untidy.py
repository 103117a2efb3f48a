"""No spaces at the ends of lines, and one line end at the end of the file.

They are invisible, and they make changes harder to read. Two spaces before a further line of a paragraph are Markdown's
line break and stay; code stays as it is. `kb check --fix` removes the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.checks.page import Page
from kb.checks.rule import Context, Finding

CODE = "KB741"
UK = """Немає пробілів наприкінці рядків, а файл закінчується одним кінцем рядка.

Їх не видно, а читати зміни вони заважають. Два пробіли перед наступним рядком абзацу означають у Markdown розрив рядка й
лишаються; код лишається, як є. Решту прибирає `kb check --fix`.
"""

_TAIL = re.compile(r"[ \t]+$")


def check(page: Page, context: Context) -> Iterator[Finding]:
    """Once per article, at the first such line."""
    body = page.article.body
    if " \n" not in body and "\t\n" not in body and not body.endswith((" ", "\t", "\n\n")):
        return
    found = untidy_lines(page)
    if found:
        others = f", and {len(found) - 1} more line(s)" if len(found) > 1 else ""
        yield Finding(page.line(found[0]), 1, f"spaces at the end of a line{others}", "`kb check --fix` removes them")
    elif body.endswith("\n\n"):
        yield Finding(
            page.line(body.rstrip("\n").count("\n") + 1),
            1,
            "empty lines at the end of the file",
            "`kb check --fix` removes them",
        )


def untidy_lines(page: Page) -> tuple[int, ...]:
    """Indices of the lines whose end can go without changing the page."""
    lines = page.article.body.split("\n")
    return tuple(
        number
        for number, line in enumerate(lines)
        if _TAIL.search(line) and number not in page.code and not _breaks(line, lines[number + 1 : number + 2])
    )


def _breaks(line: str, following: list[str]) -> bool:
    """Two spaces at the end are a line break where the paragraph goes on."""
    return bool(line.strip()) and line.endswith("  ") and bool(following and following[0].strip())
