"""What the API answers, as plain values."""

from __future__ import annotations

from typing import Any

from kb.api.parameters import Search
from kb.search.agents import Answer, Hit
from kb.search.documents import FACETS


def answer_row(asked: Search, found: Answer, edition: str) -> dict[str, Any]:
    """One page of results; `next` is the offset of the page after it, or null."""
    after = asked.offset + asked.limit
    return {
        "query": asked.query,
        "corrected": found.corrected or None,
        "edition": edition,
        "total": found.total,
        "limit": asked.limit,
        "offset": asked.offset,
        "next": after if after < found.total else None,
        "results": [_hit_row(hit) for hit in found.hits],
        **({"facets": {name: dict(values) for name, values in found.facets.items()}} if asked.facets else {}),
    }


def article_row(card: dict[str, Any], edition: str) -> dict[str, Any]:
    """A whole article as plain text by section."""
    sections = [{"heading": title, "anchor": anchor, "text": text} for title, anchor, text in card["sections"]]
    return {
        "id": card["id"],
        "title": card["title"],
        "edition": edition,
        "url": card["url"],
        "lead": card["lead"],
        "fallback": card["fallback"],
        **{name: card[name] for name in FACETS},
        "sections": sections,
    }


def _hit_row(hit: Hit) -> dict[str, Any]:
    return {
        "id": hit.id,
        "title": hit.title,
        "url": hit.url + (f"#{hit.anchor}" if hit.anchor else ""),
        "heading": hit.heading or None,
        "passage": hit.text,
        "marked": [part for part, on in hit.passage if on],
        "archived": hit.archived,
        "fallback": hit.fallback,
        "score": hit.score,
        **{name: list(values) for name, values in hit.facets.items()},
    }
