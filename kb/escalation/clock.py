"""By when an answer is due: minutes of the SLA, counted by day and night or only while somebody works."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from kb.escalation.hours import FAR, Span, intervals

_MINUTES = {"m": 1, "h": 60, "d": 1440}


def minutes(length: str, spans: Sequence[Span], clock: str) -> int:
    """`15m`, `2h`, `3d` → minutes. A day of a clock that rests is one working day: as long as the first hours say."""
    number, unit = int(length[:-1]), length[-1]
    if unit == "d" and clock == "hours" and spans:
        return number * spans[0].length
    return number * _MINUTES[unit]


def deadline(start: datetime, amount: int, spans: Sequence[Span], clock: str) -> datetime | None:
    """The instant (UTC) at which so many minutes have passed; None where there are not enough hours within a year."""
    start = start.astimezone(UTC)
    left = timedelta(minutes=amount)
    if clock == "always" or not spans:
        return start + left
    near = 15 + amount // 60
    for days in (near, FAR) if near < FAR else (FAR,):
        rest = left
        for begin, end in intervals(spans, start, days):
            if end <= start:
                continue
            since = max(begin, start)
            if rest <= end - since:
                return since + rest
            rest -= end - since
    return None
