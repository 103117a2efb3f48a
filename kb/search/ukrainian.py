"""A light stemmer for Ukrainian: rules only, no dictionary, the same in Python and in the browser.

It cuts one ending, then one word-building suffix, and evens out what changes inside a stem when it is declined. The
stem need not be a word; what counts is that the forms of one word share it. The browser's `analysis.js` holds the same
rules, and `tests/search/golden.json` binds both.

1. Nothing is cut before the end of the first vowel, so that short words stay apart («мова» is not «мор»).
2. The longest matching ending goes.
3. Soft signs go, a double consonant becomes one («налаштуванн-» and «налаштувань»).
4. A suffix that makes verbs, nouns or adjectives of one root goes («блок-ува-ти», «блок-ован-ий», «швидк-іст-ь»).
5. ц at the end becomes к («папці», «папка»), and the last vowel goes if it is о, е or і before one consonant, because
   just these come, go and alternate («папок» and «папка», «папір» and «паперу», «перехід» and «переходу»).
"""

from __future__ import annotations

import re
from functools import lru_cache

_VOWELS = "аеиіоуюяєї"

_NOUN = (
    "а у ю е и і о я є ї й ом ем єм ам ям ах ях ою ею єю ами ями ові еві єві ів їв ей "
    "ією ії ію ія ій іям іями іях іє оєм оїв оями оях оям оєві ієм"
)
_ADJECTIVE = "ий ого ому им ої их ими ім іх іми ього ьому ьої ьою"
_VERBAL_NOUN = "ення енню енням еннями еннях енні ання анню анням аннями аннях анні ань яння янню янням янні"
_VERB = (
    "ити ати яти іти їти ути ив ав яв ів ув ила ала яла іла їла ула ило ало яло іло уло или али яли іли їли ули "
    "ить їть ать ять уть ють ий ай яй ийте айте яйте іть ьте ймо імо ьмо "
    "еш єш иш їш емо ємо имо їмо ете єте ите їте еть єть ию иє иєш иємо иєте иють "
    "аю ає аєш аємо аєте ають аєть яю яє яєш яємо яєте яють яєть "
    "ую ує уєш уємо уєте ують уй уйте уймо уєть юю ює юєш юємо юєте юють юй юйте юймо юєть "
    "увати ував увала увало ували ювати ював ювала ювало ювали "
    "овувати овував овувала овувало овували овую овує овуєш овуємо овуєте овують овуй овуйте овуєть "
    "ено єно ано яно ито ато уто овано"
)
_PARTICIPLE_STEM = "ен єн ан ян"
_PARTICIPLE_END = "ий ого ому им ої ій ою их ими а е у і"
_PARTICIPLE = " ".join(s + e for s in _PARTICIPLE_STEM.split() for e in _PARTICIPLE_END.split())
_ENDINGS = frozenset(" ".join((_NOUN, _ADJECTIVE, _VERBAL_NOUN, _VERB, _PARTICIPLE)).split())
_LONGEST = max(map(len, _ENDINGS))
_BUILDING = (
    "овуван юванн овува ювува уван юван ован йован ува юва ова ув юв ість ость іст ост ськ ов ев єв ен єн ан ян ін "
    # endings that a bare stem may seem to have («програм», «режим»): cut from its other forms too
    "ам ям ом ем єм им їм ах ях их ів їв ий ій ей"
)
_SUFFIXES = {last: tuple(s for s in _BUILDING.split() if s[-1] == last) for last in {s[-1] for s in _BUILDING.split()}}
"""By their last letter, in the order of `_BUILDING`."""
_NAME = "імя імені іменем імям імена імен іменам іменами іменах"
_IRREGULAR = dict.fromkeys(_NAME.split(), "імен")
_FUTURE = re.compile(r"(?<=ти)(?:му|меш|ме|мемо|мете|муть)$")
_LABIAL = re.compile(r"(?<=[бвмпф])л$")
_ADJECTIVE_N = re.compile(r"(?<=[бвгджзйклмпрстфхчшщ])н$")
_REFLEXIVE = ("ся", "сь")
_DOUBLE = re.compile(r"([бвгджзклмнпрстфхцчшщ])\1$")
_MOVING = re.compile(r"[оеі]([бвгджзйклмнпрстфхчшщ])$")


def _first_vowel(word: str) -> int:
    return next((i + 1 for i, c in enumerate(word) if c in _VOWELS), len(word))


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Stem of a folded word: lower case, no apostrophe, ґ as г (`kb.search.folding.fold_cyrillic`)."""
    if len(word) < 4 or word in _IRREGULAR:
        return _IRREGULAR.get(word, word)
    start = max(_first_vowel(word), 2)
    if len(word) > 5:
        if word.endswith(_REFLEXIVE) and len(word) > start + 3:
            word = word[:-2]
        if "тим" in word:
            word = _FUTURE.sub("", word)
    word = _cut_ending(word, start).replace("ь", "")
    if word[-1:] == word[-2:-1]:
        word = _DOUBLE.sub(r"\1", word)
    word = _cut_suffix(word, start)
    if len(word) > 3 and word.endswith(("л", "н")):
        word = _LABIAL.sub("", _ADJECTIVE_N.sub("", word))
    if word.endswith("ц") and len(word) > 2:
        word = word[:-1] + "к"
    return _settle(word)


def _cut_ending(word: str, start: int) -> str:
    soft = word.removesuffix("ь") if not word.endswith(("ть", "ань")) else word
    for size in range(min(_LONGEST, len(soft) - start), 0, -1):
        if soft[-size:] in _ENDINGS:
            return soft[:-size]
    return soft


def _cut_suffix(word: str, start: int) -> str:
    for suffix in _SUFFIXES.get(word[-1:], ()):
        if word.endswith(suffix) and len(word) - len(suffix) >= max(start, 3):
            return word[: -len(suffix)]
    return word


def _settle(word: str) -> str:
    """The last vowel, where it may move, goes; in a word of one vowel it becomes о («вхід», «входу»)."""
    if word.endswith("і") and len(word) > 2:
        return word[:-1] + "о"
    found = _MOVING.search(word)
    if not found or len(word) < 3:
        return word
    if any(c in _VOWELS for c in word[: found.start()]):
        return word[: found.start()] + found[1]
    return word[: found.start()] + "о" + found[1]
