"""Ask the agents' index: articles with the section that answers, narrowed by facets, in the order of `rank`."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from heapq import nlargest
from itertools import pairwise
from typing import Any

from kb.search.documents import FACETS
from kb.search.engine import FileIndex, open_wholly, rows
from kb.search.fields import titles_and_headings, unpack, unpack_body
from kb.search.folding import clean
from kb.search.passages import Marked, Matches, mark, passage
from kb.search.plan import PREFIX, Alternative, Clause, Plan, make_plan
from kb.search.query import read_query
from kb.search.rank import K1, idf, pull
from kb.search.synonyms import Synonyms

KEPT = 4_000_000
"""Weights of common terms that are kept in memory, at four bytes."""
COMMON = 1_200
"""A term in more articles than this is first looked for where it is strong; the rest is added for the best candidates."""
CANDIDATES, RERANKED = 60, 40
_NO_WORD = re.compile(r"[^\w']+")
LONG, QUOTED, QUOTE_PULL = 4, 20, 1.5
"""From so many pairs of neighbouring words on, so many candidates are read, and one that has all of them gains so much."""
_LETTERS = "абвгдеєжзиіїйклмнопрстуфхцчшщьюя", "abcdefghijklmnopqrstuvwxyz"

Filters = Mapping[str, Iterable[str]]


@dataclass(frozen=True)
class Hit:
    """An article, with the section that answers. `passage` is in pieces, each with whether it matches."""

    id: str
    key: str
    url: str
    title: str
    score: float
    heading: str
    anchor: str
    passage: Marked
    fallback: bool
    facets: Mapping[str, tuple[str, ...]]

    @property
    def archived(self) -> bool:
        return "archived" in self.facets["status"]

    @property
    def text(self) -> str:
        return "".join(part for part, _ in self.passage)


@dataclass(frozen=True)
class Answer:
    """`total` counts the articles that have at least half of what the best one has."""

    hits: tuple[Hit, ...]
    total: int
    corrected: str
    facets: Mapping[str, Mapping[str, int]]
    terms: Mapping[str, float]


class AgentsIndex:
    """An open index. Asking changes nothing but caches."""

    def __init__(self, index: FileIndex, spellings: Mapping[str, int]) -> None:
        self._index = index
        self._spellings = spellings
        self._sorted: list[str] = []
        self._reader = index.reader()
        self._frequencies: dict[str, int] = {}
        self._match: Any = open_wholly(self._reader, "match") if self._reader.doc_count() else None
        self._common: dict[str, array[float]] = {}
        self.size: int = self._reader.doc_count()

    def close(self) -> None:
        self._reader.close()
        self._index.close()

    def search(
        self,
        text: str,
        synonyms: Synonyms,
        filters: Filters | None = None,
        limit: int = 10,
        offset: int = 0,
        with_facets: bool = False,
    ) -> Answer:
        """Articles for a query; any text is a query."""
        query = read_query(text)
        if not query.words or not self.size:
            return Answer((), 0, "", {}, {})
        plan = make_plan(query, self, synonyms)
        sums, covers = self._scored(plan, self._allowed(filters or {}))
        best = max(covers.values(), default=0.0)
        good = {doc: cover for doc, cover in covers.items() if cover >= best / 2}
        order = self._reranked(plan, sums, good)
        pairs = neighbours(query.text)
        if len(pairs) >= LONG:
            order = self._as_written(order, pairs)
        matches = Matches(plan.terms)
        hits = tuple(self._hit(doc, score, matches) for doc, score in order[offset : offset + limit])
        facets = self._facets(good) if with_facets else {}
        return Answer(hits, len(good), plan.corrected, facets, plan.terms)

    def by_id(self, id: str) -> dict[str, Any] | None:
        """Everything that is stored of one article."""
        matcher = self._postings("id", id)
        return self._card(matcher.id()) if matcher is not None and matcher.is_active() else None

    def body_of(self, key: str) -> str:
        """An article to read, in Markdown, as its edition has it; empty where there is none."""
        matcher = self._postings("key", key)
        if matcher is None or not matcher.is_active():
            return ""
        stored = self._reader.stored_fields(matcher.id())
        return unpack_body(stored["body"], stored["card"])

    # What a plan asks

    def frequency(self, term: str) -> int:
        known = self._frequencies.get(term)
        if known is None:
            known = self._frequencies[term] = self._count("all", term)
        return known

    def beginning(self, spelling: str) -> Iterator[tuple[str, int]]:
        if not self._sorted:
            self._sorted = sorted(self._spellings)
        for word in self._sorted[bisect_left(self._sorted, spelling) :]:
            if not word.startswith(spelling):
                return
            if word != spelling:
                yield word, self._spellings[word]

    def near(self, spelling: str, reach: int) -> Iterator[tuple[str, int, int]]:
        close = [word for word in edits(spelling) if word in self._spellings]
        if not close and reach > 1:
            # Two mistakes: one of them undone leaves a word that is one away from a known one
            close = list(dict.fromkeys(w for half in cuts(spelling) for w in edits(half) if w in self._spellings))
            yield from ((word, self._spellings[word], 2) for word in close)
            return
        yield from ((word, self._spellings[word], 1) for word in close)

    # Scoring

    def _scored(self, plan: Plan, allowed: frozenset[int] | None) -> tuple[dict[int, float], dict[int, float]]:
        """Document → score, and document → coverage."""
        best = [self._clause(clause) for clause in plan.clauses]
        share = 1 / (sum(clause.counted for clause in plan.clauses) or 1)
        sums: dict[int, float] = {}
        covers: dict[int, float] = {}
        for clause, found in zip(plan.clauses, best, strict=True):
            own = share if clause.counted else 0.0
            for doc, value in found.items():
                if allowed is None or doc in allowed:
                    sums[doc] = sums.get(doc, 0.0) + value
                    covers[doc] = covers.get(doc, 0.0) + own
        if any(self._is_common(clause) for clause in plan.clauses):
            rough = ((sums[doc] * (0.5 + 0.5 * covers[doc]), -doc) for doc in sums)
            likely = sorted(-doc for _, doc in nlargest(CANDIDATES, rough))
            self._complete(plan, best, sums, covers, likely, share)
        return sums, covers

    def _clause(self, clause: Clause) -> dict[int, float]:
        found: dict[int, float] = {}
        for alternative in clause.alternatives:
            if len(alternative.terms) == 1:
                self._add(alternative, found)
            else:
                self._add_phrase(alternative, found)
        return found

    def _add(self, alternative: Alternative, found: dict[int, float]) -> None:
        term = alternative.terms[0]
        factor = alternative.weight * alternative.idf * (K1 + 1)
        get = found.get
        # The innermost loop of a search: nothing is called here that need not be
        for docs, weights in rows(self._reader, "strong" if self.frequency(term) > COMMON else "all", term):
            for doc, weight in zip(docs, weights, strict=True):
                value = factor * weight / (weight + K1)
                if value > get(doc, 0.0):
                    found[doc] = value

    def _add_phrase(self, alternative: Alternative, found: dict[int, float]) -> None:
        parts = [self._weights(term) for term in alternative.terms]
        factor = alternative.weight * alternative.idf * (K1 + 1) / len(parts)
        for doc in set(parts[0]).intersection(*parts[1:]):
            value = factor * sum(part[doc] / (part[doc] + K1) for part in parts)
            found[doc] = max(found.get(doc, 0.0), value)

    def _is_common(self, clause: Clause) -> bool:
        return any(len(a.terms) == 1 and self.frequency(a.terms[0]) > COMMON for a in clause.alternatives)

    def _complete(
        self,
        plan: Plan,
        best: list[dict[int, float]],
        sums: dict[int, float],
        covers: dict[int, float],
        docs: list[int],
        share: float,
    ) -> None:
        """Add to the likely documents what common terms say in them without being strong."""
        for clause, found in zip(plan.clauses, best, strict=True):
            for alternative in clause.alternatives:
                term = alternative.terms[0]
                if len(alternative.terms) > 1 or alternative.weight < PREFIX or self.frequency(term) <= COMMON:
                    continue
                factor = alternative.weight * alternative.idf * (K1 + 1)
                weights = self._everywhere(term)
                for doc in docs:
                    value = factor * weights[doc] / (weights[doc] + K1)
                    before = found.get(doc, 0.0)
                    if value > before:
                        found[doc] = value
                        sums[doc] += value - before
                        covers[doc] += share if clause.counted and not before else 0.0

    def _reranked(self, plan: Plan, sums: Mapping[int, float], covers: Mapping[int, float]) -> list[tuple[int, float]]:
        """In order; title and headings move only those near the top."""
        rough = sorted(((sums[doc] * (0.5 + 0.5 * covers[doc]), -doc) for doc in covers), reverse=True)
        clauses = [clause for clause in plan.clauses if clause.counted]
        total = sum(clause.idf for clause in clauses) or 1.0
        wanted = frozenset(plan.terms)
        matches = self._match
        final = []
        for _, negative in rough[:RERANKED]:
            doc = -negative
            titles, headings = titles_and_headings(matches[doc])
            rows = [(_said(clauses, title), title) for title in titles if not wanted.isdisjoint(title)]
            said, words = max(rows, default=(0.0, ()))
            heading = max((_said(clauses, h) for h in headings if not wanted.isdisjoint(h)), default=0.0) / total
            title, whole = said / total, self._weight(words)
            final.append(
                (sums[doc] * pull(covers[doc], title, title * total / whole if whole else 0.0, heading), negative)
            )
        final.sort(reverse=True)
        return [(-doc, score) for score, doc in (*final, *rough[RERANKED:])]

    def _as_written(self, order: list[tuple[int, float]], pairs: list[str]) -> list[tuple[int, float]]:
        """Somebody pasted a sentence: of the best, those that have its words side by side come first."""
        rows = []
        for doc, score in order[:QUOTED]:
            card = self._card(doc)
            text = plain_text("\n".join((card["title"], *(part for _, _, part in card["sections"]))))
            share = sum(pair in text for pair in pairs) / len(pairs)
            rows.append((score * (1 + QUOTE_PULL * share * share), -doc))
        rows.sort(reverse=True)
        return [*((-doc, score) for score, doc in rows), *order[QUOTED:]]

    def _weight(self, terms: Iterable[str]) -> float:
        return sum(idf(self.size, self.frequency(term)) for term in terms)

    # Facets

    def _allowed(self, filters: Filters) -> frozenset[int] | None:
        allowed: frozenset[int] | None = None
        for name, values in filters.items():
            wanted = list(values)
            if not wanted:
                continue
            docs = {doc for value in wanted for doc in self._docs(f"{name}={value}")}
            if name == "audience":
                # Written for nobody in particular is written for everyone
                docs |= set(self._reader.all_doc_ids()) - {d for v in self._values(name) for d in self._docs(v)}
            allowed = frozenset(docs) if allowed is None else allowed & docs
        return allowed

    def _facets(self, docs: Iterable[int]) -> dict[str, dict[str, int]]:
        found = set(docs)
        counts: dict[str, dict[str, int]] = {}
        for name in FACETS:
            rows = {value.partition("=")[2]: sum(d in found for d in self._docs(value)) for value in self._values(name)}
            counts[name] = {value: n for value, n in sorted(rows.items(), key=lambda r: (-r[1], r[0])) if n}
        return counts

    def _values(self, name: str) -> list[str]:
        return [value.decode() for value in self._reader.expand_prefix("facet", name + "=")]

    def _docs(self, value: str) -> Iterator[int]:
        matcher = self._postings("facet", value)
        return iter(matcher.all_ids()) if matcher else iter(())

    # Whoosh

    def _count(self, field: str, term: str) -> int:
        return int(self._reader.doc_frequency(field, term)) if (field, term.encode()) in self._reader else 0

    def _postings(self, field: str, term: str) -> Any:
        return self._reader.postings(field, term) if (field, term.encode()) in self._reader else None

    def _weights(self, term: str) -> dict[int, float]:
        found: dict[int, float] = {}
        for docs, weights in rows(self._reader, "all", term):
            found.update(zip(docs, weights, strict=True))
        return found

    def _everywhere(self, term: str) -> array[float]:
        """The weight of a common term in each document, zero where it is not; the last asked for are kept."""
        found = self._common.pop(term, None)
        if found is None:
            found = array("f", bytes(4 * self._reader.doc_count_all()))
            for docs, weights in rows(self._reader, "all", term):
                for doc, weight in zip(docs, weights, strict=True):
                    found[doc] = weight
            if len(self._common) * len(found) > KEPT:
                del self._common[next(iter(self._common), "")]
        self._common[term] = found
        return found

    def _card(self, doc: int) -> dict[str, Any]:
        return unpack(self._reader.stored_fields(doc)["card"])

    def _hit(self, doc: int, score: float, matches: Matches) -> Hit:
        card = self._card(doc)
        found = passage(card["title"], card["lead"], card["sections"], matches)
        return Hit(
            card["id"],
            card["key"],
            card["url"],
            card["title"],
            round(score, 4),
            found.title,
            found.anchor,
            mark(found.text, matches),
            card["fallback"],
            {name: tuple(card[name]) for name in FACETS},
        )


def neighbours(text: str) -> list[str]:
    """Pairs of words that stand side by side."""
    words = plain_text(text).split()
    return [f" {one} {two} " for one, two in pairwise(words)]


def plain_text(text: str) -> str:
    """Lower-case words with one space between them, and around them."""
    return f" {' '.join(_NO_WORD.split(clean(text).lower()))} "


def _said(clauses: Iterable[Clause], terms: Iterable[str]) -> float:
    """How much of the query stands in a title or heading."""
    there = set(terms)
    said = 0.0
    for clause in clauses:
        weights = [max(a.weight, 0.5) for a in clause.alternatives if there.issuperset(a.terms)]
        said += clause.idf * max(weights) if weights else 0.0
    return said


def edits(word: str) -> Iterator[str]:
    """Words one typing mistake away, the first letter being right."""
    letters = _LETTERS[0] if any(c in _LETTERS[0] for c in word) else _LETTERS[1]
    yield from cuts(word)
    for place in range(1, len(word) + 1):
        before, after = word[:place], word[place:]
        for letter in letters:
            yield before + letter + after
            if after and after[0] != letter:
                yield before + letter + after[1:]
        if len(after) > 1 and after[0] != after[1]:
            yield before + after[1] + after[0] + after[2:]


def cuts(word: str) -> Iterator[str]:
    """The word with one letter left out, not the first."""
    yield from (word[:place] + word[place + 1 :] for place in range(1, len(word)))
