"""What `meta` of the readers' index says of every document, by its number: its facets, and how long its title is."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from typing import Any

from kb.search.documents import Document

BROWSER_FACETS = ("audience", "type", "product", "language")
_MOST = 65_535

Facets = tuple[tuple[str, ...], ...]
"""The values of a document for each of BROWSER_FACETS, in order."""


def facets_of(document: Document) -> Facets:
    """What readers can narrow results by."""
    return tuple(tuple(sorted(set(document.facet(name)))) for name in BROWSER_FACETS)


def title_size(document: Document) -> int:
    """Terms of the title."""
    return min(255, len(document.titles[0]))


def pack_facets(placed: Sequence[Facets | None]) -> dict[str, Any]:
    """Three entries of `meta`: `facets`, `combos` and `docs`. None where no document has the number."""
    rows: dict[Facets | None, int] = {None: 0}
    docs = [rows.setdefault(facets, min(len(rows), _MOST)) for facets in placed]
    found = [facets for facets in rows if facets is not None][:_MOST]
    values = [sorted({value for facets in found for value in facets[i]}) for i in range(len(BROWSER_FACETS))]
    place = [{value: i for i, value in enumerate(known)} for known in values]
    combos = [[[known[v] for v in own] for known, own in zip(place, facets, strict=True)] for facets in found]
    return {
        "facets": dict(zip(BROWSER_FACETS, values, strict=True)),
        "combos": [[], *combos],
        "docs": to_base64(bytes(row & 255 for row in docs) + bytes(row >> 8 for row in docs)),
    }


def unpack_facets(meta: Mapping[str, Any]) -> list[Facets | None]:
    """What `pack_facets` was given; ValueError or LookupError where it did not make this."""
    if len(meta["combos"]) > _MOST:
        raise ValueError("more kinds of documents than can be told apart")
    values = [meta["facets"][name] for name in BROWSER_FACETS]
    rows: list[Facets | None] = [None]
    for combo in meta["combos"][1:]:
        rows.append(tuple(tuple(known[i] for i in own) for known, own in zip(values, combo, strict=True)))
    docs = base64.b64decode(meta["docs"])
    size = len(docs) // 2
    return [rows[low | high << 8] for low, high in zip(docs[:size], docs[size:], strict=True)]


def to_base64(data: bytes) -> str:
    return base64.b64encode(data).decode()
