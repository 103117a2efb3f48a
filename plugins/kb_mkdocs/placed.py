"""The note of what was put into the folder of an edition: every file, and what the pages show. A file of SQLite, so that a
build reads and writes no more rows than it needs.

It is written when everything lies in its place, and only by a build that began from the same state of it: where two builds
meet, or the note can't be written, it is removed, and the next build finds everything out anew.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

FORMAT = 2
_TABLES = (
    "CREATE TABLE IF NOT EXISTS about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS files (path TEXT PRIMARY KEY, size INT, written INT, inode INT, mark TEXT) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS pages (uri TEXT PRIMARY KEY, shown TEXT NOT NULL) WITHOUT ROWID",
)
_ROW = "size, written, inode, mark FROM files"


class Stamp(NamedTuple):
    """Size, time of the last change (ns) and inode of a file."""

    size: int
    written: int
    inode: int


class Row(NamedTuple):
    """A file as it was put; `mark` is of its path and bytes."""

    stamp: Stamp
    mark: str


@dataclass(frozen=True)
class State:
    """The note at one moment: its `number` is another one after every change. `made` says of what version it is, `root` is
    the stamp of the folder itself."""

    number: str
    made: str
    root: str


@dataclass(frozen=True)
class Change:
    """What becomes of the note: folders get another name, then rows go, then others take their place. A page that shows
    nothing (an empty text) is one of which it is not known. Without a `number` nothing stays of what was there."""

    number: str
    made: str
    files: Mapping[str, Row] = field(default_factory=dict)
    gone: tuple[str, ...] = ()
    shown: Mapping[str, str] = field(default_factory=dict)
    renamed: tuple[tuple[str, str], ...] = ()


class Note:
    """Of one folder. Nothing is known where the file is missing or broken, or of another folder."""

    def __init__(self, place: Path, folder: Path) -> None:
        self.place, self.folder = place, folder
        self._reader: tuple[int, sqlite3.Connection] | None = None

    def state(self) -> State | None:
        """As it is now."""
        with suppress(sqlite3.Error, OSError, KeyError, ValueError):
            state = _state(self._open()) if self.place.exists() else None
            return state if state and json.loads(state.root)[0] == str(self.folder) else None
        return None

    def row(self, path: str) -> Row | None:
        """Of one file."""
        with suppress(sqlite3.Error, OSError):
            for found in self._open().execute(f"SELECT {_ROW} WHERE path = ?", (path,)):
                return _row(*found)
        return None

    def below(self, folder: str) -> list[str]:
        """Paths of the files in a folder (with a slash at its end)."""
        with suppress(sqlite3.Error, OSError):
            rows = self._open().execute(
                "SELECT path FROM files WHERE path >= ? AND path < ?", (folder, f"{folder[:-1]}0")
            )
            return [path for (path,) in rows]  # 0 comes after /
        return []

    def shown(self, uri: str) -> str:
        """What one page shows, by the path of its source; empty where that is not known."""
        with suppress(sqlite3.Error, OSError):
            for (shown,) in self._open().execute("SELECT shown FROM pages WHERE uri = ?", (uri,)):
                return str(shown)
        return ""

    def all(self, number: str) -> tuple[dict[str, Row], dict[str, str]]:
        """Files by path, and what pages show; nothing where it is another state than the one with this number."""
        with suppress(sqlite3.Error, OSError, KeyError):
            base = self._open()
            base.execute("BEGIN")
            try:
                if _state(base).number == number:
                    files = {path: _row(*found) for path, *found in base.execute(f"SELECT path, {_ROW}")}
                    return files, dict(base.execute("SELECT uri, shown FROM pages"))
            finally:
                base.rollback()
        return {}, {}

    def change(self, change: Change) -> None:
        """To be called when the folder holds what the note will say."""
        for again in (True, False):
            try:
                with closing(self._open()) as base, base:
                    base.execute("BEGIN IMMEDIATE")
                    _change(base, change, self.folder)
                return
            except (sqlite3.Error, OSError, KeyError):
                with suppress(OSError):  # where it can't be removed, it is old: stamps and the folder's own tell that
                    self.place.unlink(missing_ok=True)
                if change.number or not again:
                    return
            finally:
                self._reader = None

    def _open(self) -> sqlite3.Connection:
        if self._reader is None or self._reader[0] != os.getpid():  # a forked process needs one of its own
            self.place.parent.mkdir(parents=True, exist_ok=True)
            base = sqlite3.connect(self.place, timeout=2, check_same_thread=False)
            base.execute("PRAGMA synchronous = OFF")
            for table in _TABLES:
                base.execute(table)
            self._reader = os.getpid(), base
        return self._reader[1]


def root_stamp(folder: Path) -> str:
    """Another one where the folder was exchanged as a whole. OSError where there is none."""
    seen = folder.stat()
    return json.dumps([str(folder), seen.st_ino, seen.st_ctime_ns])


def _state(base: sqlite3.Connection) -> State:
    """KeyError where the note says nothing."""
    about = dict(base.execute("SELECT name, value FROM about"))
    return State(about["number"], about["made"], about["root"])


def _row(size: int, written: int, inode: int, mark: str) -> Row:
    return Row(Stamp(size, written, inode), mark)


def _change(base: sqlite3.Connection, change: Change, folder: Path) -> None:
    if not change.number:
        for table in ("about", "files", "pages"):
            base.execute(f"DELETE FROM {table}")
    elif _state(base).number != change.number:
        raise KeyError(change.number)
    for before, after in change.renamed:
        below = (after, len(before) + 1, f"{before}/", f"{before}0")  # 0 comes after /
        base.execute("UPDATE files SET path = ? || substr(path, ?) WHERE path >= ? AND path < ?", below)
    base.executemany("DELETE FROM files WHERE path = ?", [(path,) for path in change.gone])
    base.executemany(
        "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?)",
        [(path, *row.stamp, row.mark) for path, row in sorted(change.files.items())],
    )
    base.executemany("DELETE FROM pages WHERE uri = ?", [(uri,) for uri, shown in change.shown.items() if not shown])
    base.executemany(
        "INSERT OR REPLACE INTO pages VALUES (?, ?)", sorted(row for row in change.shown.items() if row[1])
    )
    about = {"number": os.urandom(8).hex(), "made": change.made, "root": root_stamp(folder)}
    base.executemany("INSERT OR REPLACE INTO about VALUES (?, ?)", list(about.items()))
