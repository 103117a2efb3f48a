"""A card: one article as lists show it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from kb.library import Article
from kb.pages.variants import variants

WORDS_PER_MINUTE = 180
"""Silent reading of instructions, rounded down from the 238 words a minute that Brysbaert (2019) found for prose."""


@dataclass(frozen=True)
class Card:
    """`url` is below the edition's root. `audience` is empty when the article is for everyone. `minutes` maps an
    audience, or `all`, to minutes of reading, at least 1. `language` is set when it is not the edition's."""

    id: str
    title: str
    url: str
    description: str
    type: str
    audience: tuple[str, ...]
    status: str
    visibility: str
    minutes: dict[str, int]
    language: str
    path: str

    @property
    def reading(self) -> int:
        """Minutes for everything."""
        return self.minutes["all"]

    @cached_property
    def reading_times(self) -> tuple[tuple[str, int], ...]:
        """Minutes with the choices that they hold for."""
        return variants(self.minutes)


def card(article: Article) -> Card:
    """The card of an article."""
    meta = article.meta
    minutes = {who: max(1, round(words / WORDS_PER_MINUTE)) for who, words in article.words.items()}
    language = article.language if article.fallback else ""
    return Card(
        meta.id,
        meta.title,
        article.url,
        meta.description or lead(article),
        meta.type,
        meta.audience,
        meta.status,
        meta.visibility,
        minutes,
        language,
        article.path,
    )


def lead(article: Article) -> str:
    """The first sentences of the text, at most 160 characters, cut at a word."""
    text = article.opening
    if len(text) <= 160:
        return text
    return text[:160].rsplit(" ", 1)[0].rstrip(",;:—-") + "…"
