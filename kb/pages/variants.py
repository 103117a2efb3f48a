"""What differs by audience is written once for each difference; the browser shows the one that is chosen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

T = TypeVar("T")


def variants(values: Mapping[str, T]) -> tuple[tuple[str, T], ...]:
    """Keys of equal values joined: {all: 5, novice: 5, expert: 3} → (("all novice", 5), ("expert", 3))."""
    found: list[tuple[list[str], T]] = []
    for who, value in values.items():
        same = next((keys for keys, known in found if known == value), None)
        if same is None:
            found.append(([who], value))
        else:
            same.append(who)
    return tuple((" ".join(keys), value) for keys, value in found)
