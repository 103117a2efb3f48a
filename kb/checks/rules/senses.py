"""No instruction rests on colour or place alone.

«The green button on the right» helps nobody who sees no colours, hears the page, or has it enlarged or on a phone.
Found: a sentence that points at something by colour or place and names it with no word of its own: nothing in bold, in
quotation marks, in code, or as a link (WCAG 2.2, 1.3.3 and 1.4.1).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.checks.cutting import CODE_MARK
from kb.checks.page import Page
from kb.checks.rule import Context, Finding

CODE = "KB714"
UK = """Жодна вказівка не спирається лише на колір чи місце.

«Зелена кнопка праворуч» не допоможе тому, хто не розрізняє кольорів, слухає сторінку, збільшив її або читає з телефона.
Знаходить речення, яке показує на щось кольором або місцем і не називає його: ні жирним, ні в лапках, ні кодом, ні
посиланням (WCAG 2.2, 1.3.3 і 1.4.1).
"""

_THING_EN = r"(?:button|icon|link|field|box|tab|menu|arrow|dot|circle|switch|checkbox|symbol|banner|tile|corner icon)s?"
_COLOUR_EN = r"(?:red|green|blue|yellow|orange|gr[ae]y|purple|pink)"
_PLACE_EN = r"(?:on|at|in|to) (?:the |your )?(?:far |very |top |bottom |upper |lower )*[- ]?(?:left|right|top|bottom|corner)(?:[- ]hand)?"
_THING_UK = r"(?:кнопк|значк|значок|піктограм|посиланн|пол[еяі]|вкладк|стрілк|крапк|кружечк|перемикач|позначк|символ|плитк)[а-яіїєґ]*"
_COLOUR_UK = r"(?:червон|зелен|син[іьяюєо]|блакитн|жовт|помаранчев|сір|фіолетов|рожев)[а-яіїєґ]{0,3}"
_PLACE_UK = r"(?:праворуч|ліворуч|справа|зліва|(?:у|в) (?:верхньому|нижньому|правому|лівому)(?: (?:правому|лівому|верхньому|нижньому))? (?:куті|кутку)|вгорі|внизу|угорі|унизу)"
_PATTERN = {
    "en": re.compile(
        rf"\b(?:click|select|press|tap|use|choose|open|look for|find|see|follow)\b[^.!?]{{0,40}}?\b{_COLOUR_EN} {_THING_EN}\b"
        rf"|\b(?:click|select|press|tap|use|choose|open|look for|find)\b[^.!?]{{0,40}}?\b{_THING_EN} {_PLACE_EN}\b"
        rf"|\b(?:fields?|items?|values?|lines?|rows?|cells?|entries|words?|text|names?)\b[^.!?]{{0,30}}\b(?:marked|highlighted|shown|written|displayed) (?:in )?{_COLOUR_EN}\b",
        re.IGNORECASE,
    ),
    "uk": re.compile(
        rf"\b(?:натисн|вибер|відкри|знайд|торкн|клацн|скориста|див)[а-яіїєґ']*[^.!?]{{0,40}}?\b{_COLOUR_UK} {_THING_UK}\b"
        rf"|\b(?:натисн|вибер|відкри|знайд|торкн|клацн|скориста)[а-яіїєґ']*[^.!?]{{0,40}}?\b{_THING_UK} {_PLACE_UK}(?![а-яіїєґ])"
        rf"|\b(?:натисн|вибер|відкри|знайд|торкн|клацн|скориста)[а-яіїєґ']*[^.!?]{{0,40}}?\b{_PLACE_UK} {_THING_UK}"
        rf"|\b(?:позначен|виділен|підсвічен)[а-яіїєґ]+ {_COLOUR_UK}(?: кольором)?\b",
        re.IGNORECASE,
    ),
}
_MAYBE = {  # without verbs, and with a letter to begin with: what is nowhere is seen quickly
    "en": re.compile(
        rf"{_COLOUR_EN} {_THING_EN}|{_THING_EN} {_PLACE_EN}|(?:marked|highlighted|shown|written|displayed) (?:in )?{_COLOUR_EN}"
    ),
    "uk": re.compile(
        rf"{_COLOUR_UK} {_THING_UK}|{_THING_UK} {_PLACE_UK}|{_PLACE_UK} {_THING_UK}|(?:позначен|виділен|підсвічен)[а-яіїєґ]+ {_COLOUR_UK}"
    ),
}
_SEEN = {
    "en": (
        "red",
        "green",
        "blue",
        "yellow",
        "orange",
        "gray",
        "grey",
        "purple",
        "pink",
        "left",
        "right",
        "top",
        "bottom",
        "corner",
    ),
    "uk": (
        "червон",
        "зелен",
        "син",
        "блакитн",
        "жовт",
        "помаранчев",
        "сір",
        "фіолетов",
        "рожев",
        "руч",
        "справа",
        "зліва",
        "горі",
        "низу",
        "кут",
    ),
}
_NAMED = re.compile(
    rf"\*\*[^*]+\*\*|__[^_]+__|[“”«»\"„]|{CODE_MARK}|\]\(|\+\+|\([^)]*\w[^)]*\)|\b(?:called|named|labelled|labeled|reads|says|з написом|під назвою)\b",
    re.IGNORECASE,
)
_CAPITAL = re.compile(r"\bthe (?:[A-Z][\w-]+ )+(?:button|icon|link|field|box|tab|menu|tile)\b")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[\W\d_]*[A-ZА-ЯІЇЄҐ])")


def check(page: Page, context: Context) -> Iterator[Finding]:
    """At the paragraph or list item."""
    pattern = _PATTERN.get(page.language)
    if pattern is None or not page.says(_SEEN[page.language]) or not _MAYBE[page.language].search(page.low):
        return
    for unit in page.units:
        if unit.kind == "heading" or unit.quoted:
            continue
        for sentence in _SENTENCE_END.split(unit.bare):
            found = pattern.search(sentence)
            if found and not _NAMED.search(sentence) and not _CAPITAL.search(sentence):
                hint = (
                    "name it: “Select **Next** at the bottom right”. The place and the colour may stay beside the name"
                )
                yield Finding(page.line(unit.start), 1, f'"{found[0]}" rests on colour or place alone', hint)
                break
