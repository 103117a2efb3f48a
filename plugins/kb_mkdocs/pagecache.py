"""Rendered pages of one edition, kept from one build to the next in `.kb-cache/pages/`.

An entry is only used when the mark of everything that it was made of is the same (`rendering`): a cache that is old, from
elsewhere or broken costs time, never a wrong page. SQLite keeps it whole when a build is killed, and lets several builds use
it at once. Only what the last build of the edition used is kept, so it does not grow.
"""

from __future__ import annotations

import hashlib
import json
import platform
import site
import sysconfig
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import kb
from kb.edition import Edition
from kb.sources.kept import KeptApart

FORMAT = "1"


Log = tuple[tuple[str, int, str], ...]
"""Logger, level and text of what was said."""


@dataclass(frozen=True)
class Kept:
    """A rendered page. `mark` is of all that is known before rendering, `asked` what was asked of the files meanwhile."""

    mark: str
    asked: tuple[tuple[str, str | None], ...]
    html: str
    toc: Any
    title: str | None
    anchors: tuple[str, ...]
    links: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    log: Log

    def to_json(self) -> str:
        return json.dumps(
            [self.mark, self.asked, self.html, self.toc, self.title, self.anchors, self.links, self.log],
            ensure_ascii=False,
            separators=(",", ":"),
        )

    @classmethod
    def from_json(cls, text: str) -> Kept:
        """ValueError, TypeError or KeyError when it is of another form."""
        mark, asked, html, toc, title, anchors, links, log = json.loads(text)
        return cls(
            mark,
            tuple((path, url) for path, url in asked),
            html,
            toc,
            title,
            tuple(anchors),
            tuple((uri, tuple((a, b) for a, b in found)) for uri, found in links),
            tuple((name, level, said) for name, level, said in log),
        )


class PageCache:
    """Entries by page; `version` stands for all that is the same for every page."""

    def __init__(self, folder: Path | None, edition: Edition, configuration: str, few: bool = False) -> None:
        """No folder: nothing is kept. `configuration` is what the site is configured with, as text. `few`: for a program that
        replaces a few pages, and never saves."""
        name = edition.path.replace("/", "-") + (f"-{edition.audience}" if edition.audience else "")
        self._table = KeptApart(folder / "pages" / f"{name}.sqlite", few) if folder else None
        self.version = _digest(FORMAT, programs(), edition.path, edition.audience or "", configuration)

    def get(self, uri: str) -> Kept | None:
        text = self._table.get(uri, self.version) if self._table else None
        if text is None:
            return None
        with suppress(ValueError, TypeError, KeyError):
            return Kept.from_json(text)
        return None

    def keep(self, uri: str, kept: str) -> None:
        """A rendered page as text (`Kept.to_json`)."""
        if self._table:
            self._table.keep(uri, self.version, kept)

    def still(self, uri: str) -> None:
        """The page was made of what is kept already."""
        if self._table:
            self._table.still(uri)

    def replace(self, uri: str, kept: Kept) -> None:
        """At once, and nothing else changes: the page was given another text where it is published."""
        if self._table:
            self._table.put(uri, self.version, kept.to_json())

    def save(self) -> None:
        """Keep what this build used, and nothing else."""
        if self._table:
            self._table.finish()


def programs() -> str:
    """Stands for the versions of everything that renders: Python, every installed distribution, and our own files."""
    seen = hashlib.blake2b(digest_size=16)
    seen.update(f"{platform.python_version()}\n".encode())
    folders = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib"), *site.getsitepackages()}
    for folder in sorted(folders):
        with suppress(OSError):
            names = sorted(path.name for path in Path(folder).glob("*.*-info"))
            seen.update("\n".join(names).encode())
    for root in (Path(kb.__file__).parent, Path(__file__).parent):
        for path in sorted(root.rglob("*.py")):
            seen.update(path.read_bytes())
    return seen.hexdigest()


def _digest(*texts: str) -> str:
    return hashlib.blake2b("\0".join(texts).encode(), digest_size=16).hexdigest()
