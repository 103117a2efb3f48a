"""Which questions an exam asks, and in which order: a pure function of a seed, the same in Python and in the browser.

`theme_overrides/assets/kb/academy/draw.js` does the same; `tests/training/draws.yml` holds both to it. Instead of a
random generator, whose state would have to be kept alike, everything is put in the order of a hash of seed and name:
a question that is added later moves no other.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

_MASK = 0xFFFFFFFF


class Drawable(Protocol):
    """What the draw needs of a question; `group` names what must stay together, such as a scenario, or is empty."""

    @property
    def id(self) -> str: ...
    @property
    def objective(self) -> str: ...
    @property
    def group(self) -> str: ...


def draw(pool: Sequence[Drawable], blueprint: Sequence[tuple[str, int]], count: int, seed: str) -> tuple[str, ...]:
    """Ids of the questions of an exam, in the order in which they are asked.

    Each entry of the blueprint gets its share of `count` by weight (largest remainder); where it has too few questions,
    the others fill in. A question counts for the longest entry that its objective begins with. Fewer than `count` come
    out only when there are no more. Questions of one scenario stand together.
    """
    ranked = sorted(pool, key=lambda question: question.id)
    ranked = [ranked[place] for place in order(f"{seed}|draw", [question.id for question in ranked])]
    entries = [name for name, _ in blueprint]
    waiting: dict[str, list[Drawable]] = {name: [] for name in entries}
    for question in ranked:
        entry = entry_of(question.objective, entries)
        if entry:
            waiting[entry].append(question)
    chosen: list[Drawable] = []
    for name, share in shares(blueprint, count):
        chosen += waiting[name][:share]
        del waiting[name][:share]
    left = {question.id for questions in waiting.values() for question in questions}
    chosen += [question for question in ranked if question.id in left][: max(0, count - len(chosen))]
    return _arranged(chosen, seed)


def shares(blueprint: Sequence[tuple[str, int]], count: int) -> tuple[tuple[str, int], ...]:
    """How many questions each entry gets: whole parts first, then one each to the largest remainders."""
    total = sum(weight for _, weight in blueprint)
    if total <= 0:
        return ()
    parts = [count * weight // total for _, weight in blueprint]
    rests = sorted(range(len(parts)), key=lambda place: (-(count * blueprint[place][1] % total), place))
    for place in rests[: count - sum(parts)]:
        parts[place] += 1
    return tuple((name, part) for (name, _), part in zip(blueprint, parts, strict=True))


def entry_of(objective: str, entries: Sequence[str]) -> str:
    """The longest entry that an objective falls under: `OBJ-SAT-1` under `OBJ-SAT-1` or `OBJ-SAT`; empty when none."""
    found = [name for name in entries if objective == name or objective.startswith(f"{name}-")]
    return max(found, key=len, default="")


def order(seed: str, names: Sequence[str]) -> list[int]:
    """The places of names, mixed by a seed."""
    keys = [mixed(f"{seed}|{name}") for name in names]
    return sorted(range(len(names)), key=lambda place: (keys[place], place))


def option_order(seed: str, id: str, count: int) -> list[int]:
    """The order in which the options of a question are shown."""
    return order(f"{seed}|{id}", [str(place) for place in range(count)])


def start_order(seed: str, id: str, count: int) -> list[int]:
    """As `option_order`, but never the order itself: for what has to be put in order."""
    found = option_order(seed, id, count)
    return found[1:] + found[:1] if found == list(range(count)) else found


def mixed(text: str) -> int:
    """32 bits of FNV-1a over UTF-8, with the final mix of MurmurHash3: small, and the same everywhere."""
    value = 0x811C9DC5
    for byte in text.encode():
        value = (value ^ byte) * 0x01000193 & _MASK
    value = (value ^ value >> 16) * 0x85EBCA6B & _MASK
    value = (value ^ value >> 13) * 0xC2B2AE35 & _MASK
    return value ^ value >> 16


def _arranged(chosen: Sequence[Drawable], seed: str) -> tuple[str, ...]:
    groups: dict[str, list[str]] = {}
    for question in sorted(chosen, key=lambda question: question.id):
        groups.setdefault(question.group or question.id, []).append(question.id)
    names = sorted(groups)
    return tuple(id for place in order(f"{seed}|order", names) for id in groups[names[place]])
