"""Hold the files of a finished site against the needles."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from kb.problem import Problem
from kb.verify.kept import KeptNeedles
from kb.verify.needles import Needles, names_of, words_of
from kb.verify.pages import Pages
from kb.verify.reading import Opened, Said, Unreadable, opened, read, unslashed
from kb.verify.screen import Screen

_PART = 1000
_LONG, _MANY = 1000, 50_000
"""What is remembered of clean texts: no long ones, and not more than so many."""


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
    return _verified(files, _Scan(needles), hidden_assets, known)


def verify_few(
    files: Iterable[SiteFile], needles: KeptNeedles, hidden_assets: dict[str, str], known: frozenset[str]
) -> tuple[Problem, ...]:
    """The same for a few files, with needles that were kept: each file is looked into closely at once."""
    return _verified(files, _Close(needles), hidden_assets, known)


def _verified(
    files: Iterable[SiteFile], scan: _Close, hidden_assets: dict[str, str], known: frozenset[str]
) -> tuple[Problem, ...]:
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
            hidden = scan.needles.hidden[number]
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


class _Close:
    """Looks into files closely."""

    def __init__(self, needles: Needles | KeptNeedles) -> None:
        self.needles = needles
        self._last: Opened | None = None
        """The file before, where nothing was found: `sitemap.xml.gz` follows upon `sitemap.xml`."""
        self._clean: set[str] = set()
        """Texts in which nothing was found: neighbouring pages have most of theirs in common."""

    def file(self, path: str, data: bytes, found: dict[int, str]) -> None:
        """Unreadable where the file is opaque."""
        file = opened(path, data)
        if file == self._last or not self._may_show(file, data):
            return
        self._last = None
        for said in read(file, data):
            self._said(said, found)
        if not found and file.kind != "zip":
            self._last = file

    def path(self, path: str, found: dict[int, str]) -> None:
        self._address(path.removesuffix(".gz").removesuffix("/index.html").removesuffix(".html"), found)
        for name in names_of(path):
            if name in self.needles.names:
                found.setdefault(self.needles.names[name], name)

    def _may_show(self, file: Opened, data: bytes) -> bool:
        return True

    def _said(self, said: Said, found: dict[int, str]) -> None:
        self._address(said.address, found)
        text = said.text.strip()
        if text in self._clean:
            return
        hits = list(self._hits(text))
        for number, shown in hits:
            found.setdefault(number, shown)
        if not hits and len(text) < _LONG:
            if len(self._clean) > _MANY:
                self._clean.clear()
            self._clean.add(text)

    def _address(self, address: str, found: dict[int, str]) -> None:
        for path, candidate in self._leads(address):
            found.setdefault(self.needles.paths[path], candidate)

    def _leads(self, address: str) -> list[tuple[str, str]]:
        """(hidden path, what of the address is it) where an address is one of something hidden."""
        if not address or not self.needles.paths:
            return []
        candidates = (address, address.partition("/")[2])  # without the language folder
        pairs = ((path, c) for c in candidates for path in (c, f"{c}/index"))
        return [(path, c) for path, c in pairs if path in self.needles.paths]

    def _hits(self, text: str) -> Iterable[tuple[int, str]]:
        if not text:
            return
        words = words_of(text)
        whole = self.needles.whole_of(words)
        if whole is not None:
            yield whole, text
        for run, number in self.needles.runs_in(words):
            yield number, " ".join(run)
        for name in names_of(text):
            if name in self.needles.names:
                yield self.needles.names[name], name


class _Scan(_Close):
    """Looks quickly, and closely where the quick look does not say that nothing is there."""

    def __init__(self, needles: Needles) -> None:
        super().__init__(needles)
        self._any = bool(needles)
        self._screen = Screen(needles)
        self._pages = Pages(needles, self._screen, lambda address: bool(self._leads(address)))

    def _may_show(self, file: Opened, data: bytes) -> bool:
        if not self._any:
            return file.kind == "zip"  # only to see whether all of it can be read
        if file.kind == "page":
            return self._pages.may_show(file.path, file.text)
        if file.kind == "plain":
            return self._screen.plain(unslashed(file.text))
        said = read(file, data)
        while part := tuple(islice(said, _PART)):
            if any(self._leads(s.address) for s in part) or self._screen.texts(s.text for s in part):
                return True
        return False
