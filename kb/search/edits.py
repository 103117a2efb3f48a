"""What changed documents mean for the rows of the readers' index: which terms and spellings, and what becomes of each."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from kb.search.documents import Document
from kb.search.packing import STRONGEST, Row, postings_of, read_varints, term_row
from kb.search.recut import Edit
from kb.search.shards import impacts_of


@dataclass(frozen=True)
class Placed:
    """A document, and its number."""

    document: Document
    number: int


@dataclass(frozen=True)
class Step:
    """What a document was and is; None where it was not there, or is not there any more."""

    old: Placed | None
    new: Placed | None


Impacts = dict[int, list[int | None]]
"""Number of a document → its old and its new impact; None where the term is not in it."""


def term_edits(steps: Iterable[Step], frequent: dict[str, array[int]]) -> dict[str, Edit]:
    """By term. `frequent` holds all postings of the terms whose rows have only some, and is kept up to date."""
    found: dict[str, Impacts] = {}
    for step in steps:
        for side, placed in enumerate((step.old, step.new)):
            if placed is not None:
                for term, impact in impacts_of(placed.document).items():
                    found.setdefault(term, {}).setdefault(placed.number, [None, None])[side] = impact
    changed = {
        term: {number: pair for number, pair in sorted(impacts.items()) if pair[0] != pair[1]}
        for term, impacts in found.items()
    }
    return {term: _term(term, impacts, frequent) for term, impacts in changed.items() if impacts}


def word_edits(steps: Iterable[Step]) -> dict[str, Edit]:
    """By spelling."""
    found: Counter[str] = Counter()
    for step in steps:
        old, new = (placed.document.words if placed else frozenset() for placed in (step.old, step.new))
        found.update(new - old)
        found.subtract(old - new)
    return {word: _word(word, more) for word, more in found.items() if more}


def _term(term: str, impacts: Impacts, frequent: dict[str, array[int]]) -> Edit:
    def edit(row: Row | None) -> Row | None:
        # Of a frequent term the file has only the strongest
        known = frequent.get(term)
        postings = known[:] if known is not None else postings_of(row) if row else array("I")
        if len(postings) != (row[1] if row else 0):
            raise ValueError(term)
        for number, (before, after) in impacts.items():
            place = bisect_left(postings, number << 8)
            found = postings[place] & 255 if place < len(postings) and postings[place] >> 8 == number else None
            if found != before:
                raise ValueError(term)
            if after is None:
                del postings[place]
            elif before is None:
                postings.insert(place, number << 8 | after)
            else:
                postings[place] = number << 8 | after
        if len(postings) > STRONGEST:
            frequent[term] = postings
            if known is not None and row and _too_weak(impacts, row):
                return term, len(postings), row[2], row[3]
        else:
            frequent.pop(term, None)
        return term_row(term, postings) if postings else None

    return edit


def _too_weak(impacts: Impacts, row: Row) -> bool:
    """Whether none of these is kept of a frequent term, before or after: of equals, only those that come first are."""
    _, _, gaps, kept = row
    least = min(kept)
    strong = [(number, i) for number, pair in impacts.items() for i in pair if i is not None and i >= least]
    if not strong or any(impact > least for _, impact in strong):
        return not strong
    last = sum(read_varints(gaps)[: kept.rindex(least) + 1]) - 1
    return all(number > last for number, _ in strong)


def _word(word: str, more: int) -> Edit:
    def edit(row: Row | None) -> Row | None:
        count = (row[1] if row else 0) + more
        if count < 0:
            raise ValueError(word)
        return (word, count, b"", b"") if count else None

    return edit
