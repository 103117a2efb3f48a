"""The day on which something is judged or built: asked for once, and handed on as a value."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime


def today() -> date:
    """The day of SOURCE_DATE_EPOCH where it is set (reproducible builds), else the day on this computer."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        return datetime.fromtimestamp(int(fixed), UTC).date() if fixed else date.today()
    except (ValueError, OverflowError, OSError):
        return date.today()


def now() -> datetime:
    """The instant of SOURCE_DATE_EPOCH where it is set, else this one; with the time zone of this computer."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        return datetime.fromtimestamp(int(fixed), UTC) if fixed else datetime.now().astimezone()
    except (ValueError, OverflowError, OSError):
        return datetime.now().astimezone()
