"""The text of a file with what can be repaired for certain, and every other byte as it was."""

from __future__ import annotations

import re
from collections.abc import Callable

from kb.checks.page import Page
from kb.checks.registry import RULES
from kb.library import Article

_ENDS = re.compile(r"\r\n|\r|\n")


def fixed_text(text: str, article: Article, wanted: Callable[[str], bool]) -> tuple[str, tuple[str, ...]]:
    """(the new text, codes of the rules that changed it). `text` is the whole file as it was read; `wanted` tells for a
    code whether its fix may be made here. Line ends stay what they are."""
    if not text.replace("\r\n", "\n").replace("\r", "\n").endswith(article.body):
        return text, ()  # the file has changed since it was read
    codes = []
    changes: dict[int, str | None] = {}
    page = Page(article)
    for rule in RULES:
        made = rule.fix(page) if rule.fix and wanted(rule.code) else {}
        # A line is changed by one rule at a time; what another one sees in it is left for the next run
        made = {index: line for index, line in made.items() if index not in changes}
        if made:
            codes.append(rule.code)
            changes |= made
    if not changes:
        return text, ()
    ends = [*_ENDS.findall(text), ""]
    lines = _ENDS.split(text)
    first = article.body_line - 1
    kept = []
    for number, (line, end) in enumerate(zip(lines, ends, strict=True)):
        new = changes.get(number - first, line) if number >= first else line
        if new is not None:
            kept.append(new + end)
    return "".join(kept), tuple(codes)
