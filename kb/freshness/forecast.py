"""How much review work each of the coming weeks brings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from kb.freshness.judge import Row

WEEKS = 12
WAITING = frozenset({"product-retired", "invalidated", "overdue", "never-verified"})
"""States that call for a review now, whatever day it would be due."""


@dataclass(frozen=True)
class Week:
    """`start` is its Monday. In the first week everything counts that waits already."""

    start: date
    reviews: int


def forecast(rows: Iterable[Row], today: date, weeks: int = WEEKS) -> tuple[Week, ...]:
    """Reviews per week, this one first. What is overdue, changed, retired or was never verified is work of this week."""
    monday = today - timedelta(days=today.weekday())
    load: Counter[int] = Counter()
    for row in rows:
        if WAITING & {*row.states}:
            load[0] += 1
        elif row.due is not None:
            load[max(0, (row.due - monday).days // 7)] += 1
    return tuple(Week(monday + timedelta(weeks=n), load[n]) for n in range(weeks))
