"""What to look for: the words of everything hidden, without what may be shown anyway."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from kb.library import Hidden

Words = tuple[str, ...]

CHUNK = 6
"""Hidden sentences are looked for in runs of this many words, so that an excerpt that cuts a sentence is found too."""

_SHORTEST = 4
_WORD = re.compile(r"\w+")
_SENTENCE = re.compile(r"(?<=[.!?…;:])\s+")
_IDENTIFIER = re.compile(r"\b[A-Za-z0-9_][\w.-]{4,}(?<=[A-Za-z0-9_])")
_DIGIT = re.compile(r"\d")
_LETTER = re.compile(r"[^\W\d]")
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "`": "'", "\u00ad": None, "\u0301": None})
_FOLDED = re.compile("[’ʼ‘`\u00ad\u0301]")


Run = tuple[Words, int]
"""Words that hide, and the place of what they are of in `Needles.hidden`."""


@dataclass
class Needles:
    """`runs` are found anywhere, by their first three words; `whole` only where they are all of a text; `names` are
    identifiers; `paths` are pages and files. Numbers are places in `hidden`."""

    hidden: Sequence[Hidden] = ()
    runs: dict[Words, list[Run]] = field(default_factory=dict)
    whole: dict[Words, int] = field(default_factory=dict)
    names: dict[str, int] = field(default_factory=dict)
    paths: dict[str, int] = field(default_factory=dict)
    _contacts: set[Words] = field(default_factory=set)
    """Those of `whole` that are names of channels and the like: any visible text that holds one shows it anyway."""

    def __bool__(self) -> bool:
        return bool(self.runs or self.whole or self.names or self.paths)

    def add(self, hidden: Hidden, number: int) -> None:
        """`number` is its place in `self.hidden`."""
        if hidden.kind == "path":
            self.paths.setdefault(hidden.text, number)
            return
        if hidden.kind == "id":
            self.names.setdefault(hidden.text.lower(), number)
            return
        for name in names_of(hidden.text):
            self.names.setdefault(name, number)
        words = words_of(hidden.text)
        if hidden.kind == "contact" and words:
            # A number or an address is wrong in the midst of a text, too, and shorter than a sentence
            if len(words) < 3:
                self.whole.setdefault(words, number)
                self._contacts.add(words)
            else:
                self.runs.setdefault(words[:3], []).append((words, number))
            return
        if hidden.kind in ("title", "heading", "symptom") and len(words) < _SHORTEST:
            if len(words) > 1 or hidden.kind == "title":
                self.whole.setdefault(words, number)
            return
        for run in _runs(hidden.text):
            entries = self.runs.setdefault(run[:3], [])
            if all(known != run for known, _ in entries):
                entries.append((run, number))

    def forgive(self, texts: Iterable[str], paths: Iterable[str]) -> None:
        """Take out what may be shown: the visible texts hold it too."""
        for path in paths:
            self.paths.pop(path, None)
        for text in texts if self else ():
            words = words_of(text)
            self.whole.pop(words, None)
            for short in [key for key in self._contacts if _holds(words, key)]:
                self._contacts.discard(short)
                self.whole.pop(short, None)
            for name in names_of(text):
                self.names.pop(name, None)
            for place, run in list(find_runs(words, self)):
                key = words[place : place + 3]
                left = [entry for entry in self.runs.get(key, ()) if entry[0] != run]
                if left:
                    self.runs[key] = left
                else:
                    self.runs.pop(key, None)


def build_needles(hidden: Iterable[Hidden], visible: Iterable[str], visible_paths: Iterable[str]) -> Needles:
    """Needles for one visibility. `visible` are all texts it may show, in every language, with the interface's words."""
    needles = Needles(tuple(hidden))
    for number, piece in enumerate(needles.hidden):
        needles.add(piece, number)
    needles.forgive(visible, visible_paths)
    return needles


def words_of(text: str) -> Words:
    """Words in lower case, apostrophes folded, without punctuation."""
    if not text.isascii() and _FOLDED.search(text):
        text = text.translate(_APOSTROPHES)
    return tuple(_WORD.findall(text.casefold()))


def names_of(text: str) -> set[str]:
    """Identifiers in a text: words with both a digit and something else, such as CANARY-000123 or srv-mail01."""
    if not _DIGIT.search(text):
        return set()
    return {name.lower() for name in _IDENTIFIER.findall(text) if _DIGIT.search(name) and _LETTER.search(name)}


def find_runs(words: Words, needles: Needles) -> Iterator[tuple[int, Words]]:
    """Places where a hidden run of words stands."""
    runs = needles.runs
    if runs.keys().isdisjoint(zip(words, words[1:], words[2:], strict=False)):
        return  # nearly always, and quicker than to look at each
    for place, key in enumerate(zip(words, words[1:], words[2:], strict=False)):
        for run, _ in runs.get(key, ()):
            if words[place : place + len(run)] == run:
                yield place, run


def _holds(words: Words, few: Words) -> bool:
    """Whether one or two words stand somewhere among others, in this order."""
    return few[0] in words and any(words[i : i + len(few)] == few for i, word in enumerate(words) if word == few[0])


def _runs(text: str) -> Iterator[Words]:
    for sentence in _SENTENCE.split(text):
        words = words_of(sentence)
        for start in range(0, len(words), CHUNK):
            run = words[start : start + CHUNK]
            if len(run) >= _SHORTEST:
                yield run
