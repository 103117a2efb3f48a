"""The agents' index of an edition, up to date: opened at once when nothing changed, brought up to date otherwise.

A note beside the indices says what the content folder looked like (sizes and times) when each was written. While it
still looks so, neither the configuration nor an article has to be read, which is what makes a cold `kb search` quick.
Whoever finds that it does not writes what changed, one process at a time; another one waits and finds it done.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kb.edition import Edition
from kb.search.agents import AgentsIndex
from kb.search.store import VERSION, DamagedIndexError, fingerprints, open_index, spellings, update_index, write_index
from kb.search.synonyms import Synonyms
from kb.sources.forked import can_fork, shared

if TYPE_CHECKING:
    # For the types alone: reading front matter takes longer than a whole search may
    from kb.library import Library

CONFIGS = ("mkdocs.yml", "mkdocs.yaml", "properdocs.yml", "properdocs.yaml")
PATIENCE = 600.0
"""Seconds to wait for another process that is writing."""
MANY = 200
"""With fewer articles than this, further processes cost more than they bring."""


@dataclass(frozen=True)
class Opened:
    """Open indices by edition, in the order that was asked for."""

    indices: dict[Edition, AgentsIndex]
    synonyms: Synonyms
    config: Path


def open_agents(
    root: Path, config: Path | None, wanted: Sequence[Edition], visibility: str, say: Callable[[str], None]
) -> Opened:
    """The indices of `wanted`, or of every language of `visibility`. ValueError when the configuration is broken."""
    found = config or next((root / name for name in CONFIGS if (root / name).is_file()), root / CONFIGS[0])
    folder = found.parent.resolve() / ".kb-cache" / "search"
    opened = _as_noted(folder, found, wanted, visibility)
    if opened:
        return opened
    with _alone(folder):
        return _as_noted(folder, found, wanted, visibility) or _refresh(folder, root, found, wanted, visibility, say)


def _as_noted(folder: Path, config: Path, wanted: Sequence[Edition], visibility: str) -> Opened | None:
    """The indices, where nothing has changed since they were written."""
    note = _read_note(folder)
    if not note or note.get("config") != _stamp(config):
        return None
    signature = tree_signature(Path(note["content"]))
    editions = list(wanted) or [Edition.parse(f"{visibility}/{language}") for language in note["languages"]]
    if any(note["fresh"].get(edition.path) != signature for edition in editions):
        return None
    with suppress(DamagedIndexError):
        groups = tuple(tuple(tuple(phrase) for phrase in group) for group in note["synonyms"])
        return Opened({edition: _open(folder, edition) for edition in editions}, Synonyms(groups), config)
    return None


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """SQLite locks a file on every system, and lets it go when the process is killed."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        base = sqlite3.connect(folder / "lock.sqlite", timeout=PATIENCE, isolation_level=None)
        base.execute("BEGIN EXCLUSIVE")
    except (sqlite3.Error, OSError) as error:
        raise ValueError(f"the index of the search can't be written to {folder}: {error}") from None
    with closing(base):
        yield


def folder_of(folder: Path, edition: Edition) -> Path:
    """Where the index of an edition lies below `.kb-cache/search`."""
    return folder / edition.path.replace("/", "-")


def tree_signature(content: Path) -> str:
    """Changes when a file of the content folder is added, removed or written."""
    seen = hashlib.blake2b(digest_size=12)
    for path, size, time in _files(str(content)):
        seen.update(f"{path}\0{size}\0{time}\n".encode("utf-8", "surrogateescape"))
    return seen.hexdigest()


def _files(folder: str) -> Iterator[tuple[str, int, int]]:
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda e: e.name):
            if entry.is_dir(follow_symlinks=False):
                yield from _files(entry.path)
            elif entry.name.endswith((".md", ".yml")):
                found = entry.stat()
                yield entry.path, found.st_size, found.st_mtime_ns


def _refresh(
    folder: Path, root: Path, config: Path, wanted: Sequence[Edition], visibility: str, say: Callable[[str], None]
) -> Opened:
    from kb.search.synonyms import check_synonyms
    from kb.sources import SettingsError, read_library, read_settings
    from kb.sources.synonyms import read_synonyms

    try:
        settings = read_settings(root, config if config.is_file() else None)
        stamp, signature = _stamp(config), tree_signature(settings.content)
        say("reading the articles, because they changed since the last search …")
        library = read_library(settings)
    except SettingsError as error:
        raise ValueError(str(error)) from None
    editions = list(wanted) or [Edition.parse(f"{visibility}/{lang}") for lang in settings.options.languages]
    synonyms = check_synonyms(read_synonyms(settings.content, settings.prefix)[0])
    _write(folder, library, editions, say)
    before = _read_note(folder)
    kept = before["fresh"] if before and before.get("config") == stamp else {}
    note = {
        "version": VERSION,
        "config": stamp,
        "content": str(settings.content),
        "languages": settings.options.languages,
        "synonyms": synonyms.groups,
        "fresh": {p: s for p, s in kept.items() if s == signature} | {e.path: signature for e in editions},
    }
    waiting = folder / f"note-{os.getpid()}.json"
    waiting.write_text(json.dumps(note, ensure_ascii=False), encoding="utf-8")
    waiting.replace(folder / "note.json")
    return Opened({edition: _open(folder, edition) for edition in editions}, synonyms, config)


def _write(folder: Path, library: Library, editions: Sequence[Edition], say: Callable[[str], None]) -> None:
    """Bring every index up to date; those that are written anew by several processes, if there is enough to do."""
    jobs = [(folder_of(folder, edition), library.for_edition(edition)) for edition in editions]
    missing = [edition.path for edition in editions if not _is_sound(folder_of(folder, edition))]
    if missing:
        number = max(len(view.articles) for _, view in jobs)
        say(f"writing the index of {', '.join(missing)}: {number} articles; from then on only what has changed …")
    if len(missing) < 2 or len(library.articles) < MANY or not can_fork():
        for job in jobs:
            sync_agents(*job)
        return
    for _ in shared(lambda place: sync_agents(*jobs[place]), len(jobs), min(len(jobs), os.cpu_count() or 1)):
        pass


def _is_sound(folder: Path) -> bool:
    try:
        open_index(folder).close()
    except DamagedIndexError:
        return False
    return True


def sync_agents(folder: Path, view: Library) -> None:
    """Bring the index of an edition up to date with its library: only what changed, or everything if there is no sound
    index to start from."""
    from kb.search.documents import document, fingerprint

    try:
        open_index(folder).close()
        known = fingerprints(folder)
        new = {article.key: fingerprint(article) for article in view.articles}
        changed = [article for article in view.articles if known.get(article.key) != new[article.key]]
        removed = [key for key in known if key not in new]
        if len(changed) + len(removed) > len(new) // 3:
            raise DamagedIndexError("nearly everything changed")
        if changed or removed:
            update_index(folder, (document(article) for article in changed), removed)
    except DamagedIndexError:
        write_index(folder, (document(article) for article in view.articles))


def _open(folder: Path, edition: Edition) -> AgentsIndex:
    place = folder_of(folder, edition)
    return AgentsIndex(open_index(place), spellings(place))


def _read_note(folder: Path) -> dict[str, Any] | None:
    try:
        note = json.loads((folder / "note.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return note if isinstance(note, dict) and note.get("version") == VERSION else None


def _stamp(config: Path) -> list[int]:
    try:
        found = config.stat()
    except OSError:
        return []
    return [found.st_size, found.st_mtime_ns]
