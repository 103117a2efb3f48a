"""The Snowball stemmer for English (Porter 2 as of Snowball 3), in one small module.

The library `snowballstemmer` has the same one but reads thirty languages when it is imported, which alone would use up
half the time that a cold `kb search` may take. The tests compare this module with it, word by word.
"""

from __future__ import annotations

import re
from functools import lru_cache

_V, _C = "[aeiouy]", "[^aeiouy]"
_WHOLE = {
    "skis": "ski",
    "skies": "sky",
    "idly": "idl",
    "gently": "gentl",
    "ugly": "ugli",
    "early": "earli",
    "only": "onli",
    "singly": "singl",
} | dict(zip(*[["sky", "news", "howe", "atlas", "cosmos", "bias", "andes"]] * 2, strict=True))
_REGION = re.compile("arsen|commun|emerg|gener|inter|later|organ|past|univers")
_VOWEL_CONSONANT = re.compile(_V + _C)
_SHORT = re.compile(rf"{_C}{_V}[^aeiouywxY]$|^{_V}{_C}$|past$")
_STEP_2 = (
    "ization:ize ational:ate ousness:ous iveness:ive fulness:ful tional:tion lessli:less biliti:ble entli:ent "
    "ation:ate alism:al aliti:al ousli:ous iviti:ive fulli:ful ogist:og enci:ence anci:ance abli:able izer:ize "
    "ator:ate alli:al bli:ble ogi:og li:"
)
_STEP_3 = "ational:ate tional:tion alize:al icate:ic iciti:ic ative: ical:ic ness: ful:"
_STEP_4 = "ement: ment: ance: ence: able: ible: ant: ent: ism: ate: iti: ous: ive: ize: ion: al: er: ic:"
_PAST = re.compile("(?:eedly|ingly|edly|eed|ing|ed)$")
_DOUBLE = re.compile("(?:bb|dd|ff|gg|mm|nn|pp|rr|tt)$")


def _suffixes(text: str) -> tuple[tuple[str, str], ...]:
    pairs = [pair.split(":") for pair in text.split()]
    return tuple((suffix, by) for suffix, by in sorted(pairs, key=lambda pair: -len(pair[0])))


_STEPS = tuple(_suffixes(text) for text in (_STEP_2, _STEP_3, _STEP_4))


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Stem of a folded lower-case word."""
    if len(word) < 3 or word in _WHOLE:
        return _WHOLE.get(word, word)
    word = re.sub(r"^y|([aeiouy])y", lambda found: (found[1] or "") + "Y", word)
    fixed = _REGION.match(word)
    r1 = fixed.end() if fixed else _region(word, 0)
    r2 = _region(word, r1)
    word = _past(_plural(word), r1)
    word = re.sub(rf"(.{_C})[yY]$", r"\1i", word)
    for number, step in enumerate(_STEPS):
        word = _replace(word, step, r1, r2, number)
    last = len(word) - 1
    if (word.endswith("e") and (last >= r2 or (last >= r1 and not _SHORT.search(word[:-1])))) or (
        word.endswith("ll") and last >= r2
    ):
        word = word[:-1]
    return word.replace("Y", "y")


def _region(word: str, start: int) -> int:
    found = _VOWEL_CONSONANT.search(word[start:])
    return start + found.end() if found else len(word)


def _plural(word: str) -> str:
    if word.endswith("sses"):
        return word[:-2]
    if word.endswith(("ied", "ies")):
        return word[:-2] if len(word) > 4 else word[:-1]
    if word.endswith(("us", "ss")) or not word.endswith("s"):
        return word
    return word[:-1] if re.search(_V, word[:-2]) else word


def _past(word: str, r1: int) -> str:
    found = _PAST.search(word)
    if not found:
        return word
    left = word[: found.start()]
    if found[0].startswith("eed"):
        return left + "ee" if found.start() >= r1 and left not in ("succ", "proc", "exc") else word
    if found[0] == "ing":
        if left in ("even", "cann", "inn", "earr", "herr", "out"):
            return word
        if re.fullmatch(f"{_C}y", left):
            return left[0] + "ie"
    if not re.search(_V, left):
        return word
    if left.endswith(("at", "bl", "iz")):
        return left + "e"
    if _DOUBLE.search(left):
        return left if re.fullmatch("[aeo]..", left) else left[:-1]
    return left + "e" if len(left) == r1 and _SHORT.search(left) else left


def _replace(word: str, step: tuple[tuple[str, str], ...], r1: int, r2: int, number: int) -> str:
    for suffix, by in step:
        if not word.endswith(suffix):
            continue
        at = len(word) - len(suffix)
        before = word[at - 1 : at]
        fits = {"ogi": before == "l", "li": before != "" and before in "cdeghkmnrt", "ion": before in ("s", "t")}
        reach = r2 if number == 2 or suffix == "ative" else r1
        return word[:at] + by if at >= reach and fits.get(suffix, True) else word
    return word
