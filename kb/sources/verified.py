"""What the verification of an edition left in `.kb-cache/verified`: which files were clean, and what was looked for.

A file counts as clean only for the same path and bytes, and under the same mark: of every needle, of the files that may
and may not be published, and of the code that looks. A folder that can't be written, or a file that is broken, costs
time and nothing more. Each file is written beside and renamed, so builds may run in parallel and be killed. Only builds
use it: `kb verify` looks into everything, and `kb build --clean` removes the folder first.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import kb.verify
from kb.edition import Edition
from kb.verify import KeptNeedles, Needles
from kb.verify.kept import needles_to_bytes

FOLDER = "verified"
_SIZE = 16

Sought = tuple[Needles, dict[str, str], frozenset[str]]
"""Needles, the digests of files that may not be published with their paths, and the digests of binary files that may."""

Kept = tuple[KeptNeedles, dict[str, str], frozenset[str]]
"""The same, as it was kept."""


def remembered_needles(cache: Path, edition: Edition) -> Kept | None:
    """What the last build that verified this edition, and found nothing, has looked for; None where that is not known.

    For a program that replaces single pages of a published edition without reading the library:

        sought = remembered_needles(root / ".kb-cache", edition)
        problems = verify_few([SiteFile("vpn/index.html", "public/uk/vpn/index.html", page)], *sought)

    It holds while nothing hidden has changed: text that became hidden since then is not among the needles (build
    anew), and text that became visible still is (reported, though it may be shown).
    """
    with suppress(OSError, ValueError, TypeError, KeyError, IndexError):
        mark, _, rest = _file(cache, edition, "needles").read_bytes().partition(b"\n")
        if mark.decode() == _mark(rest):
            first, _, data = rest.partition(b"\n")
            hidden, known = json.loads(first)
            return KeptNeedles(data), hidden, frozenset(known)
    return None


class Verified:
    """The files of one edition that were clean, and those that are now."""

    def __init__(self, cache: Path, edition: Edition, sought: Sought) -> None:
        needles, hidden, known = sought
        self._cache, self._edition = cache, edition
        files = json.dumps((hidden, sorted(known)), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        self._data = files.encode() + b"\n" + needles_to_bytes(needles)
        self._mark = _mark(self._data)
        self.clean: frozenset[bytes] = frozenset()
        with suppress(OSError):
            data = _file(cache, edition, "files").read_bytes()
            if data.startswith(self._mark.encode()):
                start = len(self._mark)
                self.clean = frozenset(data[i : i + _SIZE] for i in range(start, len(data), _SIZE))

    def keep(self, clean: Iterable[bytes], passed: bool) -> None:
        """Keep these files, and forget all others; and the needles, where nothing was found at all."""
        found = frozenset(clean)
        if found != self.clean:
            _write(_file(self._cache, self._edition, "files"), self._mark.encode() + b"".join(sorted(found)))
        needles = _file(self._cache, self._edition, "needles")
        if passed and _first_line(needles) != self._mark:
            _write(needles, self._mark.encode() + b"\n" + self._data)


_VERSION = re.compile(r"(?:^|(?<=/))kb/search/[0-9a-f]{12}/")


def fingerprint(path: str, data: bytes) -> bytes:
    """Of a file's path in the site and its bytes. The version in the path of a search index is made of what was indexed; it
    says nothing, and changes with every edit."""
    # Of every byte of a site, twice: processors have circuits for this digest
    digest = hashlib.sha256(_VERSION.sub("kb/search/", path).encode())
    digest.update(b"\0")
    digest.update(data)
    return digest.digest()[:_SIZE]


def _file(cache: Path, edition: Edition, kind: str) -> Path:
    name = edition.path.replace("/", "-") + (f"-{edition.audience}" if edition.audience else "")
    return cache / FOLDER / f"{name}.{kind}"


def _mark(data: bytes) -> str:
    """Of everything that decides what is found: what is looked for, and the code that looks."""
    digest = hashlib.blake2b(platform.python_version().encode(), digest_size=16)
    for path in sorted(Path(kb.verify.__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    digest.update(data)
    return digest.hexdigest()


def _first_line(path: Path) -> str:
    with suppress(OSError, UnicodeDecodeError), path.open(encoding="utf-8") as stream:
        return stream.readline().rstrip("\n")
    return ""


def _write(path: Path, data: bytes) -> None:
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    with suppress(OSError):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(data)
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
