"""When somebody is there: working hours with a time zone. `theme_overrides/assets/kb/escalation/hours.js` does the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
AHEAD = 14
"""Days that are looked ahead at first; hours that go on so long never end."""
FAR = 400
"""Days after which nobody looks for an opening any more."""


@dataclass(frozen=True)
class Span:
    """Some days of the week from one minute of the day to another. `end` at or before `start` is on the next day;
    `closed` are days on which it does not begin."""

    days: frozenset[int]
    start: int
    end: int
    zone: str
    closed: frozenset[date] = frozenset()

    @property
    def length(self) -> int:
        """Minutes of one day's work, by the clock on the wall."""
        return self.end - self.start if self.end > self.start else self.end - self.start + 1440


@dataclass(frozen=True)
class Opening:
    """`until` is the end of the current opening, None where it never ends; `next` the beginning of the next one while
    nobody is there, None where there is none in sight. Both are in UTC."""

    is_open: bool
    until: datetime | None = None
    next: datetime | None = None


def opening(spans: Sequence[Span], instant: datetime) -> Opening:
    """Whether somebody is there at an instant (which has a zone). Without spans somebody always is."""
    if not spans:
        return Opening(True)
    for days in (AHEAD, FAR):
        for begin, end in intervals(spans, instant, days):
            if begin <= instant < end:
                return Opening(True, None if end - instant > timedelta(days=AHEAD - 2) else end)
            if begin > instant:
                return Opening(False, next=begin)
    return Opening(False)


def intervals(spans: Sequence[Span], instant: datetime, days: int) -> list[tuple[datetime, datetime]]:
    """The openings around an instant and for so many days after it, in UTC, in order, joined where they touch."""
    found = []
    for span in spans:
        zone = ZoneInfo(span.zone)
        today = instant.astimezone(zone).date()
        for ahead in range(-2, days):
            day = today + timedelta(days=ahead)
            if day.weekday() in span.days and day not in span.closed:
                begin, end = _at(day, span.start, zone), _at(day, span.start + span.length, zone)
                if end > begin:  # a turn of the clock may swallow a short opening
                    found.append((begin, end))
    joined: list[tuple[datetime, datetime]] = []
    for begin, end in sorted(found):
        if joined and begin <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((begin, end))
    return joined


def _at(day: date, minute: int, zone: ZoneInfo) -> datetime:
    """The instant of a minute of the local day. A time that occurs twice is the first of the two; one that is skipped
    is as long after midnight as it says."""
    day += timedelta(days=minute // 1440)
    local = datetime.combine(day, time(minute % 1440 // 60, minute % 60), zone)
    return local.astimezone(UTC)
