"""The home page: topics with counts, and the articles that people need most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kb.edition import AUDIENCES
from kb.library import Article, Library
from kb.pages.cards import Card
from kb.pages.topics import Topic, Topics

MOST_NEEDED = 6


@dataclass(frozen=True)
class HomeView:
    """`needed` are the articles that the home page names in `related`, else those that others link to most, each with
    the choices that show it: every audience gets the first six that are written for it."""

    topics: tuple[Topic, ...]
    needed: tuple[tuple[str, Card], ...]
    count: int


def home_view(library: Library, topics: Topics, index: Article | None) -> HomeView:
    """The view of the home page; `index` is its article, where the content has one."""
    named = [other for wanted in (index.meta.related if index else ()) for other in library.by_id.get(wanted, ())[:1]]
    chosen = [topics.cards[a.key] for a in named or _most_linked(library)]
    return HomeView(topics.top, _for_each(chosen), sum(t.count for t in topics.top))


def _for_each(cards: Sequence[Card]) -> tuple[tuple[str, Card], ...]:
    shown: dict[str, list[str]] = {}
    for who in ("all", *AUDIENCES):
        meant = [c for c in cards if who == "all" or not c.audience or who in c.audience]
        for card in meant[:MOST_NEEDED]:
            shown.setdefault(card.path, []).append(who)
    return tuple((" ".join(shown[c.path]), c) for c in cards if c.path in shown)


def _most_linked(library: Library) -> list[Article]:
    inbound = Counter(link.target for a in library.articles for link in a.links if link.target != a.path)
    articles = [a for a in library.articles if not a.is_index and a.meta.type != "page"]
    return sorted(articles, key=lambda a: (-inbound[a.path], a.key))
