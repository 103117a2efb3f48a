"""What was found out about each article, kept from one run to the next in `.kb-cache`: a file of SQLite.

Each entry holds for the very bytes of a file and for one version of the code; anything else is as good as nothing. A
folder that can't be written, or a file that is broken, costs time and nothing more. Nothing that publishes reads it.
"""

from __future__ import annotations

import hashlib
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
            with closing(self._open()) as base:
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
                with closing(self._open()) as base, base:
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
        with suppress(sqlite3.Error, OSError), closing(self._open()) as base, base:
            base.execute("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", (path, mark, value))
            self._rows[path] = (mark, value)

    def _open(self) -> sqlite3.Connection:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        base = sqlite3.connect(self._file, timeout=2)
        base.execute("PRAGMA synchronous = OFF")
        base.execute(_TABLE)
        return base

    def _begin_anew(self) -> None:
        try:
            self._file.unlink(missing_ok=True)
        except OSError:
            return


def mark_of(data: bytes, *versions: str) -> str:
    """A fingerprint of bytes under some versions."""
    digest = hashlib.blake2b(data, digest_size=12)
    for version in versions:
        digest.update(b"\0" + version.encode())
    return digest.hexdigest()
