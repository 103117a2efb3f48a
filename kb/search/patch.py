"""Changes the readers' index as if it had been written anew: only what some edited articles touch, exact to the byte.

Nothing here reads or writes a disk: the caller gives the old files and the state that was kept when they were written,
and gets back what to do.
"""

from __future__ import annotations

import base64
import json
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from kb.search.columns import facets_of, title_size, to_base64
from kb.search.documents import Document
from kb.search.packing import (
    STRONGEST,
    Row,
    name_of,
    pack_spellings,
    pack_terms,
    postings_of,
    term_row,
    unpack_spellings,
    unpack_terms,
)
from kb.search.recut import Edit, recut
from kb.search.shards import (
    FOLDER,
    address,
    card_name,
    card_of,
    file_bytes,
    file_data,
    file_path,
    how_of,
    impacts_of,
    index_file,
    index_path,
    indexed,
    is_topic,
    to_json,
    version_of,
)
from kb.search.state import State
from kb.search.synonyms import Synonyms


@dataclass(frozen=True)
class Change:
    """An article that was edited in its place: its key and address are as they were."""

    old: Document
    new: Document


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


def patch_index(
    read: Callable[[str], bytes],
    state: bytes,
    changes: Sequence[Change],
    synonyms: Synonyms,
    language: str,
    offline: bool = False,
    directory_urls: bool = True,
) -> Patch | None:
    """The files that differ from those of a clean build after these changes; None means «write it wholly».

    `read` gives an old file by its path below the edition's root, and may raise OSError. `state` is what was kept beside
    that index. The other arguments are those of `shards.index_of`, as they are now.

    None, whenever it can't be shown that the result is exact: the state is broken, of another version or of another index
    than the one that `read` gives; an old document is not the one that was indexed; synonyms, language or kind of
    addresses have changed; a facet that readers narrow by (audience, type, product, language), a key or an address has
    changed. Articles that were added, removed or moved can't be told as changes at all. What is not seen here: that this
    program itself is another one than that which wrote the index.
    """
    kept = State.from_bytes(state)
    if kept is None or kept.how != how_of(synonyms, language, offline, directory_urls):
        return None
    try:
        numbers = _numbers(kept, changes)
        files = _Files(read, kept.version, offline)
        if numbers is None or read(index_path(offline)) != index_file(kept.version, offline):
            return None
        before = kept.version
        for number, change in zip(numbers, changes, strict=True):
            kept.documents[change.new.key] = indexed(change.new, number)
        marks = (known.fingerprint for known in kept.documents.values())
        kept.version = version_of(marks, synonyms, language, directory_urls)
        if kept.version != before:
            _patch(files, kept, dict(zip(numbers, changes, strict=True)), directory_urls)
    except (OSError, ValueError, LookupError, TypeError):
        return None  # a file is missing, or is not what was written with this state
    writes = {file_path(kept.version, name, offline): file_bytes(name, files.new[name], offline) for name in files.new}
    if kept.version != before:
        writes[index_path(offline)] = index_file(kept.version, offline)
    gone = tuple(file_path(kept.version, name, offline) for name in files.gone)
    return Patch(FOLDER + before, FOLDER + kept.version, writes, gone, kept.to_bytes())


def _numbers(state: State, changes: Sequence[Change]) -> list[int] | None:
    """The places of the documents; None where one is not what was indexed, or where more than its own rows would change."""
    known = state.documents
    for old, new in ((change.old, change.new) for change in changes):
        if (old.key, old.url, facets_of(old)) != (new.key, new.url, facets_of(new)):
            return None
        if old.key not in known or known[old.key].fingerprint != old.fingerprint:
            return None
    numbers = [known[change.old.key].number for change in changes]
    return numbers if len(set(numbers)) == len(numbers) else None


class _Files:
    """Unpacked files of an index by name: the old ones, and what is to be written or removed."""

    def __init__(self, read: Callable[[str], bytes], version: str, offline: bool) -> None:
        self._read, self._version, self._offline = read, version, offline
        self._old: dict[str, bytes] = {}
        self.new: dict[str, bytes] = {}
        self.gone: list[str] = []

    def old(self, name: str) -> bytes:
        data = file_data(self._read(file_path(self._version, name, self._offline)), self._offline)
        self._old[name] = data
        return data

    def write(self, name: str, data: bytes) -> None:
        if self._old.get(name) != data:
            self.new[name] = data


def _patch(files: _Files, state: State, changes: Mapping[int, Change], directory_urls: bool) -> None:
    for number, change in changes.items():
        card = card_of(change.new, directory_urls)
        if card != card_of(change.old, directory_urls):
            files.write(card_name(number), card)
    meta = json.loads(files.old("meta"))
    terms: dict[str, Edit] = {term: _term(term, rows, state) for term, rows in _terms_changed(changes).items()}
    meta["shards"] = _recut(files, "t", meta["shards"], terms, unpack_terms, pack_terms)
    words: dict[str, Edit] = {word: _word(word, more) for word, more in _words_changed(changes).items()}
    meta["lists"] = _recut(files, "w", meta["lists"], words, unpack_spellings, pack_spellings)
    titles = bytearray(base64.b64decode(meta["titles"]))
    topics = {row[1]: row for row in meta["topics"]}
    for number, change in changes.items():
        titles[number] = title_size(change.new)
        row = topics.get(address(change.new, directory_urls))
        if row and is_topic(change.new):
            row[0] = change.new.title
    meta["titles"] = to_base64(bytes(titles))
    files.write("meta", to_json(meta))


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


Impacts = list[tuple[int, int | None, int | None]]
"""Number of a document, its old and its new impact; None where the term is not in it."""


def _terms_changed(changes: Mapping[int, Change]) -> dict[str, Impacts]:
    found: dict[str, Impacts] = {}
    for number, change in sorted(changes.items()):
        old, new = impacts_of(change.old), impacts_of(change.new)
        for term in old.keys() | new.keys():
            before, after = old.get(term), new.get(term)
            if before != after:
                found.setdefault(term, []).append((number, before, after))
    return found


def _words_changed(changes: Mapping[int, Change]) -> dict[str, int]:
    found: Counter[str] = Counter()
    for change in changes.values():
        found.update(change.new.words - change.old.words)
        found.subtract(change.old.words - change.new.words)
    return {word: more for word, more in found.items() if more}


def _term(term: str, impacts: Impacts, state: State) -> Edit:
    def edit(row: Row | None) -> Row | None:
        # Of a frequent term the file has only the strongest
        known = state.frequent.get(term)
        postings = known if known is not None else postings_of(row) if row else array("I")
        if len(postings) != (row[1] if row else 0):
            raise ValueError(term)
        for number, before, after in impacts:
            place = bisect_left(postings, number << 8)
            found = postings[place] & 255 if place < len(postings) and postings[place] >> 8 == number else None
            if found != before:
                raise ValueError(term)
            if after is None:
                del postings[place]
            elif before is None:
                postings.insert(place, number << 8 | after)
            else:
                postings[place] = number << 8 | after
        if len(postings) > STRONGEST:
            state.frequent[term] = postings
            if known is not None and row and max(i or 0 for _, *pair in impacts for i in pair) < min(row[3]):
                return term, len(postings), row[2], row[3]  # too weak to be kept, before and after
        else:
            state.frequent.pop(term, None)
        return term_row(term, postings) if postings else None

    return edit


def _word(word: str, more: int) -> Edit:
    def edit(row: Row | None) -> Row | None:
        count = (row[1] if row else 0) + more
        if count < 0:
            raise ValueError(word)
        return (word, count, b"", b"") if count else None

    return edit
