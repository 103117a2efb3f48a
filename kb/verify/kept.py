"""Needles as text, to be used again by a program that has not read the library."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import overload

from kb.library import Hidden
from kb.verify.needles import Needles


def needles_to_text(needles: Needles) -> str:
    """Two lines of JSON: what to look for, and where it is from. A needle knows its place, not the text around it."""
    used = sorted(
        {number for runs in needles.runs.values() for _, number in runs}
        | {*needles.whole.values(), *needles.names.values(), *needles.paths.values()}
    )
    numbers = {old: new for new, old in enumerate(used)}
    runs = [run for found in needles.runs.values() for run in found]
    sought = (
        [" ".join(words) for words, _ in runs],
        [numbers[number] for _, number in runs],
        [(" ".join(words), numbers[number]) for words, number in needles.whole.items()],
        {name: numbers[number] for name, number in sorted(needles.names.items())},
        {path: numbers[number] for path, number in needles.paths.items()},
    )
    places = [(needles.hidden[n].path, needles.hidden[n].line, needles.hidden[n].kind) for n in used]
    return "\n".join(json.dumps(part, ensure_ascii=False, separators=(",", ":")) for part in (sought, places))


def needles_from_text(text: str) -> Needles:
    """ValueError, TypeError or KeyError when it is of another form."""
    first, _, second = text.partition("\n")
    runs, numbers, whole, names, paths = json.loads(first)
    needles = Needles(_Places(second), names=names, paths=paths)
    needles.whole = {tuple(words.split(" ")): number for words, number in whole}
    for line, number in zip(runs, numbers, strict=True):
        words = tuple(line.split(" "))
        entries = needles.runs.get(words[:3])
        if entries is None:
            needles.runs[words[:3]] = [(words, number)]
        else:
            entries.append((words, number))
    return needles


class _Places(Sequence[Hidden]):
    """Read only when something was found, which is nearly never."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._hidden: tuple[Hidden, ...] | None = None

    @overload
    def __getitem__(self, place: int) -> Hidden: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Hidden]: ...
    def __getitem__(self, place: int | slice) -> Hidden | Sequence[Hidden]:
        if self._hidden is None:
            self._hidden = tuple(Hidden(path, line, kind, "") for path, line, kind in json.loads(self._text))
        return self._hidden[place]

    def __len__(self) -> int:
        return len(json.loads(self._text))
