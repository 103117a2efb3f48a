"""The report of the internal edition: what needs work, whose it is, where, and how much comes when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kb.freshness.badge import explain, state_name
from kb.freshness.charts import forecast_chart, states_chart
from kb.freshness.forecast import Week, forecast
from kb.freshness.judge import STATES, Row
from kb.strings import Strings

MOST = 1000
"""How many articles the page lists: beyond that nobody reads, and a page must not grow with the library."""


@dataclass(frozen=True)
class Group:
    """An owner or a topic: how many of its articles need work, of how many."""

    name: str
    work: int
    all: int


@dataclass(frozen=True)
class Entry:
    """One line of the list. `url` is below the edition's root."""

    id: str
    title: str
    url: str
    language: str
    state: str
    state_name: str
    owner: str
    topic: str
    due: date | None
    why: tuple[str, ...]
    urgency: int


@dataclass(frozen=True)
class Report:
    """The page in values. `states` are state, name and number; the charts are SVG."""

    today: date
    states: tuple[tuple[str, str, int], ...]
    states_svg: str
    weeks: tuple[Week, ...]
    weeks_svg: str
    owners: tuple[Group, ...]
    topics: tuple[Group, ...]
    entries: tuple[Entry, ...]
    more: int


def report(
    rows: Sequence[Row],
    urls: Mapping[str, str],
    words: Strings,
    today: date,
    owners: Mapping[str, str],
    topics: Mapping[str, str],
) -> Report:
    """`rows` are those of the edition; `urls` maps a path to its address, `owners` and `topics` a key to a name."""
    counts = Counter(row.state for row in rows)
    states = tuple((str(state), words[f"state_{state}"], counts[state]) for state in STATES if counts[state])
    weeks = forecast(rows, today)
    work = [row for row in rows if row.needs_work]

    def owner(row: Row) -> str:
        return owners.get(row.owner) or row.owner or words["freshness_nobody"]

    def topic(row: Row) -> str:
        return topics.get(row.topic) or row.topic or words["freshness_top"]

    entries = tuple(
        Entry(
            row.id,
            row.title,
            urls[row.path],
            row.language if row.language != words.language else "",
            row.state,
            state_name(row, words),
            owner(row),
            topic(row),
            row.due,
            explain(row, words, today),
            row.urgency,
        )
        for row in work[:MOST]
    )
    return Report(
        today,
        states,
        states_chart(states, words["freshness_states"]),
        weeks,
        forecast_chart(weeks, words),
        _groups(rows, owner),
        _groups(rows, topic),
        entries,
        len(work) - len(entries),
    )


def _groups(rows: Sequence[Row], name: Callable[[Row], str]) -> tuple[Group, ...]:
    """Those with the most work first."""
    work, every = Counter(name(row) for row in rows if row.needs_work), Counter(map(name, rows))
    return tuple(sorted((Group(n, work[n], every[n]) for n in every), key=lambda g: (-g.work, -g.all, g.name)))
