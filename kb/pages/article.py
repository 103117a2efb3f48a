"""What an article's page shows around its text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import NamedTuple

from kb.edition import AUDIENCES
from kb.library import Article, Library
from kb.pages.cards import Card
from kb.pages.topics import Topic, Topics

RELATED = 4
_WINDOW = 40
"""How many neighbours of the same topic are weighed for «related»: a bound that keeps ten thousand articles linear."""


@dataclass(frozen=True)
class ArticleView:
    """`better` maps an audience that the article is not written for to an article that is, where there is one."""

    card: Card
    trail: tuple[Topic, ...]
    topic: Topic | None
    owner: str
    verified_on: date | None
    verified_against: str
    symptoms: tuple[str, ...]
    products: tuple[str, ...]
    related: tuple[Card, ...]
    previous: Card | None
    next: Card | None
    better: dict[str, Card]
    has_variants: bool
    short_link: str
    is_page: bool


def article_view(article: Article, library: Library, topics: Topics, owner: str) -> ArticleView:
    """The view of one article of a filtered library; `owner` is the owner's name for readers."""
    meta = article.meta
    topic = topics.by_key.get(article.topic)
    before, after = _neighbours(article, topic, topics)
    near = _near(article, library, topics, topic)
    return ArticleView(
        topics.cards[article.key],
        topics.trail(article.topic),
        topic,
        owner,
        meta.verified.on if meta.verified else None,
        (meta.verified.against or "") if meta.verified else "",
        meta.symptoms,
        meta.applies_to,
        _related(article, library, topics, near),
        before,
        after,
        _better(article, near),
        any(block.name == "audience" for block in article.blocks.found),
        f"kb/{meta.id}/",
        meta.type == "page",
    )


def _neighbours(article: Article, topic: Topic | None, topics: Topics) -> tuple[Card | None, Card | None]:
    place = topic.places.get(article.path) if topic else None
    if topic is None or place is None:
        return None, None
    cards = topic.cards
    return cards[place - 1] if place else None, cards[place + 1] if place + 1 < len(cards) else None


def _related(article: Article, library: Library, topics: Topics, near: Sequence[_Near]) -> tuple[Card, ...]:
    """Those the author names, then those the text links to, then neighbours with tags, products or category in common."""
    named = (other for wanted in article.meta.related for other in library.by_id.get(wanted, ())[:1])
    linked = (library.by_path.get(link.target or "") for link in article.links)
    chosen: dict[str, Card] = {}
    for other in chain(named, linked):
        if other is not None and other.path != article.path and not other.is_index and other.key in topics.cards:
            chosen.setdefault(other.path, topics.cards[other.key])
    if len(chosen) < RELATED:
        for neighbour in sorted(near, key=lambda n: (-n.shared, n.place)):
            chosen.setdefault(neighbour.card.path, neighbour.card)
    return tuple(chosen.values())[:RELATED]


class _Near(NamedTuple):
    """An article of the same topic that has something in common with ours; `shared` says how much."""

    card: Card
    place: int
    shared: int


def _near(article: Article, library: Library, topics: Topics, topic: Topic | None) -> list[_Near]:
    if topic is None:
        return []
    if topic.key not in topics.marks:
        topics.marks[topic.key] = tuple(_marks(library.by_path[card.path]) for card in topic.cards)
    marks = topics.marks[topic.key]
    own = _marks(article)
    place = topic.places.get(article.path, 0)
    found: list[_Near] = []
    for here in range(max(0, place - _WINDOW // 2), min(place + _WINDOW // 2, len(marks))):
        if not own.isdisjoint(marks[here]) and topic.cards[here].path != article.path:
            shared = sum([_WEIGHTS[mark[0]] for mark in own & marks[here]])
            found.append(_Near(topic.cards[here], here, shared))
    return found


_WEIGHTS = {"c": 3, "t": 2, "p": 1}


def _marks(article: Article) -> frozenset[str]:
    """What articles may have in common: ticket category, tags, products."""
    meta = article.meta
    category = [f"c {meta.ticket_category}"] if meta.ticket_category else []
    return frozenset([*category, *[f"t {tag}" for tag in meta.tags], *[f"p {name}" for name in meta.applies_to]])


_SAME_MATTER = 3
"""How much an article must share to answer the same question: its ticket category, or two tags."""


def _better(article: Article, near: Sequence[_Near]) -> dict[str, Card]:
    """For each audience that the article leaves out: an article on the same matter that is written for it."""
    same = [n for n in near if n.shared >= _SAME_MATTER] if article.meta.audience else []
    found: dict[str, Card] = {}
    for audience in AUDIENCES if same else ():
        meant = [n for n in same if audience in n.card.audience]
        if meant and audience not in article.meta.audience:
            best = min(meant, key=lambda n: (-n.shared, len(n.card.audience), n.card.path.partition("/")[2]))
            found[audience] = best.card
    return found
