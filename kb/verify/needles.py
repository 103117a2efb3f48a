"""What to look for: the words of everything hidden, without what may be shown anyway."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import filterfalse

from kb.library import Hidden

Words = tuple[str, ...]

CHUNK = 6
"""Hidden sentences are looked for in runs of this many words, so that an excerpt that cuts a sentence is found too."""

_SHORTEST = 4
_WORD = re.compile(r"\w+")
_SENTENCE = re.compile(r"(?<=[.!?…;:])\s+")
_IDENTIFIER = re.compile(r"\b[A-Za-z0-9_][\w.-]{4,}(?<=[A-Za-z0-9_])")
_DIGIT = re.compile(r"\d")
_CORE = re.compile(rb"\d")
_LETTER = re.compile(r"[^\W\d]")
_APOSTROPHES = (("’", "'"), ("ʼ", "'"), ("‘", "'"), ("`", "'"), ("\u00ad", ""), ("\u0301", ""))
_MARKS = "—–«»…“”„•·№→"
_WORDS = bytes(code if code > 127 or chr(code).isalnum() or code == 95 else 32 for code in range(256))
_ASCII = bytes(code if code < 128 and (chr(code).isalnum() or code == 95) else 32 for code in range(256)).lower()
_FEW = 200


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
    contacts: set[Words] = field(default_factory=set)
    """Those of `whole` that are names of channels and the like: any visible text that holds one shows it anyway."""
    shown: Set[int] = frozenset()
    """Hashes of texts that may be shown, so none of these needles is in one. Of this process and those it forks."""

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
        if hidden.kind != "text":
            words = words_of(hidden.text)
            if hidden.kind == "contact" and words:
                # A number or an address is wrong in the midst of a text, too, and shorter than a sentence
                if len(words) < 3:
                    self.whole.setdefault(words, number)
                    self.contacts.add(words)
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

    def whole_of(self, words: Words) -> int | None:
        """The place of what is hidden, where that is all of a text."""
        return self.whole.get(words)

    def runs_in(self, words: Words) -> Iterator[Run]:
        """Hidden runs that stand among these words."""
        if self.runs.keys().isdisjoint(zip(words, words[1:], words[2:], strict=False)):
            return  # nearly always, and quicker than to look at each
        for place, key in enumerate(zip(words, words[1:], words[2:], strict=False)):
            for run, number in self.runs.get(key, ()):
                if words[place : place + len(run)] == run:
                    yield run, number


def words_of(text: str) -> Words:
    """Words in lower case, apostrophes folded, without punctuation."""
    if len(text) < _FEW:
        return tuple(_WORD.findall(folded(text)))
    text = folded(text)
    if not text.isascii():
        for mark in _MARKS:
            text = text.replace(mark, " ")
    words = _split(text)
    # The same as above, and twice as quick; what is no word is found by what is left over
    odd = {char for char in set("".join(filterfalse(str.isalnum, words))) if not char.isalnum() and char != "_"}
    if odd:
        for char in odd:
            text = text.replace(char, " ")
        words = _split(text)
    return tuple(words)


def _split(text: str) -> list[str]:
    """At white space and at all of ASCII that is no word."""
    return text.encode("utf-8", "surrogatepass").translate(_WORDS).decode("utf-8", "surrogatepass").split()


def folded(text: str) -> str:
    """In lower case, with one apostrophe, and without what is inside words and can't be seen."""
    if not text.isascii():
        for written, read in _APOSTROPHES:
            text = text.replace(written, read)
    return text.casefold()


def names_of(text: str) -> set[str]:
    """Identifiers in a text: words with both a digit and something else, such as CANARY-000123 or srv-mail01."""
    if not _DIGIT.search(text):
        return set()
    return {name.lower() for name in _IDENTIFIER.findall(text) if _DIGIT.search(name) and _LETTER.search(name)}


def by_core(names: Iterable[str]) -> dict[bytes, list[str]]:
    """Names by their longest part that has a digit and is of ASCII: where the name stands, this part stands, too."""
    cores: dict[bytes, list[str]] = {}
    for name in names:
        cores.setdefault(max(filter(_CORE.search, _ascii_parts(name)), key=len, default=b""), []).append(name)
    return cores


def may_name(text: str, cores: Mapping[bytes, Sequence[str]]) -> bool:
    """Whether one of the names with these cores may stand in a text; much quicker than to find the names in it."""
    if not cores:
        return False
    there = cores.keys() & set(filterfalse(bytes.isalpha, _ascii_parts(text)))
    if there:
        lower = text.lower()
        if any(name in lower for core in there for name in cores[core]):
            return True
    # Lower case of these two letters is of ASCII, and they are not
    return b"" in cores or "\u212a" in text or "\u0130" in text


def _ascii_parts(text: str) -> list[bytes]:
    return text.encode("utf-8", "replace").translate(_ASCII).split()


def _runs(text: str) -> Iterator[Words]:
    for sentence in _SENTENCE.split(text):
        words = words_of(sentence)
        for start in range(0, len(words), CHUNK):
            run = words[start : start + CHUNK]
            if len(run) >= _SHORTEST:
                yield run
