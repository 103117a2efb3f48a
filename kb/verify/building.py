"""Make needles: the words of everything hidden, without what may be shown anyway."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kb.library import Hidden
from kb.verify.needles import Needles, Words, names_of, words_of
from kb.verify.screen import BETWEEN, MARK, Screen

_BATCH = 20_000
_SHORT = 100
_MANY_WORDS = re.compile(r"\w+\W+\w+\W+\w+\W+\w")
"""More than those that are looked for only where they are all of a text."""


def build_needles(
    hidden: Iterable[Hidden], visible: Iterable[str], visible_paths: Iterable[str], alone: Iterable[str] = ()
) -> Needles:
    """Needles for one visibility. `visible` are all texts it may show, in every language, with the interface's words;
    `alone` are parts of them that also stand alone, such as the cells of a table."""
    needles = Needles(tuple(hidden))
    for number, piece in enumerate(needles.hidden):
        needles.add(piece, number)
    for path in visible_paths:
        needles.paths.pop(path, None)
    if needles:
        shown: set[int] = set()
        _forgive(needles, visible, shown)
        _forgive_alone(needles, alone, shown)
        needles.shown = shown
    return needles


def _forgive(needles: Needles, visible: Iterable[str], shown: set[int]) -> None:
    """Take out what may be shown: the visible texts hold it too."""
    screen = Screen(needles)
    for texts in _batches(visible):
        shown.update(hash(text.strip()) for text in texts)
        text = BETWEEN.join(texts)
        words = (MARK, *words_of(text), MARK)
        for found in list(screen.found(words)):
            if MARK in found:
                continue
            needles.whole.pop(found, None)
            left = [entry for entry in needles.runs.get(found[:3], ()) if entry[0] != found]
            if left:
                needles.runs[found[:3]] = left
            else:
                needles.runs.pop(found[:3], None)
        for short in _held(needles, words):
            needles.contacts.discard(short)
            needles.whole.pop(short, None)
        if screen.named(text):
            for name in names_of(text):
                needles.names.pop(name, None)


def _forgive_alone(needles: Needles, alone: Iterable[str], shown: set[int]) -> None:
    """Parts of visible texts: what matters is only whether one is all of a text."""
    for text in set(alone):
        if len(text) < _SHORT or _MANY_WORDS.search(text):
            shown.add(hash(text.strip()))
        if needles.whole and len(text) < _SHORT:
            needles.whole.pop(words_of(text), None)


def _held(needles: Needles, words: Words) -> list[Words]:
    """Contacts that stand somewhere in a text."""
    there = set(words) if needles.contacts else ()
    return [key for key in needles.contacts if key[0] in there and _holds(words, key)]


def _holds(words: Words, few: Words) -> bool:
    """Whether one or two words stand somewhere among others, in this order."""
    return any(words[i : i + len(few)] == few for i, word in enumerate(words) if word == few[0])


def _batches(texts: Iterable[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    size = 0
    for text in texts:
        batch.append(text.replace(MARK, " ") if MARK in text else text)
        size += len(text)
        if size > _BATCH:
            yield batch
            batch, size = [], 0
    yield batch
