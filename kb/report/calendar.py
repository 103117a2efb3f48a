"""Reviews as a calendar that a team subscribes to (iCalendar, RFC 5545), by the library `icalendar`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from kb.freshness import Row


def as_calendar(rows: Sequence[Row], today: date, name: str, host: str, prefix: str) -> str:
    """An all-day event for each review that has a day; what is overdue stands on today, where it is seen.

    ImportError where `icalendar` is not installed.
    """
    from icalendar import Calendar, Event  # noqa: PLC0415 - an extra

    calendar = Calendar()
    calendar.add("prodid", "-//Poradnyk//kb stale//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    for row in rows:
        if row.due is None:
            continue
        day = max(row.due, today)
        event = Event()
        event.add("uid", f"{row.id}-{row.language}@{host}")
        event.add("dtstamp", datetime.combine(today, time(), UTC))
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))
        event.add("summary", f"{row.id}: {row.title}")
        late = f"Overdue since {row.due}.\n" if row.due < today else ""
        event.add("description", f"{late}{row.owner or 'nobody'}\n{prefix}{row.path}")
        event.add("categories", [row.owner or "nobody"])
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return str(calendar.to_ical().decode("utf-8"))
