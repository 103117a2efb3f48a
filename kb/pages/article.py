"""What an article's page shows around its text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

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
    return ArticleView(
        topics.cards[article.key],
        topics.trail(article.topic),
        topic,
        owner,
        meta.verified.on if meta.verified else None,
        (meta.verified.against or "") if meta.verified else "",
        meta.symptoms,
        meta.applies_to,
        _related(article, library, topics, topic),
        before,
        after,
        _better(article, library, topics, topic),
        any(block.name == "audience" for block in article.blocks.found),
        f"kb/{meta.id}/",
        meta.type == "page",
    )


def _neighbours(article: Article, topic: Topic | None, topics: Topics) -> tuple[Card | None, Card | None]:
    cards = topic.cards if topic else ()
    own = topics.cards[article.key]
    if own not in cards:
        return None, None
    place = cards.index(own)
    return cards[place - 1] if place else None, cards[place + 1] if place + 1 < len(cards) else None


def _related(article: Article, library: Library, topics: Topics, topic: Topic | None) -> tuple[Card, ...]:
    """Those the author names, then those the text links to, then neighbours with tags, products or category in common."""
    chosen: dict[str, Card] = {}

    def take(other: Article | None) -> None:
        if other is not None and other.key != article.key and not other.is_index and other.key in topics.cards:
            chosen.setdefault(other.key, topics.cards[other.key])

    for wanted in article.meta.related:
        for other in library.by_id.get(wanted, ())[:1]:
            take(other)
    for link in article.links:
        take(library.by_path.get(link.target or ""))
    if len(chosen) < RELATED:
        for other in _near(article, library, topic):
            take(other)
    return tuple(chosen.values())[:RELATED]


def _near(article: Article, library: Library, topic: Topic | None) -> list[Article]:
    others = _around(article, library, topic)
    scored = [(_shared(article, other), -i, other) for i, other in enumerate(others)]
    return [other for score, _, other in sorted(scored, key=lambda s: (-s[0], -s[1])) if score]


def _around(article: Article, library: Library, topic: Topic | None) -> list[Article]:
    cards = topic.cards if topic else ()
    place = next((i for i, c in enumerate(cards) if c.path == article.path), 0)
    around = cards[max(0, place - _WINDOW // 2) : place + _WINDOW // 2]
    return [library.by_path[c.path] for c in around if c.path != article.path]


def _shared(one: Article, other: Article) -> int:
    a, b = one.meta, other.meta
    same = 3 if a.ticket_category and a.ticket_category == b.ticket_category else 0
    return same + 2 * len({*a.tags} & {*b.tags}) + len({*a.applies_to} & {*b.applies_to})


_SAME_MATTER = 3
"""How much an article must share to answer the same question: its ticket category, or two tags."""


def _better(article: Article, library: Library, topics: Topics, topic: Topic | None) -> dict[str, Card]:
    """For each audience that the article leaves out: an article on the same matter that is written for it."""
    if not article.meta.audience or topic is None:
        return {}
    found: dict[str, Card] = {}
    near = [(other, _shared(article, other)) for other in _around(article, library, topic)]
    for audience in AUDIENCES:
        if audience in article.meta.audience:
            continue
        meant = [
            (-shared, len(o.meta.audience), o.key)
            for o, shared in near
            if audience in o.meta.audience and shared >= _SAME_MATTER
        ]
        if meant:
            found[audience] = topics.cards[min(meant)[2]]
    return found
