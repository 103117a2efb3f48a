"""An article as search sees it: every term with one composite weight, and what is shown of a result.

Fields are joined before anything is scored: a term's weight is the sum over fields of field weight times occurrences.
Scoring fields apart and adding the scores would let a title swamp everything else.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

from kb.search.chunks import Terms, chunks, is_identifier, squash, terms_of
from kb.search.folding import clean
from kb.search.words import STOP_WORDS

if TYPE_CHECKING:
    # For the types alone: reading front matter takes longer than a whole search may
    from kb.library import Article, Section

ANALYSIS = "2"
"""Version of the analysis: an index that was written with another one is written anew."""

TITLE, SYMPTOM, HEADING, CODE, NOTE, BODY = 6.0, 4.0, 2.5, 1.5, 1.5, 1.0
"""Weights: title and id; symptoms and alerts; headings; tags, products and services; description; body."""

MOST_KEPT = 400_000
"""Chunks whose terms are remembered."""

FACETS = ("type", "audience", "product", "service", "severity", "owner", "status", "language")
"""What results can be narrowed by."""


@dataclass(frozen=True)
class Document:
    """Everything that either index needs of an article, and no more than the edition shows of it."""

    key: str
    id: str
    url: str
    title: str
    lead: str
    fallback: bool
    facets: tuple[tuple[str, tuple[str, ...]], ...]
    sections: tuple[Section, ...]
    body: str
    terms: dict[str, float]
    titles: tuple[frozenset[str], ...]
    headings: tuple[frozenset[str], ...]
    words: frozenset[str]
    fingerprint: str

    def facet(self, name: str) -> tuple[str, ...]:
        return dict(self.facets).get(name, ())


def document(article: Article, mark: str = "") -> Document:
    """Weigh one article, as the edition's library gives it; `mark` is its fingerprint, where that is known."""
    meta = article.meta
    terms: dict[str, float] = {}
    seen: set[str] = set()
    for text, weight in _fields(article):
        _add(text, weight, terms, seen)
    sections = article.sections
    lead = meta.description or next((s.text.split("\n")[0] for s in sections if s.text), "")
    return Document(
        article.key,
        meta.id,
        article.url,
        meta.title,
        lead,
        article.fallback,
        _facets(article),
        sections,
        article.body,
        terms,
        tuple(_term_set(t) for t in (meta.title, *meta.symptoms, *meta.alerts)),
        tuple(_term_set(s.title) for s in sections if s.title),
        frozenset(chain.from_iterable(map(_surfaces.__getitem__, seen))),
        mark or fingerprint(article),
    )


def fingerprint(article: Article) -> str:
    """Changes when anything that search stores of the article changes."""
    shown = "\0".join((ANALYSIS, article.path, str(article.fallback), article.mark))
    return hashlib.sha256(shown.encode()).hexdigest()[:24]


def _fields(article: Article) -> Iterator[tuple[str, float]]:
    meta = article.meta
    yield meta.title, TITLE
    yield meta.id, TITLE
    for line in (*meta.symptoms, *meta.alerts):
        yield line, SYMPTOM
    for alert in meta.alerts:
        # VpnGatewayDown is several words; typed small it is one
        if alert.lower() != alert:
            yield alert.lower(), SYMPTOM
    for note in (meta.description, meta.problem, meta.workaround, meta.fixed_text):
        if note:
            yield note, NOTE
    yield " ".join((*meta.tags, *meta.applies_to, meta.service or "", meta.ticket_category or "")), CODE
    for section in article.sections:
        if section.title:
            yield section.title, HEADING
    yield "\n".join(section.text for section in article.sections), BODY


def _add(text: str, weight: float, terms: dict[str, float], seen: set[str]) -> None:
    get = terms.get
    counts = Counter(chunks(clean(text)))
    seen.update(counts)
    # The innermost loop of a build: most chunks are one word, with one term
    for chunk, count in counts.items():
        found = _terms[chunk]
        if found.__class__ is str:
            terms[found] = get(found, 0.0) + weight * count
        else:
            for term, own in found:
                terms[term] = get(term, 0.0) + weight * count * own


class _Terms(dict[str, Any]):
    """Chunk → its term, or its terms with their weights where they are several."""

    def __missing__(self, chunk: str) -> str | Terms:
        if len(self) > MOST_KEPT:
            self.clear()
        found = terms_of(chunk)
        kept = self[chunk] = found[0][0] if len(found) == 1 and found[0][1] == 1.0 else found
        return kept


class _Surfaces(dict[str, tuple[str, ...]]):
    def __missing__(self, chunk: str) -> tuple[str, ...]:
        if len(self) > MOST_KEPT:
            self.clear()
        found = self[chunk] = surfaces(chunk)
        return found


_terms, _surfaces = _Terms(), _Surfaces()


def surfaces(chunk: str) -> tuple[str, ...]:
    """Spellings that may complete or correct what somebody types: words as written, identifiers under their mark."""
    if is_identifier(chunk):
        whole = squash(chunk)
        return (whole,) if 4 < len(whole) <= 64 and not whole[1:].isdigit() else ()
    word = chunk.lower().replace("'", "")
    if not word.isalpha():
        return tuple(s for part in word.split("-") if part.isalpha() for s in surfaces(part))
    return (word,) if 2 < len(word) <= 32 and word not in STOP_WORDS else ()


def _term_set(text: str) -> frozenset[str]:
    return frozenset(
        term for chunk in chunks(clean(text)) if chunk.lower() not in STOP_WORDS for term, _ in terms_of(chunk)
    )


def _facets(article: Article) -> tuple[tuple[str, tuple[str, ...]], ...]:
    meta = article.meta
    values: dict[str, tuple[str, ...]] = {
        "type": (meta.type,),
        "audience": meta.audience,
        "product": meta.applies_to,
        "service": (meta.service,) if meta.service else (),
        "severity": (meta.severity,) if meta.severity else (),
        "owner": (meta.owner,) if meta.owner else (),
        "status": (meta.status,),
        "language": (article.language,),
    }
    return tuple((name, values[name]) for name in FACETS)
