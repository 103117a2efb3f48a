"""The agents' index of an edition, up to date: opened at once when nothing changed, brought up to date otherwise.

A note beside the indices says what the content folder looked like (sizes and times) when each was written. While it
still looks so, neither the configuration nor an article has to be read, which is what makes a cold `kb search` quick.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kb.edition import Edition
from kb.search.agents import AgentsIndex
from kb.search.store import VERSION, DamagedIndexError, fingerprints, open_index, spellings, update_index, write_index
from kb.search.synonyms import Synonyms

if TYPE_CHECKING:
    # For the types alone: reading front matter takes longer than a whole search may
    from kb.library import Library
    from kb.sources import Settings

CONFIGS = ("mkdocs.yml", "mkdocs.yaml", "properdocs.yml", "properdocs.yaml")


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
    note = _read_note(folder)
    if note and note.get("config") == _stamp(found):
        signature = tree_signature(Path(note["content"]))
        editions = list(wanted) or [Edition.parse(f"{visibility}/{language}") for language in note["languages"]]
        if all(note["fresh"].get(edition.path) == signature for edition in editions):
            with suppress(DamagedIndexError):
                groups = tuple(tuple(tuple(phrase) for phrase in group) for group in note["synonyms"])
                return Opened({edition: _open(folder, edition) for edition in editions}, Synonyms(groups), found)
    return _refresh(folder, root, found, wanted, visibility, say)


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
    from kb.sources import SettingsError, read_library, read_settings

    try:
        settings = read_settings(root, config if config.is_file() else None)
        stamp, signature = _stamp(config), tree_signature(settings.content)
        say("reading the articles, because they changed since the last search …")
        library = read_library(settings)
    except SettingsError as error:
        raise ValueError(str(error)) from None
    editions = list(wanted) or [Edition.parse(f"{visibility}/{lang}") for lang in settings.options.languages]
    synonyms = _sync(folder, settings, library, editions, stamp, signature)
    return Opened({edition: _open(folder, edition) for edition in editions}, synonyms, config)


def keep_agents(settings: Settings, library: Library, editions: Sequence[Edition], signature: str) -> None:
    """Bring the indices of editions up to date from a library that was read when the content had this signature, so
    that the next `kb search` need not read it again."""
    # A site for one audience is a part of an edition; the support team searches the whole
    whole = [edition for edition in editions if not edition.audience]
    if whole:
        folder = settings.root / ".kb-cache" / "search"
        _sync(folder, settings, library, whole, _stamp(settings.config), signature)


def _sync(
    folder: Path, settings: Settings, library: Library, editions: Sequence[Edition], stamp: list[int], signature: str
) -> Synonyms:
    from kb.search.synonyms import check_synonyms
    from kb.sources.synonyms import read_synonyms

    synonyms = check_synonyms(read_synonyms(settings.content, settings.prefix)[0])
    for edition in editions:
        sync_agents(folder_of(folder, edition), library.for_edition(edition))
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
    return synonyms


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
