"""Lengths of time as the front matter and the policy write them: 90d, 26w, 6mo, 1y."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from functools import cache

PATTERN = r"^[1-9][0-9]{0,4}(d|w|mo|y)$"
"""A day is the shortest: minutes and hours are for how long a runbook takes."""

_PERIOD = re.compile(r"^([1-9][0-9]{0,4})(m|h|d|w|mo|y)$")


@cache
def after(day: date, period: str) -> date:
    """The day that lies a period later; a length below a day counts as one day, the end of time as the end of time."""
    match = _PERIOD.match(period)
    if match is None:
        raise ValueError(f'"{period}" is not a length of time: write 90d, 26w, 6mo or 1y')
    number, unit = int(match[1]), match[2]
    try:
        if unit in ("mo", "y"):
            return _months_after(day, number * (12 if unit == "y" else 1))
        return day + timedelta(days={"d": number, "w": 7 * number}.get(unit, 1))
    except (OverflowError, ValueError):
        return date.max


def _months_after(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    # 31 January and a month is the last day of February
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
