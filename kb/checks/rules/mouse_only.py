"""No step can be done by mouse alone.

Who works by keyboard, by voice or with a screen reader does not click, drag or hover. «Select» and «press» fit
everyone; where a step needs the mouse, name the other way beside it. Steps that only one audience reads are left alone
when the article has a block for `accessibility`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.checks.cutting import Unit
from kb.checks.page import Page
from kb.checks.rule import Context, Finding

CODE = "KB713"
UK = """Жоден крок не потребує саме миші.

Хто працює клавіатурою, голосом або з програмою екранного доступу, не клацає, не перетягує й не наводить курсор. «Виберіть» і
«натисніть» пасують усім; якщо крок потребує миші, поряд назвіть інший спосіб. Кроків, які читає лише одна аудиторія,
правило не чіпає, коли стаття має блок `accessibility`.
"""

_MOUSE = {
    "en": re.compile(
        r"(?<![-\w])(?:(?:double|right|left|triple)[- ]?click(?!\w* (?:the |on the )?(?:\w+ )?(?:side|home|power|top|volume) button)|click(?!-|\s*(?:through|rate|able|jack|bait))|drag(?!-| and drop (?:is|are|support))|hover|mouse over|point (?:the|your) (?:mouse|cursor))\b",
        re.IGNORECASE,
    ),
    "uk": re.compile(
        r"\b(?:клацн(?:іть|ути)|клікн(?:іть|ути)|клацайте|двічі клацн\w+|(?:правою|лівою) кнопкою(?: миші)?|перетягн(?:іть|ути)|наведіть (?:курсор|мишу|вказівник)|натисн(?:іть|ути) миш\w+)\b",
        re.IGNORECASE,
    ),
}
_WORDS = {
    "en": ("click", "drag", "hover", "mouse over", "point the", "point your"),
    "uk": ("клацн", "клікн", "клацай", "кнопкою", "перетягн", "наведіть", "натисн"),
}
_KEYBOARD = re.compile(
    r"\b(?:keyboard|shortcut|arrow keys?|press|enter\b|tab\b|space ?bar|esc(?:ape)?\b|shift|ctrl|control\+|alt\b|cmd|command\+|win\s?\+|menu key|F\d{1,2}"
    r"|клавіатур\w*|клавіш\w*|стрілк\w*|пробіл\w*|fingers?|gesture|пальц\w+|жест\w*)|\+\+|[⌘⌥⇧]",
    re.IGNORECASE,
)
_TALK = re.compile(
    r"\b(?:do not|don't|never|not to|who|which|that|you|they|we|i|have|has|had|after|when) (?:\w+ ){0,2}$",
    re.IGNORECASE,
)


def check(page: Page, context: Context) -> Iterator[Finding]:
    """Once per article, at the first such step, with the lines of the others."""
    pattern = _MOUSE.get(page.language)
    if pattern is None or not page.says(_WORDS[page.language]):
        return
    found: list[tuple[Unit, str]] = []
    for unit in page.units:
        match = pattern.search(unit.bare) if unit.kind in ("step", "bullet", "paragraph") else None
        if match and not _KEYBOARD.search(unit.text) and _is_order(page, unit, match):
            found.append((unit, match[0]))
    if found:
        others = ", ".join(str(page.line(unit.start)) for unit, _ in found[1:6])
        message = f'"{found[0][1]}" needs a mouse' + (f"; also at line {others}" if others else "")
        hint = "write “select”, or add the way by keyboard to the step"
        yield Finding(page.line(found[0][0].start), 1, message, hint)


def _is_order(page: Page, unit: Unit, match: re.Match[str]) -> bool:
    """An instruction to everyone, not a story about clicking."""
    readers = page.readers(unit.start)
    if "accessibility" not in readers and "accessibility" in page.own_text_for:
        return False
    before = unit.bare[: match.start()]
    if _TALK.search(before) or before.rstrip().endswith(("“", '"', "«", "‘", "'")):
        return False
    return (
        unit.kind == "step"
        or match[0][0].isupper()
        or page.language == "uk"
        or bool(re.search(r"(?:,|\band|\bthen|[.:;(])\s*$", before, re.IGNORECASE))
    )
