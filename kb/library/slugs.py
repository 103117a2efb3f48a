"""File names from titles: the official transliteration of Ukrainian (Cabinet of Ministers, resolution 55 of 2010)."""

from __future__ import annotations

import re
import unicodedata

_LETTERS = dict(
    zip(
        "абвгґдежзиіїйклмнопрстуфхцчшщєюя",
        [
            "a",
            "b",
            "v",
            "h",
            "g",
            "d",
            "e",
            "zh",
            "z",
            "y",
            "i",
            "i",
            "i",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "f",
            "kh",
            "ts",
            "ch",
            "sh",
            "shch",
            "ie",
            "iu",
            "ia",
        ],
        strict=True,
    )
)
_FIRST = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}


def file_slug(title: str) -> str:
    """«VPN не підключається» → `vpn-ne-pidkliuchaietsia`: ASCII, at most 60 characters, never empty."""
    text = re.sub(r"['’ʼь]", "", title.lower()).replace("зг", "zgh")
    words = re.findall(r"[^\W_]+", text)
    slug = "-".join(filter(None, (_latin(word) for word in words)))
    if len(slug) > 60:
        slug = slug[:61].rpartition("-")[0] or slug[:60]
    return slug or "article"


def _latin(word: str) -> str:
    written = _FIRST.get(word[0], _LETTERS.get(word[0], word[0])) + "".join(
        _LETTERS.get(letter, letter) for letter in word[1:]
    )
    plain = unicodedata.normalize("NFKD", written)
    return "".join(letter for letter in plain if letter.isascii() and letter.isalnum())
