"""What is known of the files of an edition where they are published, so that a build writes only those that differ.

A file counts only while its size, time and number (inode) are those that it was published with. Whoever changes, adds or
removes a file there, or breaks off a build in the midst of publishing, costs the next build some work, and nothing else.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from kb.edition import Edition
from kb.sources.verified import fingerprint
from kb.sources.verifying import Staying

FORMAT = 1

Stamp = tuple[int, int, int]
"""Size, time of the last change (ns) and inode."""


def publishing_mark(cache: Path, edition: Edition) -> Path:
    """Exists while files are being put into a published edition one by one, and after that was broken off."""
    return cache / "publishing" / edition.path.replace("/", "-")


@dataclass(frozen=True)
class Remembered:
    """A file as it was published; `mark` is of its path and bytes."""

    stamp: Stamp
    mark: str


@dataclass
class PublishedEdition:
    """An edition's folder as it is: `files` are those that lie there as they were put, `there` is all that lies there,
    `pages` the digests of what pages show, by the path of their source.

    And as it will be: `kept` are files that stay, `marks` those of files that are written, as far as they are known, and
    `shown` what their pages show.
    """

    folder: Path
    place: Path
    version: str
    files: dict[str, Remembered] = field(default_factory=dict)
    there: frozenset[str] = frozenset()
    pages: Mapping[str, str] = field(default_factory=dict)
    kept: set[str] = field(default_factory=set)
    marks: dict[str, str] = field(default_factory=dict)
    shown: dict[str, str] = field(default_factory=dict)
    whole: bool = False
    """Whether the folder holds what was put there, and nothing else."""
    renamed: dict[str, str] = field(default_factory=dict)
    """Folders that get another name when this is published: the new one, and the one that they have. `files`, `there` and
    `kept` know them by the new one."""

    @property
    def known(self) -> bool:
        """Whether it is worth building beside it: otherwise the whole edition is built and takes its place."""
        return bool(self.files)

    def keep(self, path: str, mark: str | None = None) -> bool:
        """Leave a file where it is, if it is there and (where a mark is given) has these bytes."""
        found = self.files.get(path)
        if found is None or (mark is not None and found.mark != mark):
            return False
        self.kept.add(path)
        return True

    def rename(self, before: str, after: str) -> None:
        """A folder gets another name when this is published."""

        def called(path: str) -> str:
            return f"{after}{path[len(before) :]}" if path.startswith(f"{before}/") else path

        self.files = {called(path): found for path, found in self.files.items()}
        self.there = frozenset(called(path) for path in self.there)
        self.renamed[after] = before

    def _now(self, path: str) -> str:
        """What the file is called until this is published."""
        for after, before in self.renamed.items():
            if path.startswith(f"{after}/"):
                return before + path[len(after) :]
        return path

    @property
    def staying(self) -> Staying:
        """What this build leaves, for the verification."""
        return Staying(
            self.folder, {self._now(path): bytes.fromhex(self.files[path].mark) for path in sorted(self.kept)}
        )

    def still_there(self) -> bool:
        """Whether what is to be left was touched meanwhile."""
        return all(_stamp(self.folder / self._now(path)) == self.files[path].stamp for path in self.kept)

    def remember(self, stage: Path) -> Difference:
        """Write down what the folder will hold: what is kept, and what is staged."""
        files: dict[str, tuple[Stamp, str]] = {p: (self.files[p].stamp, self.files[p].mark) for p in sorted(self.kept)}
        for path, stamp in sorted(_look(stage).items()):
            files[path] = (stamp, self.marks.get(path) or mark_of(path, (stage / path).read_bytes()))
        said = [FORMAT, self.version, str(self.folder), files, self.shown]
        beside = self.place.with_name(f"{self.place.name}.{os.getpid()}")
        with suppress(OSError):
            self.place.parent.mkdir(parents=True, exist_ok=True)
            beside.write_text(json.dumps(said, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
        gone = tuple(sorted(self.there - files.keys())) if self.known else ()
        names = tuple((before, after) for after, before in self.renamed.items()) if self.known else ()
        return Difference(self.known, gone, beside, self.place, names)


class Difference(NamedTuple):
    """How a build comes to its place: where it is `known` what lies there, only the difference was built. `beside` holds
    what will be known of it then."""

    known: bool
    gone: tuple[str, ...]
    beside: Path
    place: Path
    renamed: tuple[tuple[str, str], ...] = ()

    def confirm(self) -> None:
        """It is published now."""
        with suppress(OSError):
            self.beside.replace(self.place)

    def forget(self) -> None:
        """It will not be, or was confirmed."""
        with suppress(OSError):
            self.beside.unlink(missing_ok=True)


def published(cache: Path, edition: Edition, folder: Path, version: str) -> PublishedEdition:
    """What is known of the folder, made by the same version."""
    name = edition.path.replace("/", "-") + (f"-{edition.audience}" if edition.audience else "")
    version = f"{version} {_templates()}"
    found = PublishedEdition(folder, cache / "pages" / f"{name}.published.json", version)
    if publishing_mark(cache, edition).exists():
        return found
    with suppress(OSError, ValueError, TypeError, LookupError):
        *made, files, pages = json.loads(found.place.read_text(encoding="utf-8"))
        if made == [FORMAT, version, str(folder)]:
            there = _look(folder)
            found.files = {
                path: Remembered((size, written, inode), mark)
                for path, ((size, written, inode), mark) in files.items()
                if there.get(path) == (size, written, inode)
            }
            found.there, found.pages = frozenset(there), dict(pages)
            found.whole = len(found.files) == len(files) == len(there)
    return found


def _templates() -> str:
    """Stands for our templates; those of Material belong to an installed distribution."""
    from kb_mkdocs.door import theme_dir  # noqa: PLC0415 - imports MkDocs, which only workers need

    seen = hashlib.blake2b(digest_size=16)
    for path in sorted(theme_dir().rglob("*.html")):
        seen.update(path.read_bytes() + b"\0")
    return seen.hexdigest()


def staged(stage: Path) -> list[str]:
    """Paths of all files below a folder."""
    return sorted(_look(stage))


def mark_of(path: str, data: bytes) -> str:
    """Of a file's path and bytes; the verification knows it by the same."""
    return fingerprint(path, data).hex()


def _look(folder: Path) -> dict[str, Stamp]:
    found: dict[str, Stamp] = {}
    waiting = [(str(folder), "")]
    while waiting:
        place, below = waiting.pop()
        with os.scandir(place) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append((entry.path, f"{below}{entry.name}/"))
                else:
                    seen = entry.stat(follow_symlinks=False)
                    found[below + entry.name] = (seen.st_size, seen.st_mtime_ns, seen.st_ino)
    return found


def _stamp(path: Path) -> Stamp | None:
    try:
        seen = path.lstat()
    except OSError:
        return None
    return seen.st_size, seen.st_mtime_ns, seen.st_ino
