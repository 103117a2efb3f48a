"""Needles as bytes, to be used again by a program that has not read the library. They are looked for where they lie: there may
be very many of them, and a few files need next to none."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from kb.library import Hidden
from kb.verify.needles import Needles, Run, Words


def needles_to_bytes(needles: Needles) -> bytes:
    """What to look for, and where it is from: a needle knows its place, not the text around it.

    Two lines of JSON (the second holds the places), then the three words with which each run begins, line by line, and
    then the runs with the numbers of their places, in order.
    """
    used = sorted(
        {number for runs in needles.runs.values() for _, number in runs}
        | {*needles.whole.values(), *needles.names.values(), *needles.paths.values()}
    )
    numbers = {old: new for new, old in enumerate(used)}
    keys = b"\n".join(sorted(map(_line, needles.runs)))
    found = (_line(words) + b"\t%d" % numbers[n] for runs in needles.runs.values() for words, n in runs)
    head = (
        len(keys),
        {" ".join(words): numbers[number] for words, number in needles.whole.items()},
        {name: numbers[number] for name, number in sorted(needles.names.items())},
        {path: numbers[number] for path, number in needles.paths.items()},
    )
    places = [(needles.hidden[n].path, needles.hidden[n].line, needles.hidden[n].kind) for n in used]
    return b"\n".join((_json(head), _json(places), keys, b"\n".join(sorted(found))))


class KeptNeedles:
    """For `kb.verify.verify_few`. ValueError, TypeError or IndexError when the bytes are of another form."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        end = data.index(b"\n")
        self._keys_from = data.index(b"\n", end + 1) + 1
        size, self._whole, names, paths = json.loads(data[:end])
        self._places = end + 1
        self._runs_from = self._keys_from + int(size) + 1
        if data[self._runs_from - 1 : self._runs_from] != b"\n":
            raise ValueError(size)
        self.names: Mapping[str, int] = names
        self.paths: Mapping[str, int] = paths
        keys = data[self._keys_from : self._runs_from - 1]
        self._keys = frozenset(keys.split(b"\n") if keys else ())

    @cached_property
    def hidden(self) -> Sequence[Hidden]:
        """Read only when something was found, which is nearly never."""
        places = json.loads(self._data[self._places : self._keys_from])
        return tuple(Hidden(path, line, kind, "") for path, line, kind in places)

    def whole_of(self, words: Words) -> int | None:
        """The place of what is hidden, where that is all of a text."""
        number = self._whole.get(" ".join(words))
        return None if number is None else int(number)

    def runs_in(self, words: Words) -> Iterator[Run]:
        """Hidden runs that stand among these words."""
        threes = list(map(_line, zip(words, words[1:], words[2:], strict=False)))
        if self._keys.isdisjoint(threes):
            return
        for place, three in enumerate(threes):
            if three in self._keys:
                for run, number in self._beginning(three):
                    if words[place : place + len(run)] == run:
                        yield run, number

    @cached_property
    def _runs(self) -> list[bytes]:
        return self._data[self._runs_from :].split(b"\n")

    def _beginning(self, three: bytes) -> Iterator[Run]:
        for begin in (three + b"\t", three + b" "):
            for place in range(bisect_left(self._runs, begin), len(self._runs)):
                if not self._runs[place].startswith(begin):
                    break
                run, _, number = self._runs[place].partition(b"\t")
                yield tuple(run.decode("utf-8", "surrogatepass").split(" ")), int(number)


def _line(words: Words) -> bytes:
    return " ".join(words).encode("utf-8", "surrogatepass")


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
