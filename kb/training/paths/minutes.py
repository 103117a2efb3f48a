"""How long study takes, in minutes."""

from __future__ import annotations

import re

WORDS_PER_MINUTE = 180
"""As the cards of articles count it."""

_UNITS = {"m": 1, "h": 60, "d": 8 * 60, "w": 40 * 60, "mo": 160 * 60, "y": 1840 * 60}
"""A day of study is a working day."""


def minutes_of(duration: str | None) -> int:
    """`90m` → 90; 0 for none."""
    found = re.fullmatch(r"([0-9]+)([a-z]+)", duration or "")
    return int(found[1]) * _UNITS.get(found[2], 0) if found else 0


def reading_minutes(words: int) -> int:
    """Minutes to read so many words, at least 1."""
    return max(1, round(words / WORDS_PER_MINUTE))
