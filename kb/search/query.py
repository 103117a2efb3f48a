"""What somebody typed, read once: words with their terms, codes written apart, and whether the last is finished."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kb.search.chunks import CHUNK, MARK, Terms, is_identifier, squash, terms_of
from kb.search.folding import clean, fold_latin, has_cyrillic
from kb.search.words import STOP_WORDS, term_of

MAX_LENGTH = 300
MAX_WORDS = 24
_ASCII_WORD = re.compile(r"[a-z0-9]+")
_JOINED_MOST = 12


@dataclass(frozen=True)
class Word:
    """One word of a query.

    `terms` all mean the word itself. `parts` are the levels and words of an identifier; they count where the whole is
    not known. `raw` is what stood between two spaces, which matters when it was typed in the wrong keyboard layout.
    """

    text: str
    raw: str
    terms: tuple[str, ...]
    parts: Terms = ()
    stop: bool = False


@dataclass(frozen=True)
class Query:
    """`joins` are identifiers that neighbouring words might be («kb 5034441»). `open` says that the last word may be
    only begun."""

    text: str
    words: tuple[Word, ...]
    joins: tuple[str, ...] = ()
    open: bool = False


def read_query(text: str) -> Query:
    """Read a query. Any text gives one, if only an empty one."""
    cleaned = " ".join(clean(text[:MAX_LENGTH]).replace("\0", " ").split())
    words = tuple(word for raw in cleaned.split(" ") for chunk in CHUNK.findall(raw) for word in words_of(chunk, raw))
    words = words[:MAX_WORDS]
    if not all(word.stop for word in words):
        # Stop words decide nothing, except where nothing else was asked or the last one is only begun
        last = words[-1]
        words = tuple(word for word in words if not word.stop or word is last)
    is_open = bool(words) and not text[:MAX_LENGTH].endswith((" ", "?", "!", ".")) and len(text) <= MAX_LENGTH
    if len(words) > 1 and words[-1].stop and (not is_open or len(words[-1].text) < 3):
        words = words[:-1]
    return Query(cleaned, words, _joins(words), is_open)


def words_of(chunk: str, raw: str) -> list[Word]:
    """The words of one chunk: one, or one for each part of a hyphenated word."""
    lower = chunk.lower()
    if is_identifier(chunk):
        whole = squash(chunk)
        bare = whole[1:]
        same = (whole, term_of(bare)) if bare.isalpha() else (whole,)
        return [Word(lower, raw, same, tuple((t, w) for t, w in terms_of(chunk) if t not in same))]
    if not lower.replace("'", "").isalpha():
        return [word for part in CHUNK.findall(re.sub(r"[_\-./\\:@]", " ", chunk)) for word in words_of(part, raw)]
    term = term_of(lower)
    # A plain word may stand in the text as an identifier: «onenote» for OneNote, «wifi» for Wi-Fi
    named = (MARK + fold_latin(lower),) if len(lower) > 2 and not has_cyrillic(lower) else ()
    return [Word(lower, raw, (term, *named), (), lower in STOP_WORDS)]


def _joins(words: tuple[Word, ...]) -> tuple[str, ...]:
    plain = [word.text if _ASCII_WORD.fullmatch(word.text) and not word.stop else "" for word in words]
    found: dict[str, None] = {}
    for start in range(len(plain)):
        for end in range(start + 2, min(start + 5, len(plain)) + 1):
            run = plain[start:end]
            if all(run):
                found[MARK + "".join(run)] = None
    return tuple(found)[:_JOINED_MOST]
