"""From a query to clauses: what each word may mean, as far as the index knows it. The browser's `reader.js` is the twin.

A word is taken as it stands; else, if it is an identifier, by its parts; else as the beginning of a word, if it is the
last one; else in the other keyboard layout or as Ukrainian in Latin letters; else with its typing mistake mended.
Synonyms are added to whatever was understood. Clauses are joined by «or»: coverage makes the difference, never «and».
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from kb.search.chunks import MARK, chunks, terms_of
from kb.search.query import Query, Word, read_query
from kb.search.rank import idf
from kb.search.repair import from_latin, other_layout
from kb.search.synonyms import WEIGHT as SYNONYM
from kb.search.synonyms import Synonyms

PREFIX, LONGER, NEAR, FAR, REPAIRED = 0.7, 0.25, 0.85, 0.55, 0.9
PREFIX_MOST, NEAR_MOST, READINGS_MOST, RARE = 8, 4, 24, 8


class Vocabulary(Protocol):
    """What a plan asks of an index."""

    @property
    def size(self) -> int: ...

    def frequency(self, term: str) -> int: ...

    def beginning(self, spelling: str) -> Iterable[tuple[str, int]]:
        """Longer spellings with their frequencies."""

    def near(self, spelling: str, reach: int) -> Iterable[tuple[str, int, int]]:
        """Spellings with frequency and distance, the first letter being right."""


@dataclass(frozen=True)
class Alternative:
    """One reading of a word: all of `terms` have to be there."""

    terms: tuple[str, ...]
    weight: float
    idf: float


@dataclass(frozen=True)
class Clause:
    """One word of the query. What is not counted adds to the score and not to the coverage."""

    alternatives: tuple[Alternative, ...]
    idf: float
    counted: bool = True


@dataclass(frozen=True)
class Plan:
    """`corrected` is the query as it was understood, where that is not what was typed."""

    clauses: tuple[Clause, ...]
    corrected: str = ""

    @property
    def terms(self) -> dict[str, float]:
        return {t: a.idf for clause in self.clauses for a in clause.alternatives for t in a.terms}


def make_plan(query: Query, vocabulary: Vocabulary, synonyms: Synonyms) -> Plan:
    """Understand each word of the query."""
    planner = _Planner(vocabulary)
    others = synonyms.others([word.terms for word in query.words])
    clauses: list[Clause] = []
    said: dict[str, str] = {}
    for number, word in enumerate(query.words):
        last = query.open and number == len(query.words) - 1
        if word.stop and len(query.words) > 1:
            # It decides nothing, unless it is the beginning of another word
            found, instead = [planner.clause(planner.complete(word.text, word.terms, LONGER), counted=False)], ""
        else:
            found, instead = planner.understand(word, last)
        if instead:
            said[word.raw] = instead
        if len(found) == 1 and found[0].counted:
            phrases = [a for phrase in others[number] if (a := planner.phrase(phrase, SYNONYM))]
            found = [planner.clause([*found[0].alternatives, *phrases])]
        clauses.extend(found)
    for join in query.joins:
        if 0 < vocabulary.frequency(join) <= RARE:
            alternative = planner.one(join, 1.0)
            clauses.append(Clause((alternative,), alternative.idf, counted=False))
    corrected = " ".join(said.get(raw, raw) for raw in query.text.split(" ")) if said else ""
    return Plan(tuple(clauses), corrected)


def main_term(spelling: str) -> str:
    """The term of a spelling from the vocabulary."""
    if spelling.startswith(MARK):
        return spelling
    first = chunks(spelling)[:1]
    return terms_of(first[0])[0][0] if first and terms_of(first[0]) else ""


def spellings_of(word: Word) -> list[str]:
    """How the word may stand among the spellings: as a word, and where it is in Latin letters as an identifier."""
    if word.terms[0].startswith(MARK):
        return [word.terms[0]]
    named = [term for term in word.terms[1:] if term.startswith(MARK) and len(term) > 4]
    return [word.text.replace("'", ""), *named]


class _Planner:
    def __init__(self, vocabulary: Vocabulary) -> None:
        self.known = vocabulary

    def understand(self, word: Word, last: bool) -> tuple[list[Clause], str]:
        found = self.all_known(word.terms, 1.0)
        if not found:
            parts = self.all_known([term for term, _ in word.parts], 1.0)
            if parts:
                return [self.clause([part]) for part in parts], ""
        spellings = spellings_of(word)
        if last and not (word.stop and len(word.text) < 3):
            weight = LONGER if found else PREFIX
            found += [a for spelling in spellings for a in self.complete(spelling, word.terms, weight)]
        if found or word.stop:
            return [self.clause(found)], ""
        return self.repair(word) or self.correct(spellings)

    def complete(self, spelling: str, own: Sequence[str], weight: float) -> list[Alternative]:
        if len(spelling.removeprefix(MARK)) < 2:
            return []
        begun = sorted(self.known.beginning(spelling), key=lambda row: (-row[1], len(row[0]), row[0]))
        terms = [t for t in dict.fromkeys(main_term(word) for word, _ in begun[:50]) if t not in own]
        return self.all_known(terms[:PREFIX_MOST], weight)

    def repair(self, word: Word) -> tuple[list[Clause], str] | None:
        swapped = other_layout(word.raw)
        layout = read_query(swapped + " ").words
        words = [other for other in layout if not other.stop]
        if layout and not words:
            return [], swapped
        readings = [self.all_known(other.terms, REPAIRED) for other in words]
        if readings and all(readings):
            return [self.clause(reading) for reading in readings], swapped
        known = [r for r in from_latin(word.text)[:READINGS_MOST] if self.known.frequency(main_term(r))]
        if known:
            best = max(known, key=lambda reading: self.known.frequency(main_term(reading)))
            return [self.clause(self.all_known([main_term(best)], REPAIRED))], best
        return None

    def correct(self, spellings: Sequence[str]) -> tuple[list[Clause], str]:
        near: list[tuple[str, int, int]] = []
        for spelling in spellings:
            size = len(spelling.removeprefix(MARK))
            near += self.known.near(spelling, 2 if size >= 8 else 1) if size >= 4 else ()
        near.sort(key=lambda row: (row[2], -row[1], row[0]))
        rows = [(word, main_term(word), NEAR if far <= 1 else FAR) for word, _, far in near[:NEAR_MOST]]
        found = [self.one(term, weight) for _, term, weight in rows if self.known.frequency(term)]
        return [self.clause(found)], rows[0][0].removeprefix(MARK) if found else ""

    def all_known(self, terms: Iterable[str], weight: float) -> list[Alternative]:
        return [self.one(term, weight) for term in terms if self.known.frequency(term)]

    def one(self, term: str, weight: float) -> Alternative:
        return Alternative((term,), weight, idf(self.known.size, self.known.frequency(term)))

    def phrase(self, terms: Sequence[str], weight: float) -> Alternative | None:
        frequencies = [self.known.frequency(term) for term in terms]
        if not all(frequencies):
            return None
        mean = sum(idf(self.known.size, n) for n in frequencies) / len(frequencies)
        return Alternative(tuple(terms), weight, mean)

    def clause(self, alternatives: Sequence[Alternative], counted: bool = True) -> Clause:
        own = alternatives[0].idf if alternatives else idf(self.known.size, 0)
        return Clause(tuple(alternatives), own, counted)
