"""What is known of the files of an edition where they are published, so that a build writes only those that differ.

A file counts only while its size, time and number (inode) are those that it was published with. Whoever changes, adds or
removes a file there, or breaks off a build in the midst of publishing, costs the next whole build some work, and nothing
else.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Container, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from kb.edition import Edition
from kb.sources.verified import fingerprint
from kb.sources.verifying import Staying
from kb_mkdocs.placed import FORMAT, Change, Note, Row, Stamp, root_stamp


def publishing_mark(cache: Path, edition: Edition) -> Path:
    """Exists while files are being put into a published edition one by one, and after that was broken off."""
    return cache / "publishing" / edition.path.replace("/", "-")


def note_of(cache: Path, edition: Edition, folder: Path) -> Note:
    """The note of what is published of an edition in a folder."""
    name = edition.path.replace("/", "-") + (f"-{edition.audience}" if edition.audience else "")
    return Note(cache / "pages" / f"{name}.published.sqlite", folder)


@dataclass
class PublishedEdition:
    """An edition's folder as it is, and as it will be.

    A whole build has looked at every file, and says of each whether it stays (`keep`); what it neither keeps nor writes is
    removed. A build that knows the few files that it touches (`few`) has looked at nothing: files are looked at when it
    asks for them, all that it does not write stays, and it says what goes (`remove`).
    """

    folder: Path
    note: Note
    made: str
    few: bool = False
    number: str = ""
    """Of the state of the note; without it nothing is known."""
    whole: bool = False
    """Whether the folder holds what was put there, and nothing else, as far as that was looked at."""
    kept: set[str] = field(default_factory=set)
    """Files that stay, in a whole build."""
    marks: dict[str, str] = field(default_factory=dict)
    """Those of files that are written, as far as they are known."""
    shown: dict[str, str] = field(default_factory=dict)
    """What pages will show, by the path of their source: in a whole build all of which it is known, otherwise those that
    are written (empty where it is not known) or removed (empty)."""
    renamed: dict[str, str] = field(default_factory=dict)
    """Folders that get another name when this is published: the new one, and the one that they have. All paths here are by
    the new one."""
    _rows: dict[str, Row] = field(default_factory=dict)
    _there: frozenset[str] = frozenset()
    _files: dict[str, Row] = field(default_factory=dict)
    _pages: Mapping[str, str] = field(default_factory=dict)
    _removed: set[str] = field(default_factory=set)

    @property
    def known(self) -> bool:
        """Whether it is worth building beside it: otherwise the whole edition is built and takes its place."""
        return bool(self.number)

    def file(self, path: str) -> str:
        """The mark of a file, if it lies there as it was put; otherwise nothing."""
        if not self.few:
            row = self._files.get(path)
            return row.mark if row else ""
        now = self._now(path)
        row = self.note.row(now) if self.number and path not in self._removed else None
        return row.mark if row and stamps(self.folder, [now]) == {now: row.stamp} else ""

    def page(self, uri: str) -> str:
        """What a page shows where it is published; empty where that is not known."""
        if self.few:
            return self.note.shown(uri) if self.number else ""
        return self._pages.get(uri, "")

    def keep(self, path: str, mark: str | None = None) -> bool:
        """Leave a file where it is, if it is there and (where a mark is given) has these bytes."""
        found = self.file(path)
        if not found or (mark is not None and found != mark):
            return False
        self.kept.add(path)
        return True

    def keep_below(self, folder: str, but: Container[str]) -> None:
        """Leave all that lies there as it was put, but what is written or removed."""
        self.kept |= {path for path in self._files if path.startswith(folder) and path not in but}

    def remove(self, path: str) -> None:
        """It goes when this is published."""
        self.kept.discard(path)
        self._removed.add(path)

    def remove_below(self, folder: str) -> None:
        """What is not written anew goes; a whole build keeps nothing that it is not told to keep."""
        if self.few and self.number:
            for path in self.note.below(folder):
                self.remove(path)

    def left_alone(self, path: str) -> bool:
        """Whether nobody will look at a file, because this build touches others."""
        return self.few and path not in self._removed

    def stays(self, path: str) -> bool:
        """Whether a file that is published stays there."""
        return bool(self.file(path)) if self.few else path in self.kept

    def rename(self, before: str, after: str) -> None:
        """A folder gets another name when this is published."""

        def called(path: str) -> str:
            return f"{after}{path[len(before) :]}" if path.startswith(f"{before}/") else path

        self._rows = {called(path): row for path, row in self._rows.items()}
        self._files = {called(path): row for path, row in self._files.items()}
        self._there = frozenset(map(called, self._there))
        self.renamed[after] = before

    def _now(self, path: str) -> str:
        """What the file is called until this is published."""
        for after, before in self.renamed.items():
            if path.startswith(f"{after}/"):
                return before + path[len(after) :]
        return path

    @property
    def staying(self) -> Staying:
        """What this build leaves, for the verification. Where it is one of few files nothing is said here of the others:
        they were verified when they were published, and it has to know that no more than that is hidden now."""
        marks = {self._now(path): bytes.fromhex(self.file(path)) for path in sorted(self.kept)}
        return Staying(self.folder, marks, self.few)

    def still_there(self) -> bool:
        """Whether what is to be left is as it was when this build began."""
        if not self.known:
            return True
        state = self.note.state()
        if state is None or state.number != self.number:
            return False
        if self.few:
            return _is_root(state.root, self.folder)
        left = {self._now(path): self._files[path].stamp for path in self.kept}
        return stamps(self.folder, left) == left

    def remember(self, stage: Path) -> Difference:
        """What the note will say: of what is kept, and of what is staged."""
        staged = _look(stage)
        files = {
            path: Row(stamp, self.marks.get(path) or mark_of(path, (stage / path).read_bytes()))
            for path, stamp in staged.items()
        }
        there, known = (self._removed, self._removed) if self.few else (self._there, self._rows.keys())
        left = files.keys() if self.few else files.keys() | self.kept
        pages = self.shown if self.few else {**dict.fromkeys(self._pages, ""), **self.shown}
        shown = {uri: digest for uri, digest in pages.items() if self._pages.get(uri) != digest}
        gone = tuple(sorted(there - left)) if self.known else ()
        names = tuple((before, after) for after, before in self.renamed.items()) if self.known else ()
        change = Change(self.number, self.made, files, tuple(sorted(known - left)), shown, names)
        return Difference(self.known, gone, change, self.note.place, self.folder)


class Difference(NamedTuple):
    """How a build comes to its place: where it is `known` what lies there, only the difference was built. `change` is what
    becomes of the note."""

    known: bool
    gone: tuple[str, ...]
    change: Change
    place: Path
    folder: Path

    @property
    def renamed(self) -> tuple[tuple[str, str], ...]:
        """Folders: what they are called, and what they will be."""
        return self.change.renamed

    def confirm(self) -> None:
        """Everything is in its place now."""
        Note(self.place, self.folder).change(self.change)


def published(cache: Path, edition: Edition, folder: Path, version: str, *, few: bool = False) -> PublishedEdition:
    """What is known of the folder, made by the same version. `few`: for a build that knows which few files it touches."""
    made = f"{FORMAT} {version} {_templates()}"
    found = PublishedEdition(folder, note_of(cache, edition, folder), made, few)
    state = None if publishing_mark(cache, edition).exists() else found.note.state()
    if state is None or state.made != made or not folder.is_dir():
        return found
    if few:
        found.whole = _is_root(state.root, folder)
        found.number = state.number if found.whole else ""
        return found
    rows, pages = found.note.all(state.number)
    there = _look(folder)
    same = {path: row for path, row in rows.items() if there.get(path) == row.stamp}
    if same:
        found.number, found.whole = state.number, len(same) == len(rows) == len(there)
        found._rows, found._files, found._there, found._pages = rows, same, frozenset(there), pages
    return found


def _templates() -> str:
    """Stands for our templates; those of Material belong to an installed distribution."""
    from kb_mkdocs.door import theme_dir  # noqa: PLC0415 - imports MkDocs, which only workers need

    seen = hashlib.blake2b(digest_size=16)
    for path in sorted(theme_dir().rglob("*.html")):
        seen.update(path.read_bytes() + b"\0")
    return seen.hexdigest()


def _is_root(root: str, folder: Path) -> bool:
    try:
        return root_stamp(folder) == root
    except OSError:
        return False


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
                    found[below + entry.name] = _stamp(entry.stat(follow_symlinks=False))
    return found


def stamps(folder: Path, paths: Iterable[str]) -> dict[str, Stamp]:
    """Of those files below a folder that are there."""
    found: dict[str, Stamp] = {}
    root = f"{folder}{os.sep}"
    for path in paths:  # strings: there may be very many
        with suppress(OSError):
            found[path] = _stamp(os.lstat(root + path))
    return found


def _stamp(seen: os.stat_result) -> Stamp:
    return Stamp(seen.st_size, seen.st_mtime_ns, seen.st_ino)
