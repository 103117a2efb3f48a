"""Topics: the folders of the content, with their titles, articles and counts."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from kb.library import Article, Library
from kb.pages.cards import Card, card
from kb.pages.variants import variants


@dataclass(frozen=True)
class Topic:
    """A folder. `key` is its path below the language folder. `count` counts what it and its sub-topics list."""

    key: str
    title: str
    url: str
    description: str
    icon: str
    visibility: str
    cards: tuple[Card, ...]
    children: tuple[str, ...]
    count: int
    counts: dict[str, int]
    """Articles for each audience, in it and below."""
    language: str = ""
    """Set when its title is not in the edition's language."""

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Where its articles stand in `cards`, by the paths of their files."""
        return {card.path: place for place, card in enumerate(self.cards)}

    @property
    def counted(self) -> tuple[tuple[str, int], ...]:
        """Number of articles with the choices that it holds for."""
        return variants({"all": self.count, **self.counts})

    @property
    def left_out(self) -> tuple[tuple[str, int], ...]:
        """How many of its own articles each audience's list leaves out; audiences that see all are not named."""
        missing = {who: sum(1 for c in self.cards if c.audience and who not in c.audience) for who in self.counts}
        return tuple((who, number) for who, number in variants(missing) if number)


@dataclass(frozen=True)
class Topics:
    """All topics of an edition, by key, in reading order."""

    by_key: Mapping[str, Topic]
    cards: Mapping[str, Card]
    """Every card by its article's key."""

    @cached_property
    def marks(self) -> dict[str, tuple[frozenset[str], ...]]:
        """What the articles of topics have in common with others; `kb.pages.article` finds it out once for each topic."""
        return {}

    @cached_property
    def top(self) -> tuple[Topic, ...]:
        """Topics without a parent, those with nothing in them left out."""
        return tuple(t for t in self.by_key.values() if "/" not in t.key and t.count)

    def trail(self, key: str) -> tuple[Topic, ...]:
        """The topic and its parents, outermost first."""
        parts = key.split("/") if key else []
        names = ["/".join(parts[: i + 1]) for i in range(len(parts))]
        return tuple(self.by_key[name] for name in names if name in self.by_key)

    def children(self, topic: Topic) -> tuple[Topic, ...]:
        return tuple(self.by_key[key] for key in topic.children)


def build_topics(library: Library) -> Topics:
    """Topics of a filtered library. A folder without index.md gets a title made of its name."""
    indexes = {a.topic: a for a in library.articles if a.is_index}
    cards = {a.key: card(a) for a in library.articles}
    inside: dict[str, list[Article]] = {}
    for article in library.articles:
        if not article.is_index:
            inside.setdefault(article.topic, []).append(article)

    def rank(key: str) -> tuple[int, int, str]:
        order = indexes[key].meta.order if key in indexes else None
        return (key.count("/"), order if order is not None else 1000, alphabetical(_title(key, indexes)))

    course = _course(library)

    def in_turn(article: Article) -> tuple[int, int, str, str]:
        meta = article.meta
        order = meta.order if meta.order is not None else 1000
        return (order, course.get(meta.id, len(course)), alphabetical(meta.title), article.key)

    found: dict[str, Topic] = {}
    # Deepest first, so that counts add up; put into reading order at the end
    for key in sorted(library.topics, key=lambda k: (-k.count("/"), k)):
        children = tuple(sorted((t for t in found if posixpath.dirname(t) == key), key=rank))
        listed = sorted(inside.get(key, []), key=in_turn)
        index = indexes.get(key)
        counts: dict[str, int] = {}
        for audience in ("novice", "expert", "accessibility"):
            counts[audience] = sum(1 for a in listed if audience in a.audience) + sum(
                found[c].counts[audience] for c in children
            )
        found[key] = Topic(
            key,
            _title(key, indexes),
            index.url if index else key + "/",
            (index.meta.description or "") if index else "",
            (index.meta.icon or "") if index else "",
            index.meta.visibility if index else _widest(listed, [found[c] for c in children]),
            tuple(cards[a.key] for a in listed),
            children,
            len(listed) + sum(found[c].count for c in children),
            counts,
            index.language if index and index.fallback else "",
        )
    return Topics({key: found[key] for key in sorted(found, key=rank)}, cards)


def _course(library: Library) -> dict[str, int]:
    """Place of everything that a study path names, the path itself first: learners read in its order, not by title."""
    places: dict[str, int] = {}
    for article in library.articles:
        if article.meta.type == "path":
            for id_ in (article.meta.id, *article.meta.modules, *article.meta.exams):
                places.setdefault(id_, len(places))
    return places


_ALPHABET = str.maketrans(
    {letter: chr(0x430 + place) for place, letter in enumerate("абвгґдеєжзиіїйклмнопрстуфхцчшщьюя")}
)


def alphabetical(title: str) -> str:
    """Key that sorts Ukrainian letters in the order of their alphabet (by code point «і» and «є» would come last)."""
    return title.casefold().translate(_ALPHABET)


def _title(key: str, indexes: Mapping[str, Article]) -> str:
    if key in indexes:
        return indexes[key].meta.title
    name = key.rpartition("/")[2].replace("-", " ").replace("_", " ")
    return name[:1].upper() + name[1:]


def _widest(articles: list[Article], children: list[Topic]) -> str:
    """A generated topic page is as visible as the most visible thing it lists."""
    levels = [a.meta.visibility for a in articles] + [c.visibility for c in children]
    return next((level for level in ("public", "internal", "restricted") if level in levels), "restricted")
