"""The numbers of documents in the readers' index: made of their keys alone, and hardly moved by one that comes or goes.

Each key has its own random-looking sequence of numbers, and takes the first that no key before it has taken; which keys come
before is decided by a hash. So whoever was there first makes no difference: the same keys always have the same numbers
(Blelloch and Golovin, «Strongly History-Independent Hashing», 2007). A new document takes a free number, or that of a later
one, which goes on along its own sequence: one or two documents move, whatever there are.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

LEAST = 64
_MULTIPLIER, _INCREMENT, _MASK = 6364136223846793005, 1442695040888963407, 2**64 - 1
"""Knuth's linear congruential generator (MMIX): it comes to every number before it repeats itself."""


def numbers_of(keys: Iterable[str]) -> dict[str, int]:
    """Key → number, below `size_for` of how many they are."""
    # Of what a hash says nothing about (which does not happen), the keys decide
    order = sorted((int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest()), key) for key in set(keys))
    size = size_for(len(order))
    found: dict[str, int] = {}
    taken = bytearray(size)
    for state, key in order:
        number = (state >> 16) % size
        while taken[number]:
            state = (state * _MULTIPLIER + _INCREMENT) & _MASK  # noqa: PLW2901
            number = (state >> 16) % size
        taken[number] = 1
        found[key] = number
    return found


def size_for(count: int) -> int:
    """How many numbers there are for so many documents: a sixteenth or more stays free, a sixth at most (of few: more).

    It grows in steps of an eighth. Where one is crossed every document has another number, and all is written anew: at ten
    thousand that is once in a thousand new articles.
    """
    need = max(count + count // 15 + 1, LEAST)
    step = 1 << need.bit_length() - 4
    return -(-need // step) * step
