"""Hold the files of a finished site against the needles."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from kb.problem import Problem
from kb.verify.needles import Needles, find_runs, names_of, words_of
from kb.verify.reading import (
    Attribute,
    Line,
    Said,
    Unreadable,
    addresses_in,
    decode,
    is_page,
    may_end,
    pieces,
    read_file,
    resolved,
    said_in,
    unseen,
    whole_lines,
)

MANY, SHORT = 100_000, 200
"""So many lines and texts of pages, up to that length, are remembered as looked into."""


@dataclass(frozen=True)
class SiteFile:
    """`path` is from the root of the visibility: `uk/network/vpn/index.html`. `shown` is how to call it in a problem."""

    path: str
    shown: str
    data: bytes


def verify_site(
    files: Iterable[SiteFile], needles: Needles, hidden_assets: dict[str, str], known: frozenset[str]
) -> tuple[Problem, ...]:
    """Problems for everything hidden that shows.

    `hidden_assets` maps the SHA-256 of each file that may not be published to its path; `known` holds the SHA-256 of
    binary files that may.
    """
    scan = _Scan(needles)
    problems: list[Problem] = []
    for file in files:
        digest = hashlib.sha256(file.data).hexdigest()
        if digest in hidden_assets:
            problems.append(
                Problem(
                    file.shown,
                    0,
                    0,
                    "KB902",
                    f"this is the hidden file {hidden_assets[digest]}",
                    "see which page or plugin brought it in",
                )
            )
        found: dict[int, str] = {}
        scan.path(file.path, found)
        if digest not in known:
            try:
                scan.file(file.path, file.data, found)
            except Unreadable:
                problems.append(
                    Problem(
                        file.shown,
                        0,
                        0,
                        "KB903",
                        "the file can't be looked into",
                        "publish only files that articles use, or add it to `keep_assets`",
                    )
                )
        for number, text in found.items():
            hidden = needles.hidden[number]
            problems.append(
                Problem(
                    file.shown,
                    0,
                    0,
                    "KB901",
                    f'shows the {hidden.kind} "{text[:80]}" of {hidden.path}:{hidden.line}',
                    "nothing of this edition was published; see which page or plugin brought it in",
                )
            )
    return tuple(problems)


class _Scan:
    """Looks at each text once, however many pages repeat it."""

    def __init__(self, needles: Needles) -> None:
        self._needles = needles
        self._clean: set[int] = set()  # hashes of texts without a finding: the texts themselves would fill the memory
        self._lines: dict[str, Line] = {}
        self._attributes: set[Attribute] = set()
        self._texts: set[str] = set()
        self._tails = frozenset(
            tail for path in needles.paths for tail in path.removesuffix("/index").rsplit("/", 1)[-1:]
        )

    def file(self, path: str, data: bytes, found: dict[int, str]) -> None:
        """Unreadable where the file is opaque."""
        if not is_page(path, data):
            for said in read_file(path, data):
                self.said(said, found)
            return
        text = decode(data)
        rest, elsewhere = unseen(text, self._lines)
        for address in {*elsewhere, *addresses_in(rest)}:
            if may_end(address, self._tails):
                self._address(resolved(path, address), found)
        attributes, texts = pieces(rest)
        before = len(found)
        for said in said_in(attributes - self._attributes, texts - self._texts):
            self.said(said, found)
        if len(found) == before and len(self._lines) + len(self._texts) < MANY:
            self._lines.update(whole_lines(rest, self._tails))
            self._attributes.update(attributes)
            self._texts.update(text for text in texts if len(text) < SHORT)

    def path(self, path: str, found: dict[int, str]) -> None:
        self._address(path.removesuffix(".gz").removesuffix("/index.html").removesuffix(".html"), found)
        for name in names_of(path):
            if name in self._needles.names:
                found.setdefault(self._needles.names[name], name)

    def said(self, said: Said, found: dict[int, str]) -> None:
        if said.address:
            self._address(said.address, found)
        text = said.text.strip()
        if not text:
            return
        key = hash(text)
        if key in self._clean:
            return
        hits = tuple(self._hits(text))
        if not hits:
            self._clean.add(key)
        for hidden, shown in hits:
            found.setdefault(hidden, shown)

    def _address(self, address: str, found: dict[int, str]) -> None:
        key = address.partition("/")[2]  # without the language folder
        for candidate in (address, key):
            for path in (candidate, candidate + "/index"):
                if path in self._needles.paths:
                    found.setdefault(self._needles.paths[path], candidate)
                    break

    def _hits(self, text: str) -> Iterable[tuple[int, str]]:
        words = words_of(text)
        whole = self._needles.whole.get(words)
        if whole is not None:
            yield whole, text
        for place, run in find_runs(words, self._needles):
            hidden = next(h for known, h in self._needles.runs[words[place : place + 3]] if known == run)
            yield hidden, " ".join(run)
        for name in names_of(text):
            if name in self._needles.names:
                yield self._needles.names[name], name
