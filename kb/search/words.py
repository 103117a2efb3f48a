"""One word to one term: the stem of its script's language, and which words carry too little to search for."""

from __future__ import annotations

from functools import lru_cache

from kb.search.english import stem as english_stem
from kb.search.folding import fold_cyrillic, fold_latin, has_cyrillic, has_latin, unmix
from kb.search.ukrainian import stem as ukrainian_stem

_STOP_UK = (
    "а або адже але б без би бо був була були було бути в ваш ваша ваше вам вас ви від він вона вони воно все всі "
    "вже да де для до є ж за зі з й його її їх із і інший коли крім лише мене мені ми між мій моя моє можна може "
    "на над нам нас наш не ні них ній ним о об однак он от перед під після по при про роблю робити та так також "
    "такий там те тебе ти тим тих то тоді той тому треба тут у уже хто це цей ця ці цього цьому чи чим через чому "
    "що щоб як яка який яке які якщо я себе собі свій своя своє свої буде будуть мати маю є потрібно стало"
)
_STOP_EN = (
    "a about after all also am an and any are as at be been being but by can could did do does doing don for from "
    "had has have having he her here him his how i if in into is it its just me more most my no not now of on "
    "only or other our out over own please she should so some such t than that the their them then there these "
    "they this those to too up was we were what when where which while who why will with would you your"
)
STOP_WORDS = frozenset((_STOP_UK + " " + _STOP_EN).split())
"""Words that decide nothing when others stand beside them."""


@lru_cache(maxsize=400_000)
def term_of(word: str) -> str:
    """Term of a lower-case word of letters: its stem, without apostrophes and accents."""
    latin = has_latin(word)
    if has_cyrillic(word):
        folded = fold_cyrillic(unmix(word) if latin else word)
        return ukrainian_stem(folded)
    if latin:
        folded = fold_latin(word)
        return english_stem(folded) if len(folded) < 40 else folded
    return word.replace("'", "")
