"""The column beside an article: the topics, and the articles of the current one."""

from __future__ import annotations

from dataclasses import dataclass

from kb.pages.cards import Card
from kb.pages.topics import Topic, Topics

WINDOW = 24
"""How many neighbours are listed. A topic with more of them links to its own page: a page must not grow with the library."""


@dataclass(frozen=True)
class Sidebar:
    """`open` are the keys of the current topic and its parents; `cards` the articles around the current one;
    `more` how many of the topic are not listed."""

    topics: tuple[Topic, ...]
    open: tuple[str, ...]
    current: str
    cards: tuple[Card, ...]
    more: int


def sidebar(topics: Topics, topic_key: str, path: str) -> Sidebar:
    """The column for a page; `path` is its article's file, empty for none."""
    trail = topics.trail(topic_key)
    cards = trail[-1].cards if trail else ()
    if len(cards) > WINDOW:
        place = next((i for i, card in enumerate(cards) if card.path == path), 0)
        start = max(0, min(place - WINDOW // 2, len(cards) - WINDOW))
        shown = cards[start : start + WINDOW]
    else:
        shown = cards
    current = trail[-1].key if trail else ""
    return Sidebar(topics.top, tuple(t.key for t in trail), current, shown, len(cards) - len(shown))
