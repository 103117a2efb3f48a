"""The articles that were published, as they were then: what has changed in one is told by comparing."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from pathlib import Path

_TABLE = "CREATE TABLE IF NOT EXISTS texts (path TEXT PRIMARY KEY, size INT, written INT, data BLOB) WITHOUT ROWID"


class Texts:
    """Bytes of files by path, in a file of SQLite. One that is broken or can't be written holds nothing."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def get(self, path: str) -> bytes | None:
        """What was kept of a file."""
        with suppress(sqlite3.Error, OSError), closing(self._open()) as base:
            for (data,) in base.execute("SELECT data FROM texts WHERE path = ?", (path,)):
                return bytes(data)
        return None

    def keep(self, root: Path, stamps: Mapping[str, Sequence[int]]) -> None:
        """Keep these files below `root`, each with its size and time (ns), and no others; only what is new is read. One
        with a negative time was written meanwhile: nobody knows what was published of it."""
        with suppress(sqlite3.Error, OSError), closing(self._open()) as base, base:
            known = {path: [size, at] for path, size, at in base.execute("SELECT path, size, written FROM texts")}
            wanted = {path: list(stamp) for path, stamp in stamps.items() if stamp[1] >= 0}
            base.executemany("DELETE FROM texts WHERE path = ?", [(path,) for path in known if path not in wanted])
            base.executemany(
                "INSERT OR REPLACE INTO texts VALUES (?, ?, ?, ?)",
                ((p, *stamp, (root / p).read_bytes()) for p, stamp in wanted.items() if known.get(p) != stamp),
            )

    def renew(self, root: Path, stamps: Mapping[str, Sequence[int] | None]) -> None:
        """Keep these files below `root` as well, if they still bear these stamps (size and time, ns); what was kept of those
        that don't, and of None, is forgotten."""
        for path, stamp in stamps.items():
            data = None
            with suppress(OSError):
                data = (root / path).read_bytes()
                seen = (root / path).stat()
            if stamp is not None and data is not None and [seen.st_size, seen.st_mtime_ns] == list(stamp):
                self.put(path, stamp, data)
            else:
                self._forget(path)

    def _forget(self, path: str) -> None:
        with suppress(sqlite3.Error, OSError), closing(self._open()) as base, base:
            base.execute("DELETE FROM texts WHERE path = ?", (path,))

    def put(self, path: str, stamp: Sequence[int], data: bytes) -> None:
        """Keep one file, whatever else is kept."""
        with suppress(sqlite3.Error, OSError), closing(self._open()) as base, base:
            base.execute("INSERT OR REPLACE INTO texts VALUES (?, ?, ?, ?)", (path, *stamp, data))

    def _open(self) -> sqlite3.Connection:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        base = sqlite3.connect(self._file, timeout=2)
        try:
            base.execute("PRAGMA synchronous = OFF")
            base.execute(_TABLE)
        except sqlite3.DatabaseError as error:
            base.close()
            if not isinstance(error, sqlite3.OperationalError):
                self._file.unlink(missing_ok=True)  # no database: the next build begins anew
            raise
        return base
