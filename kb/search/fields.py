"""The fields of the agents' index: everything analysed by us, nothing by Whoosh."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator
from typing import Any

from kb.search.documents import FACETS, Document
from kb.search.engine import COLUMN, ID, STORED, FieldType, Frequency, Schema, VarBytesColumn
from kb.search.rank import K1, SECOND_CHOICE, B

FORMAT = 2
"""Version of what is stored; an index of another one is written anew."""
AVERAGE = 250
"""Distinct terms of an ordinary article. Fixed, so that one article can be replaced without touching the others."""
STRONG = 0.76
"""Saturation from which a term is one of those that an article is about."""

Row = tuple[str, float]


class Weighted(FieldType):  # type: ignore[misc]  # Whoosh has no types
    """Terms that come with their weight."""

    def __init__(self) -> None:
        super().__init__(Frequency(), None, scorable=True)

    def index(self, value: Iterable[Row], **options: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        for term, weight in value:
            yield term.encode(), 1, weight, b"\0\0\0\1"

    def to_bytes(self, value: str | bytes) -> bytes:
        return value if isinstance(value, bytes) else value.encode()


def schema() -> Schema:
    """`all` has every term; `strong` only those that an article is about, for terms that stand nearly everywhere;
    `facet` values as `type=runbook`; `match` what ranking needs, apart from what is stored to be shown: `card`, and `body`, the article to be read."""
    return Schema(
        key=ID(unique=True, stored=True),
        id=ID(),
        all=Weighted(),
        strong=Weighted(),
        facet=Weighted(),
        match=COLUMN(VarBytesColumn()),
        card=STORED,
        body=STORED,
    )


def row_of(document: Document) -> dict[str, Any]:
    """The fields of one document."""
    norm = 1 - B + B * len(document.terms) / AVERAGE
    archived = "archived" in document.facet("status")
    reach = SECOND_CHOICE if document.fallback or archived else 1.0
    card = json.dumps(_card(document), ensure_ascii=False).encode()
    weights = [(term, reach * weight / norm) for term, weight in sorted(document.terms.items())]
    return {
        "key": document.key,
        "id": document.id,
        "all": weights,
        "strong": [(term, weight) for term, weight in weights if weight / (weight + K1) >= STRONG],
        "facet": [(f"{name}={value}", 1.0) for name in FACETS for value in sorted(set(document.facet(name)))],
        "match": b"\0".join(_lines(sets) for sets in (document.titles, document.headings)),
        "card": zlib.compress(card, 4),
        "body": _packed(document.body, card),
    }


def _card(document: Document) -> dict[str, Any]:
    return {
        "id": document.id,
        "key": document.key,
        "url": document.url,
        "title": document.title,
        "lead": document.lead,
        "fallback": document.fallback,
        **{name: list(values) for name, values in document.facets},
        "words": sorted(document.words),
        "sections": [(s.title, s.anchor, s.text) for s in document.sections],
    }


def titles_and_headings(match: bytes) -> tuple[list[list[str]], list[list[str]]]:
    """The terms of each title or symptom, and of each heading."""
    titles, _, headings = match.decode().partition("\0")
    return [line.split(" ") for line in titles.split("\n")], [line.split(" ") for line in headings.split("\n")]


def _lines(sets: Iterable[frozenset[str]]) -> bytes:
    return "\n".join(" ".join(sorted(terms)) for terms in sets).encode()


def unpack(card: bytes) -> dict[str, Any]:
    """A stored card."""
    found: dict[str, Any] = json.loads(zlib.decompress(card))
    return found


def unpack_body(body: bytes, card: bytes) -> str:
    """A stored article in Markdown."""
    return zlib.decompressobj(zdict=zlib.decompress(card)).decompress(body).decode()


def _packed(body: str, card: bytes) -> bytes:
    # Most of it stands in the card, too: what repeats that costs next to nothing
    packer = zlib.compressobj(4, zdict=card)
    return packer.compress(body.encode("utf-8", "replace")) + packer.flush()
