"""A longer passage in another language says which one.

A screen reader reads with the voice of the page's language: English in a Ukrainian voice is not understood. Found: so
many words in a row in the other script that it can't be a name or a label, without `lang` on the passage:
`{lang=en}` after it, `<span lang="en">` around it, or a block `/// html | div[lang=en]`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.checks.page import Page
from kb.checks.rule import Context, Finding

CODE = "KB716"
UK = """Довший уривок іншою мовою каже, якою саме.

Програма екранного доступу читає голосом мови сторінки: англійську українським голосом не зрозуміти. Знаходить стільки слів
поспіль іншим письмом, що це вже не назва й не напис на кнопці, якщо біля уривка немає `lang`: `{lang=en}` після нього, `<span
lang="en">` навколо або блоку `/// html | div[lang=en]`.
"""

_LATIN = r"[A-Za-z][A-Za-z'’-]*"
_CYRILLIC = r"[А-Яа-яІіЇїЄєҐґЁёЫыЭэЪъ][А-Яа-яІіЇїЄєҐґЁёЫыЭэЪъ'’ʼ-]*"
_RUN = {"uk": (_LATIN, "Latin"), "en": (_CYRILLIC, "Cyrillic")}
_OTHER = {"uk": re.compile(r"[^Ѐ-ӿ\n]{20}"), "en": re.compile(r"[Ѐ-ӿ]")}
"""Quickly seen: without this there is no such passage."""
_MARKED = re.compile(r"\blang\s*=", re.IGNORECASE)
_BLOCK = re.compile(r"^\s*(/{3,})\s*html\s*\|.*\blang\b|<(?:div|blockquote|section|p)\b[^<>]*\blang\s*=", re.IGNORECASE)
_END = re.compile(r"^\s*/{3,}\s*$|</(?:div|blockquote|section|p)>", re.IGNORECASE)


def check(page: Page, context: Context) -> Iterator[Finding]:
    """At the paragraph, list item or row."""
    if page.language not in _RUN:
        return
    letters, script = _RUN[page.language]
    least = context.policy.thresholds.foreign_words
    pattern = re.compile(rf"(?:(?<![\w/.-]){letters}[,;.!?“”\"\d-]*\s+[“\"\d]*){{{least - 1},}}{letters}")
    if not _OTHER[page.language].search(page.prose) or not pattern.search(page.prose):
        return
    marked = _marked_lines(page)
    for unit in page.units:
        found = pattern.search(unit.plain) if pattern.search(unit.bare) else None
        if found and _is_prose(found[0]) and not _MARKED.search(unit.text) and unit.start not in marked:
            words = found[0].split()
            hint = f"add `{{lang={'en' if script == 'Latin' else 'uk'}}}` behind it, or put code in code style"
            yield Finding(
                page.line(unit.start),
                1,
                f'{len(words)} words in {script} script without `lang`: "{" ".join(words[:5])}…"',
                hint,
            )


def _is_prose(text: str) -> bool:
    """Not a row of names, which have capitals."""
    words = text.split()
    return 2 * sum(word[0].islower() for word in words) > len(words)


def _marked_lines(page: Page) -> frozenset[int]:
    """Lines inside a block that says its language."""
    inside, found = False, set()
    for number, line in enumerate(page.lines):
        if _BLOCK.search(line):
            inside = True
        if inside:
            found.add(number)
        if inside and _END.search(line):
            inside = False
    return frozenset(found)
