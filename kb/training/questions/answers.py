"""Whether an answer is right. `theme_overrides/assets/kb/academy/answers.js` does the same; `tests/training/answers.yml`
holds both to it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

_APOSTROPHES = str.maketrans(dict.fromkeys("’ʼ‘`´", "'"))
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
_NUMBER = re.compile(r"[+-]?(\d+(?:\.\d*)?|\.\d+)", re.ASCII)


@dataclass(frozen=True)
class Mark:
    """`right` is all or nothing; `points` of `of` is the part that was right, for exams that count parts."""

    points: int
    of: int

    @property
    def right(self) -> bool:
        return self.points == self.of


def mark_choice(rights: Sequence[bool], chosen: Sequence[int]) -> Mark:
    """Single and multiple choice. A part: right choices less wrong ones, never below nothing, so that choosing
    everything gains nothing."""
    picked = set(chosen)
    hits = sum(1 for place, right in enumerate(rights) if right and place in picked)
    misses = sum(1 for place, right in enumerate(rights) if not right and place in picked)
    return Mark(max(0, hits - misses), sum(rights))


def mark_truth(truth: bool, said: bool | None) -> Mark:
    """True or false; None is no answer."""
    return Mark(int(said is truth), 1)


def mark_short(accept: Sequence[str], said: str) -> Mark:
    """A text: the same as one of those accepted, once both are `plain`."""
    return Mark(int(bool(plain(said)) and plain(said) in {plain(text) for text in accept}), 1)


def mark_number(number: float, tolerance: float, unit: str, said: str) -> Mark:
    """A number, give or take; the unit may stand behind it."""
    value = number_in(said, unit)
    # A hair more than the tolerance: 0.3 is not three times 0.1 for a computer
    slack = tolerance + 1e-9 * max(1.0, abs(number))
    return Mark(int(value is not None and abs(value - number) <= slack), 1)


def mark_order(said: Sequence[int]) -> Mark:
    """Ordering, and matching alike: for each place the item that was put there. A part: items in their own place."""
    return Mark(sum(1 for place, item in enumerate(said) if place == item), len(said))


def plain(text: str) -> str:
    """What counts of a short answer: not the case, the spaces, the form of apostrophes and dashes, nor a full stop at
    the end. Letters are letters: е is not є."""
    folded = unicodedata.normalize("NFC", text).lower().translate(_APOSTROPHES).translate(_DASHES)
    joined = " ".join(folded.split())
    return joined.rstrip(".!; ") or joined


def number_in(text: str, unit: str = "") -> float | None:
    """`1 024,5 ms` → 1024.5. A comma is a point, a space between groups of three is none; None when it is no number."""
    said = plain(text).replace(",", ".")
    if unit and said.endswith(plain(unit).replace(",", ".")):
        said = said[: -len(plain(unit))].rstrip()
    said = re.sub(r"(?<=\d) (?=\d{3}(?!\d))", "", said)
    return float(said) if _NUMBER.fullmatch(said) else None
