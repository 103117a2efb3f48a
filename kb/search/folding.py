"""Folding: the many spellings of the same letters become one, before anything is cut into words."""

from __future__ import annotations

import re
import unicodedata

# Soft hyphen, stress mark, zero-width and direction marks, byte order mark: invisible, so nobody types them.
_GONE = (
    "\u00ad\u0301\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064"
    "\u2066\u2067\u2068\u2069\u202a\u202b\u202c\u202d\u202e\ufeff"
)
_APOSTROPHES = "\u2019\u02bc\u2018\u0060\u00b4\u2032\u02b9"
_HYPHENS = "\u2010\u2011"
_CLEAN = dict.fromkeys(_GONE, "") | dict.fromkeys(_APOSTROPHES, "'") | dict.fromkeys(_HYPHENS, "-")
_UNCLEAN = re.compile(f"[{''.join(_CLEAN)}]")

# Latin letters that look like Cyrillic ones: «мережi» with a Latin i is common in real text.
_LOOKALIKE = str.maketrans("aceikopxy", "асеікорху")
_RUSSIAN = str.maketrans({"ґ": "г", "ё": "е", "ы": "и", "э": "е", "ъ": None, "'": None})


def clean(text: str) -> str:
    """One form of each character; upper case is kept, because it shows where a CamelCase name may be cut."""
    if text.isascii() and "`" not in text:
        return text
    text = unicodedata.normalize("NFC", text)
    return _UNCLEAN.sub(lambda found: _CLEAN[found[0]], text)


has_cyrillic = re.compile("[\u0400-\u052f]").search
has_latin = re.compile("[a-zA-Z\u00c0-\u024f]").search


def fold_cyrillic(word: str) -> str:
    """Lower-case Cyrillic word without apostrophes, with ґ as г and the letters of a Russian keyboard replaced."""
    return word.translate(_RUSSIAN)


def fold_latin(word: str) -> str:
    """Lower-case Latin word without accents and apostrophes; the English possessive goes too."""
    word = word.removesuffix("'s").replace("'", "")
    if word.isascii():
        return word
    return "".join(c for c in unicodedata.normalize("NFD", word) if not "\u0300" <= c <= "\u036f")


def unmix(word: str) -> str:
    """A word written in both scripts becomes Cyrillic, if its Latin letters all have a Cyrillic double."""
    swapped = word.translate(_LOOKALIKE)
    return word if has_latin(swapped) else swapped
