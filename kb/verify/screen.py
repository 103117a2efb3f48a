"""The quick look: whether texts may hold something hidden. Where it says no there is nothing; where it says yes, the
exact look decides. All texts of a file are looked at together, as one list of words with a mark between two texts."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from kb.verify.needles import Needles, Words, by_core, folded, may_name, names_of, words_of

MARK = "_zq_"
BETWEEN = f"\n{MARK}\n"
"""Stands between two texts: a word that nobody writes, so nothing hidden is found across it."""
_QUOTE = "[\"'`\\n]"


class Screen:
    """Looks for these needles. They may become fewer meanwhile."""

    def __init__(self, needles: Needles) -> None:
        self._needles = needles
        self._keys = {*needles.runs, *map(_alone, needles.whole)}
        self._by_first: dict[str, list[Words]] = {}
        for words in needles.whole:
            self._by_first.setdefault(words[0] if words else "", []).append(words)
        self._cores = by_core(needles.names)
        # Somebody does write that word: then every text has to be looked at closely
        self._always = any(MARK in words for words in needles.whole)

    def texts(self, texts: Iterable[str]) -> bool:
        """Whether one of these texts may hold something hidden."""
        return self.joined(BETWEEN.join(texts))

    def joined(self, texts: str) -> bool:
        """The same, of texts with BETWEEN between them. More marks than that are no harm where a text can end."""
        words = (MARK, *words_of(texts), MARK)
        return self._always or any(True for _ in self.found(words)) or self.named(texts)

    def found(self, words: Words) -> Iterator[Words]:
        """Hidden runs, and hidden words that are all of a text, in words of texts with marks before, between and behind."""
        if () in self._needles.whole and (MARK, MARK) in pairwise(words):
            yield ()
        for place in self._places(words):
            yield from self._runs_at(words, place)
            start = place if words[place] != MARK else place + 1
            if words[start - 1] == MARK:
                text = words[start : words.index(MARK, start)]
                if text in self._needles.whole:
                    yield text

    def named(self, text: str) -> bool:
        """Whether an identifier of something hidden stands there."""
        return may_name(text, self._cores) and not self._needles.names.keys().isdisjoint(names_of(text))

    def plain(self, text: str) -> bool:
        """Whether a text, one of its lines, or anything between quotes in it may hold something hidden."""
        words = words_of(text)
        if self._always or self.named(text) or any(self._runs_at(words, place) for place in self._places(words)):
            return True
        if not self._by_first:
            return False
        lines = f"\n{folded(text)}\n"
        there = self._by_first.keys() & set(words)
        return any(_between_quotes(whole).search(lines) for first in there for whole in self._by_first[first])

    def _places(self, words: Words) -> Sequence[int]:
        """Where three words stand with which something hidden begins."""
        if self._keys.isdisjoint(zip(words, words[1:], words[2:], strict=False)):
            return ()  # nearly always
        threes = zip(words, words[1:], words[2:], strict=False)
        return [place for place, three in enumerate(threes) if three in self._keys]

    def _runs_at(self, words: Words, place: int) -> list[Words]:
        runs = self._needles.runs.get(words[place : place + 3], ())
        return [run for run, _ in runs if words[place : place + len(run)] == run]


def unescaped(text: str) -> str:
    """HTML's entities as characters."""
    return html.unescape(text) if "&" in text else text


def _between_quotes(words: Words) -> re.Pattern[str]:
    said = r"\W+".join(words)
    return re.compile(rf"{_QUOTE}\W*{said}\W*{_QUOTE}")


def _alone(words: Words) -> Words:
    """The three words with which a text begins that is nothing but these one to three, with the marks around it."""
    return words if len(words) > 2 else (MARK, *words, MARK)[:3]
