"""Which part of an article answers, and which words in it to mark; the browser's `passage.js` is the twin."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from kb.search.chunks import MARK, terms_of
from kb.search.folding import clean

LENGTH = 180
# As typed: apostrophes and hyphens of any kind, stress marks and soft hyphens inside words
_CHUNK = re.compile(
    r"[^\W_]+(?:['’ʼ\u00ad\u0301][^\W_]+|[\u00ad\u0301])*(?:[_\-./\\:@‐‑]{1,3}[^\W_]+(?:['’ʼ][^\W_]+)*)*"
)

Marked = tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class Passage:
    """A section that answers, by its heading and anchor, and the lines of it that say so."""

    title: str
    anchor: str
    text: str


class Matches(dict[str, tuple[str, ...]]):
    """Word of a text → the terms of a query that it has; each word is looked at once."""

    def __init__(self, terms: Mapping[str, float]) -> None:
        super().__init__()
        self.weights = terms
        starts = {term.lstrip(MARK)[:2] for term in terms}
        self._starts = frozenset(begin for start in starts for begin in (start, start.replace("г", "ґ")))

    def among(self, text: str) -> set[str]:
        """The terms that a text has. A stem keeps how its word begins, so most words need no look."""
        starts = self._starts
        words = [w for w in _CHUNK.findall(text) if w[:2] in starts or not (w.isalpha() and w.islower())]
        return {term for word in words for term in self[word]}

    def __missing__(self, word: str) -> tuple[str, ...]:
        found = self[word] = tuple(term for term in _terms(word) if term in self.weights)
        return found


@lru_cache(maxsize=100_000)
def _terms(word: str) -> tuple[str, ...]:
    return tuple(term for term, _ in terms_of(clean(word)))


def mark(text: str, matches: Matches) -> Marked:
    """The text in pieces, each with whether it matches."""
    parts: list[tuple[str, bool]] = []
    at = 0
    for found in _CHUNK.finditer(text):
        if not matches[found[0]]:
            continue
        if found.start() > at:
            parts.append((text[at : found.start()], False))
        parts.append((found[0], True))
        at = found.end()
    if at < len(text):
        parts.append((text[at:], False))
    return tuple(parts)


def passage(title: str, lead: str, sections: Iterable[tuple[str, str, str]], matches: Matches) -> Passage:
    """The best of the sections, given as title, anchor and text; the lead where none says more than the title does."""
    best, weight = Passage("", "", lead), 1.5 * _weigh(title, matches)
    for heading_text, anchor, text in sections:
        heading = _weigh(heading_text, matches)
        if _weigh(text, matches) + heading <= weight:
            continue
        lines = text.split("\n")
        for line in lines:
            here = _weigh(line, matches) + heading * 0.6
            # The first of equals: what stands higher on the page was written to be read first
            if here > weight:
                best, weight = Passage(heading_text, anchor, line), here
        if heading > weight:
            best, weight = Passage(heading_text, anchor, lines[0]), heading
    return Passage(best.title, best.anchor, _cut(best.text, matches))


def _weigh(text: str, matches: Matches) -> float:
    present = matches.among(text)
    return sum(matches.weights[term] for term in sorted(present)) if present else 0.0


def _cut(line: str, matches: Matches) -> str:
    if len(line) <= LENGTH:
        return line
    start = max(0, next((m.start() for m in _CHUNK.finditer(line) if matches[m[0]]), 0) - LENGTH // 4)
    if start:
        start = line.find(" ", start) + 1 or start
    end = min(len(line), start + LENGTH)
    if end < len(line):
        end = max(line.rfind(" ", 0, end), start + LENGTH // 2)
    return ("… " if start else "") + line[start:end] + (" …" if end < len(line) else "")
