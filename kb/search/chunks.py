"""Cut text into chunks and chunks into terms, so that an identifier is found whole, in parts and in other spellings.

A chunk is a run of letters and digits, with `_ - . / \\ : @` allowed inside. A chunk of plain letters is one word. One
with digits, signs or CamelCase is an identifier; it is kept without signs under the mark `#` (`ERR_CONNECTION_RESET`,
`err-connection-reset` and a query of three words all meet in `#errconnectionreset`), and so is each level of it:

    C:\\Windows\\System32    #cwindowssystem32  #system32  #32  window  system
    KB5034441              #kb5034441  #5034441  kb
    0x0000011B             #0x0000011b  #0000011b  #11b
    5.7.64                 #5.7.64  #5.7

Terms carry a weight: an identifier that is met whole says more than a word, and a word inside one says less.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kb.search.folding import has_cyrillic, has_latin
from kb.search.words import term_of

MARK = "#"
_WORD = r"[^\W_]+(?:'[^\W_]+)*"
CHUNK = re.compile(rf"{_WORD}(?:[_\-./\\:@]{{1,3}}{_WORD})*")
_CUT = re.compile(r"[_\-./\\:@]+")
_LEVELS = (re.compile(r"[/\\]+"), re.compile(r"[:@]+"), re.compile(r"\.+"), re.compile(r"[_-]+"))
_CAMEL = re.compile(r"[a-z][A-Z]|[A-Z]{2}[a-z]{2}")
_PIECES = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+|[^\W\d_A-Za-z]+")
_DOTTED = re.compile(r"[0-9]+(?:\.[0-9]+)+")
_DIGITS = re.compile(r"[0-9]+")
_HEX = re.compile(r"0x[0-9a-f]+")
_HASH = re.compile(r"(?=[0-9a-f]*[0-9])(?=[0-9a-f]*[a-f])[0-9a-f-]{8,}")
_MOST = 24
_LONGEST = 120

WHOLE, LEVEL, LEAF = 2.0, 1.0, 0.7

Terms = tuple[tuple[str, float], ...]


def chunks(text: str) -> list[str]:
    """Chunks of a cleaned text (`folding.clean`), with their case."""
    return CHUNK.findall(text)


@lru_cache(maxsize=400_000)
def terms_of(chunk: str) -> Terms:
    """Terms of one chunk with their weights, each once, the weightiest first named."""
    lower = chunk.lower()
    if lower.replace("'", "").isalpha() and not _CAMEL.search(chunk):
        return ((term_of(lower), 1.0),)
    found: dict[str, float] = {}
    plain = not _has_code(lower)
    for term, weight in _hyphenated(lower) if plain else _identifier(chunk[:_LONGEST]):
        if term and term != MARK and found.get(term, 0.0) < weight and (term in found or len(found) < _MOST):
            found[term] = weight
    return tuple(found.items())


def is_identifier(chunk: str) -> bool:
    """Whether a chunk has something of a code: digits, signs between Latin letters, or CamelCase."""
    lower = chunk.lower()
    if lower.replace("'", "").isalpha():
        return bool(_CAMEL.search(chunk))
    return _has_code(lower)


def _has_code(lower: str) -> bool:
    return has_latin(lower) is not None or any(map(str.isnumeric, lower))


def squash(chunk: str) -> str:
    """An identifier without signs and case, under its mark."""
    lower = chunk.lower()
    return MARK + (lower if _DOTTED.fullmatch(lower) else _CUT.sub("", lower).replace("'", ""))


def _hyphenated(lower: str) -> Iterator[tuple[str, float]]:
    parts = [part for part in _CUT.split(lower) if part]
    for part in parts:
        yield term_of(part), 1.0
    if len(parts) == 2 and "-" in lower:
        yield term_of("".join(parts)), LEAF


def _identifier(chunk: str) -> Iterator[tuple[str, float]]:
    lower = chunk.lower()
    yield squash(chunk), LEVEL if _DIGITS.fullmatch(lower) else WHOLE
    if _DOTTED.fullmatch(lower):
        if lower.count(".") > 1:
            yield MARK + ".".join(lower.split(".")[:2]), LEAF
        return
    parts = [chunk]
    for level in _LEVELS:
        below: list[str] = []
        for part in parts:
            pieces = [part] if _DOTTED.fullmatch(part) else [piece for piece in level.split(part) if piece]
            if len(pieces) > 1:
                yield from ((squash(piece), LEVEL) for piece in pieces if len(piece) > 1 and is_identifier(piece))
            below.extend(pieces)
        parts = below
    for part in parts:
        yield from _leaves(part)


def _leaves(part: str) -> Iterator[tuple[str, float]]:
    lower = part.lower()
    if _HEX.fullmatch(lower):
        yield MARK + lower[2:], LEVEL
        yield MARK + lower[2:].lstrip("0"), LEVEL
    elif _HASH.fullmatch(lower) or _DOTTED.fullmatch(lower):
        return
    elif _DIGITS.fullmatch(lower):
        yield MARK + lower.lstrip("0"), LEAF
    else:
        for piece in _PIECES.findall(part.replace("'", "")):
            if _DIGITS.fullmatch(piece):
                yield from ((MARK + digits, LEAF) for digits in (piece, piece.lstrip("0")) if len(digits) > 1)
            elif len(piece) > 1 or has_cyrillic(piece):
                yield term_of(piece.lower()), LEAF
