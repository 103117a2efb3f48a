"""Changes the readers' index as if it had been written anew: only what some edited articles touch, exact to the byte.

Nothing here reads or writes a disk: the caller gives the old files and the state that was kept when they were written,
and gets back what to do.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

from kb.search.columns import facets_of, pack_facets, title_size, to_base64, unpack_facets
from kb.search.documents import Document
from kb.search.edits import Placed, Step, term_edits, word_edits
from kb.search.numbers import numbers_of, size_for
from kb.search.packing import Row, name_of, pack_spellings, pack_terms, unpack_spellings, unpack_terms
from kb.search.recut import Edit, recut
from kb.search.shards import (
    FOLDER,
    card_name,
    card_of,
    file_bytes,
    file_data,
    file_path,
    how_of,
    index_file,
    index_path,
    indexed,
    to_json,
    topic_of,
    topics_of,
    version_of,
)
from kb.search.state import Indexed, State
from kb.search.synonyms import Synonyms


@dataclass(frozen=True)
class Change:
    """What an article was and is, under the same key; None where it was not there, or is not there any more.

    One that is the same and only has another number counts as changed, too: `concerned` finds it."""

    old: Document | None
    new: Document | None

    @property
    def key(self) -> str:
        document = self.old or self.new
        return document.key if document else ""


@dataclass(frozen=True)
class Patch:
    """What to do with the files of an index, in this order; all paths are below the edition's root.

    1. Rename the folder `folder` to `renamed` (`kb/search/<version>`; they differ).
    2. Write `writes`, in their order: the last one is `kb/search/index.json`, which says that everything else is there.
    3. Remove `removes` (they lie in `renamed`).
    4. Keep `state` in the place of the old one. Until then the old state is refused by the next patch, not misused.
    """

    folder: str
    renamed: str
    writes: Mapping[str, bytes]
    removes: tuple[str, ...]
    state: bytes


def concerned(state: State, fingerprints: Mapping[str, str]) -> list[str] | None:
    """Keys of all articles that have to be told as changes, given the fingerprints of those that there are now; None where
    there are so many more or fewer that every number is another one."""
    numbers = _numbers(state, fingerprints.keys())
    if numbers is None:
        return None
    same = {
        key
        for key, known in state.documents.items()
        if fingerprints.get(key) == known.fingerprint and numbers[key] == known.number
    }
    return sorted((state.documents.keys() | fingerprints.keys()) - same)


def _numbers(state: State, keys: Set[str]) -> Mapping[str, int] | None:
    """The numbers of these keys; None where they have nothing to do with those before."""
    if keys == state.documents.keys():
        return {key: known.number for key, known in state.documents.items()}
    return numbers_of(keys) if size_for(len(keys)) == size_for(len(state.documents)) else None


def patch_index(
    read: Callable[[str], bytes],
    state: State,
    changes: Sequence[Change],
    synonyms: Synonyms,
    language: str,
    offline: bool = False,
    directory_urls: bool = True,
) -> Patch | None:
    """The files that differ from those of a clean build after these changes; None means «write it wholly».

    `read` gives an old file by its path below the edition's root, and may raise OSError. `state` is what was kept beside
    that index. The other arguments are those of `shards.index_of`, as they are now.

    None, whenever it can't be shown that the result is exact: the state is of another version or of another index than the
    one that `read` gives; an old document is not the one that was indexed; an article that is `concerned` is missing;
    synonyms, language or kind of addresses have changed. What is not seen here: that this program itself is another one than
    that which wrote the index.
    """
    if state.how != how_of(synonyms, language, offline, directory_urls):
        return None
    files = _Files(read, state.version, offline)
    try:
        steps, documents = _steps(state, changes)
        version = version_of([known.fingerprint for known in documents.values()], synonyms, language, directory_urls)
        after = State(version, state.how, documents, state.frequent)
        if read(index_path(offline)) != index_file(state.version, offline):
            return None
        if version != state.version:
            _patch(files, state, after, steps, directory_urls)
    except (OSError, ValueError, LookupError, TypeError):
        return None  # a file is missing, or is not what was written with this state
    writes = {file_path(version, name, offline): file_bytes(name, data, offline) for name, data in files.new.items()}
    if version != state.version:
        writes[index_path(offline)] = index_file(version, offline)
    gone = tuple(file_path(version, name, offline) for name in files.gone)
    return Patch(FOLDER + state.version, FOLDER + version, writes, gone, after.to_bytes())


def _steps(state: State, changes: Sequence[Change]) -> tuple[list[Step], dict[str, Indexed]]:
    """The changes with their numbers, and all documents afterwards; ValueError where that is not all that has changed."""
    documents = dict(state.documents)
    for old, new in ((change.old, change.new) for change in changes):
        if old is not None:
            known = documents.pop(old.key, None)
            if known is None or known != indexed(old, known.number):
                raise ValueError(f"{old.key} is not what was indexed")
        if new is not None:
            if new.key in documents or (old is not None and old.key != new.key):
                raise ValueError(f"{new.key} was there")
            documents[new.key] = indexed(new, -1)
    numbers = _numbers(state, documents.keys())
    told = {change.key for change in changes}
    if numbers is None or len(told) != len(changes):
        raise ValueError("every document has another number, or one is told twice")
    if any(known.number != numbers[key] for key, known in documents.items() if key not in told):
        raise ValueError("a document has another number, and is not told")
    steps = [
        Step(
            Placed(change.old, state.documents[change.key].number) if change.old else None,
            Placed(change.new, numbers[change.key]) if change.new else None,
        )
        for change in changes
    ]
    after = {key: known._replace(number=numbers[key]) if key in told else known for key, known in documents.items()}
    return steps, dict(sorted(after.items()))


class _Files:
    """Unpacked files of an index by name: the old ones, and what is to be written or removed."""

    def __init__(self, read: Callable[[str], bytes], version: str, offline: bool) -> None:
        self._read, self._version, self._offline = read, version, offline
        self._old: dict[str, bytes] = {}
        self.new: dict[str, bytes] = {}
        self.gone: list[str] = []

    def old(self, name: str) -> bytes:
        if name not in self._old:
            path = file_path(self._version, name, self._offline)
            self._old[name] = file_data(self._read(path), self._offline)
        return self._old[name]

    def write(self, name: str, data: bytes) -> None:
        if self._old.get(name) != data:
            self.new[name] = data


def _patch(files: _Files, before: State, after: State, steps: Sequence[Step], directory_urls: bool) -> None:
    _cards(files, steps, directory_urls)
    meta = json.loads(files.old("meta"))
    meta["n"] = len(after.documents)
    meta["shards"] = _recut(files, "t", meta["shards"], term_edits(steps, after.frequent), unpack_terms, pack_terms)
    meta["lists"] = _recut(files, "w", meta["lists"], word_edits(steps), unpack_spellings, pack_spellings)
    meta["topics"] = _topics(files, meta["topics"], before, after, steps, directory_urls)
    _columns(meta, steps)
    files.write("meta", to_json(meta))


def _cards(files: _Files, steps: Sequence[Step], directory_urls: bool) -> None:
    old, new = (
        {card_name(one.number): card_of(one.document, directory_urls) for one in side if one}
        for side in zip(*((step.old, step.new) for step in steps), strict=True)
    )
    for name, data in new.items():
        if old.get(name) != data:
            files.write(name, data)
    files.gone += sorted(old.keys() - new.keys())


def _columns(meta: dict[str, Any], steps: Sequence[Step]) -> None:
    titles, facets = bytearray(base64.b64decode(meta["titles"])), unpack_facets(meta)
    for step in steps:
        if step.old:
            titles[step.old.number], facets[step.old.number] = 0, None
    for step in steps:
        if step.new:
            number = step.new.number
            titles[number], facets[number] = title_size(step.new.document), facets_of(step.new.document)
    meta["titles"] = to_base64(bytes(titles))
    meta.update(pack_facets(facets))


def _topics(
    files: _Files, rows: list[Any], before: State, after: State, steps: Sequence[Step], directory_urls: bool
) -> list[Any]:
    """The front pages of topics: what was said of them, or is said now, or (beyond the first of them) in their cards."""
    changed = {step.new.document.key: step.new.document for step in steps if step.new}
    known = dict(zip(topics_of(before.documents), rows, strict=True))
    found = []
    for key in topics_of(after.documents):
        if key in changed:
            found.append(topic_of(changed[key], directory_urls))
        elif key in known:
            found.append(known[key])
        else:
            card = json.loads(files.old(card_name(after.documents[key].number)))
            found.append((card["t"], card["u"]))
    return found


def _recut(
    files: _Files,
    folder: str,
    firsts: list[str],
    edits: Mapping[str, Edit],
    unpack: Callable[[bytes], list[Row]],
    pack: Callable[[Sequence[Row]], bytes],
) -> list[str]:
    """The first keys of the files of a folder after the edits."""
    if not edits:
        return firsts
    kept, changed = recut(firsts, lambda first: unpack(files.old(f"{folder}/{name_of(first)}")), edits)
    for first, rows in changed.items():
        files.write(f"{folder}/{name_of(first)}", pack(rows))
    files.gone += [f"{folder}/{name_of(first)}" for first in sorted(set(firsts) - set(kept))]
    return kept
