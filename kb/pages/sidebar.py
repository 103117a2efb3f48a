"""The column beside an article: the topics, and the articles of the current one."""

from __future__ import annotations

from dataclasses import dataclass

from kb.pages.cards import Card
from kb.pages.topics import Topic, Topics

WINDOW = 24
"""How many neighbours are listed. A topic with more of them links to its own page: a page must not grow with the library."""


@dataclass(frozen=True)
class Sidebar:
    """`open` are the keys of the current topic and its parents; `cards` the articles around the current one, which is at
    `place` among them, or at none (-1); `more` says whether the topic has others. It does not say how many: otherwise every
    page of the topic would be another one where an article comes or goes."""

    topics: tuple[Topic, ...]
    open: tuple[str, ...]
    current: str
    cards: tuple[Card, ...]
    more: bool
    place: int = -1
    topic: Topic | None = None

    @property
    def all(self) -> tuple[Card, ...]:
        """Every article of the topic: they are drawn at once for all pages of the topic, each of which shows its `cards`."""
        return self.topic.cards if self.topic else ()

    @property
    def start(self) -> int:
        """Where the first of `cards` stands among all."""
        return self.topic.places[self.cards[0].path] if self.topic and self.cards else 0


def sidebar(topics: Topics, topic_key: str, path: str) -> Sidebar:
    """The column for a page; `path` is its article's file, empty for none."""
    trail = topics.trail(topic_key)
    if not trail:
        return Sidebar(topics.top, (), "", (), False)
    topic = trail[-1]
    found = topic.places.get(path, -1)
    start = max(0, min(found - WINDOW // 2, len(topic.cards) - WINDOW))
    cards = topic.cards[start : start + WINDOW]
    place = found - start if found >= 0 else -1
    keys = tuple(t.key for t in trail)
    return Sidebar(topics.top, keys, topic.key, cards, len(topic.cards) > len(cards), place, topic)
