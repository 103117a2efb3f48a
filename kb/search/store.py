"""The agents' index on disk: whole generations, replaced in one step, checked before they are used.

    <folder>/current.json     which generation counts, and size, time and checksum of its files
    <folder>/g-…/             one Whoosh index; documents.json, key → fingerprint of what was indexed; words.json,
                              spelling → number of articles

A generation is never changed. An update links the files of the last one into a new folder (Whoosh only adds files),
writes there, and then replaces current.json. Two writers each make a generation of their own, and the later one wins.
"""

from __future__ import annotations

import json
import shutil
import tempfile
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from kb.search.documents import ANALYSIS, Document
from kb.search.engine import EmptyIndexError, FileIndex, FileStorage, write
from kb.search.fields import FORMAT, row_of, schema, unpack

VERSION = f"{FORMAT}-{ANALYSIS}"
_POINTER = "current.json"
_MANIFEST = "documents.json"
_WORDS = "words.json"


class DamagedIndexError(Exception):
    """There is no index that can be trusted; it has to be written anew."""


def write_index(folder: Path, documents: Iterable[Document]) -> None:
    """Write everything anew."""
    known: dict[str, str] = {}
    words: Counter[str] = Counter()
    with _Generation(folder) as new:
        index = FileStorage(str(new)).create_index(schema())
        writer = write(index)
        for document in documents:
            writer.add_document(**row_of(document))
            known[document.key] = document.fingerprint
            words.update(document.words)
        writer.commit()
        index.close()
        _write_json(new / _MANIFEST, known)
        _write_json(new / _WORDS, words)


def update_index(folder: Path, changed: Iterable[Document], removed: Iterable[str] = ()) -> None:
    """Replace some documents and remove others; DamagedIndexError where there is nothing sound to start from."""
    last = generation(folder)
    known, words = fingerprints(folder), Counter(spellings(folder))
    with _Generation(folder, last) as new:
        index = FileStorage(str(new)).open_index()
        listed = list(changed)
        gone = {key for key in (*removed, *(d.key for d in listed)) if key in known}
        # Exactly the words of what goes: a spelling must not outlive the article that it was taken from
        writer = write(index)
        with closing(index.reader()) as reader:
            for key in sorted(gone):
                number = reader.first_id("key", key)
                words.subtract(unpack(reader.stored_fields(number)["card"])["words"])
                writer.delete_document(number)
                del known[key]
        for document in listed:
            writer.add_document(**row_of(document))
            known[document.key] = document.fingerprint
            words.update(document.words)
        writer.commit()
        index.close()
        _write_json(new / _MANIFEST, known)
        _write_json(new / _WORDS, +words)


def open_index(folder: Path) -> FileIndex:
    """The current index; DamagedIndexError where it is missing, damaged, or of another version."""
    place = generation(folder)
    try:
        return FileStorage(str(place), readonly=True).open_index()
    except (EmptyIndexError, OSError, ValueError, KeyError, TypeError) as error:
        raise DamagedIndexError(str(error)) from error


def generation(folder: Path) -> Path:
    """The folder that counts. A file that was touched since it was written has to have the same checksum still."""
    pointer = _pointer(folder)
    place = folder / str(pointer["generation"])
    try:
        for name, (size, time, checksum) in pointer["files"].items():
            found = (place / name).stat()
            same = found.st_size == size and (found.st_mtime_ns == time or _checksum(place / name) == checksum)
            if not same:
                raise DamagedIndexError(f"{name} is not as it was written")
    except (OSError, ValueError, TypeError) as error:
        raise DamagedIndexError(str(error)) from error
    return place


def fingerprints(folder: Path) -> dict[str, str]:
    """Key → fingerprint of everything in the current index."""
    return dict(_read_json(folder, _MANIFEST))


def spellings(folder: Path) -> dict[str, int]:
    """Spelling → number of articles."""
    return dict(_read_json(folder, _WORDS))


def _read_json(folder: Path, name: str) -> dict[str, Any]:
    try:
        found = json.loads((folder / str(_pointer(folder)["generation"]) / name).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DamagedIndexError(str(error)) from error
    if not isinstance(found, dict):
        raise DamagedIndexError(f"{name} is not as it was written")
    return found


def _pointer(folder: Path) -> Mapping[str, Any]:
    try:
        pointer = json.loads((folder / _POINTER).read_text(encoding="utf-8"))
        if pointer["version"] != VERSION or "/" in pointer["generation"] or not isinstance(pointer["files"], dict):
            raise DamagedIndexError("the index is of another version")
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DamagedIndexError(str(error)) from error
    return dict(pointer)


class _Generation:
    """A new folder, with the files of `last` linked into it; when all went well it becomes the current one."""

    def __init__(self, folder: Path, last: Path | None = None) -> None:
        self.folder = folder
        self.last = last

    def __enter__(self) -> Path:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.new = Path(tempfile.mkdtemp(prefix="g-", dir=self.folder))
        for file in self.last.iterdir() if self.last else ():
            if not file.name.endswith(("LOCK", ".json")):
                _link(file, self.new / file.name)
        return self.new

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None:
            shutil.rmtree(self.new, ignore_errors=True)
            return
        for lock in self.new.glob("*LOCK"):
            lock.unlink()
        try:
            pointer = _pointer(self.folder)
        except DamagedIndexError:
            pointer = {"generation": "", "files": {}}
        files = {file.name: _stamp(file, pointer["files"].get(file.name)) for file in sorted(self.new.iterdir())}
        waiting = self.new.with_suffix(".json")
        _write_json(waiting, {"version": VERSION, "generation": self.new.name, "files": files})
        waiting.replace(self.folder / _POINTER)
        # Only what this writer replaced: another one may be at work in its own folder
        if pointer["generation"] not in ("", self.new.name):
            shutil.rmtree(self.folder / pointer["generation"], ignore_errors=True)


def _stamp(file: Path, known: Sequence[int] | None) -> tuple[int, int, int]:
    found = file.stat()
    if known and (found.st_size, found.st_mtime_ns) == (known[0], known[1]):
        return found.st_size, found.st_mtime_ns, known[2]
    return found.st_size, found.st_mtime_ns, _checksum(file)


def _checksum(file: Path) -> int:
    return zlib.crc32(file.read_bytes())


def _link(source: Path, target: Path) -> None:
    try:
        target.hardlink_to(source)
    except OSError:
        shutil.copy2(source, target)


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, sort_keys=True), encoding="utf-8")
