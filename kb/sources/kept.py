"""What was found out about each article, kept from one run to the next in `.kb-cache`: a file of SQLite.

Each entry holds for one mark, such as that of the very bytes of a file and of the code; anything else is as good as nothing.
A folder that can't be written, or a file that is broken, costs time and nothing more.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Mapping
from contextlib import closing, suppress
from pathlib import Path

_TABLE = (
    "CREATE TABLE IF NOT EXISTS kept (path TEXT PRIMARY KEY, mark TEXT NOT NULL, value TEXT NOT NULL) WITHOUT ROWID"
)


class Kept:
    """Values by path, each with the mark for which it holds."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._rows: dict[str, tuple[str, str]] = {}
        try:
            with closing(open_base(self._file)) as base:
                self._rows = {path: (mark, value) for path, mark, value in base.execute("SELECT * FROM kept")}
        except (sqlite3.Error, OSError):
            pass

    def get(self, path: str, mark: str) -> str | None:
        """The value for a path, if it holds for this mark."""
        row = self._rows.get(path)
        return row[1] if row and row[0] == mark else None

    def keep(self, found: Mapping[str, tuple[str, str]]) -> None:
        """Keep these (mark, value) by path, and forget every other path."""
        changed = [(path, *row) for path, row in found.items() if self._rows.get(path) != row]
        gone = [(path,) for path in self._rows if path not in found]
        if not changed and not gone:
            return
        for attempt in (1, 2):
            try:
                with closing(open_base(self._file)) as base, base:
                    base.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", changed)
                    base.executemany("DELETE FROM kept WHERE path = ?", gone)
                return
            except sqlite3.OperationalError:
                return  # busy, or not to be written: the next run finds it out anew
            except (sqlite3.Error, OSError):
                if attempt == 1:
                    self._begin_anew()

    def put(self, path: str, mark: str, value: str) -> None:
        """Keep one more value, and everything else as it is."""
        with suppress(sqlite3.Error, OSError), closing(open_base(self._file)) as base, base:
            base.execute("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", (path, mark, value))
            self._rows[path] = (mark, value)

    def _begin_anew(self) -> None:
        try:
            self._file.unlink(missing_ok=True)
        except OSError:
            return


class KeptApart:
    """As `Kept`, for many large values: each is read when it is asked for, and written soon after it was found."""

    SOME = 200

    def __init__(self, file: Path, few: bool = False) -> None:
        """`few`: for a program that asks for a few values and keeps all others, so what there is need not be known."""
        self._file, self._few = file, few
        self._marks: dict[str, str] = {}
        self._new: dict[str, tuple[str, str]] = {}
        self._used: set[str] = set()
        self._reader: tuple[int, sqlite3.Connection] | None = None
        with suppress(sqlite3.Error, OSError), closing(open_base(file)) as base:
            self._marks = {} if few else dict(base.execute("SELECT path, mark FROM kept"))

    def get(self, path: str, mark: str) -> str | None:
        """The value for a path, if it holds for this mark."""
        if not self._few and self._marks.get(path) != mark:
            return None
        try:
            if self._reader is None or self._reader[0] != os.getpid():  # a forked process needs one of its own
                self._reader = os.getpid(), sqlite3.connect(self._file, timeout=2, check_same_thread=False)
            row = self._reader[1].execute("SELECT value FROM kept WHERE path = ? AND mark = ?", (path, mark)).fetchone()
        except sqlite3.Error:
            return None
        return str(row[0]) if row else None

    def keep(self, path: str, mark: str, value: str) -> None:
        """Keep this value for a path."""
        self._new[path] = mark, value
        if len(self._new) >= self.SOME:
            self._write()

    def still(self, path: str) -> None:
        """What is kept for a path was used."""
        self._used.add(path)

    def put(self, path: str, mark: str, value: str) -> None:
        """Keep one more value at once, and everything else as it is."""
        self.keep(path, mark, value)
        self._write()

    def finish(self) -> None:
        """Forget every path that was neither used nor found."""
        self._write()
        gone = [(path,) for path in self._marks if path not in self._used]
        if gone:
            with suppress(sqlite3.Error, OSError), closing(open_base(self._file)) as base, base:
                base.executemany("DELETE FROM kept WHERE path = ?", gone)

    def _write(self) -> None:
        rows = [(path, *row) for path, row in self._new.items()]
        self._used.update(self._new)
        self._marks.update((path, mark) for path, (mark, _) in self._new.items())
        self._new = {}
        for attempt in (1, 2) if rows else ():
            try:
                with closing(open_base(self._file)) as base, base:
                    base.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", rows)
                return
            except sqlite3.OperationalError:
                return  # busy, or not to be written: the next run finds it out anew
            except (sqlite3.Error, OSError):
                if attempt == 1:
                    self._reader = None
                    with suppress(OSError):
                        self._file.unlink(missing_ok=True)


def open_base(file: Path) -> sqlite3.Connection:
    """The file of SQLite with its table, made where it is missing."""
    file.parent.mkdir(parents=True, exist_ok=True)
    base = sqlite3.connect(file, timeout=2)
    base.execute("PRAGMA synchronous = OFF")
    base.execute("PRAGMA page_size = 16384")  # so that nearly every row has room: read in half the time
    base.execute(_TABLE)
    return base


def mark_of(data: bytes, *versions: str) -> str:
    """A fingerprint of bytes under some versions."""
    digest = hashlib.blake2b(data, digest_size=12)
    for version in versions:
        digest.update(b"\0" + version.encode())
    return digest.hexdigest()


def code_of(folder: Path) -> str:
    """Stands for the modules in a folder: what was found out before holds only for the code that found it out."""
    digest = hashlib.blake2b(digest_size=8)
    for path in sorted(folder.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
