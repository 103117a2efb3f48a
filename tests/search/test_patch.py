"""The readers' index, patched: byte for byte what writing it anew gives."""

from __future__ import annotations

import random
from array import array
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.edition import Edition
from kb.search import packing, patch, shards
from kb.search.documents import Document, document
from kb.search.numbers import numbers_of
from kb.search.packing import cut, name_of, term_row, unpack_spellings, unpack_terms
from kb.search.patch import Change, Patch, patch_index
from kb.search.recut import Edit, recut
from kb.search.shards import Index
from kb.search.state import State
from kb.search.synonyms import Synonyms, check_synonyms
from tests.conftest import article, library_of
from tests.search.javascript import run_js

SYNONYMS = check_synonyms([["впн", "VPN"]])
LETTERS = "абвгґдеєжзиіїйклмноп"
SYLLABLES = [a + b + c for a in LETTERS for b in "аоуи" for c in LETTERS]
WORDS = [*SYLLABLES[:900], "Print_Spooler", "0x0000011B", "𝐀𝐁𝐂", "x"]


@pytest.fixture(autouse=True, scope="module")
def _small() -> Iterator[None]:
    """Small files and few postings, so that a small library has many files and frequent terms."""
    with pytest.MonkeyPatch.context() as patched:
        for module in (packing, shards, patch):
            patched.setattr(module, "STRONGEST", 6)
        for name, value in (("LEAST", 60), ("MOST", 130), ("ODDS", 8)):
            patched.setattr(packing, name, value)
        yield


class Shelf:
    """Articles that are edited; the texts come from a seed, with common words and rare ones."""

    def __init__(self, seed: int, number: int = 9) -> None:
        self.chance = random.Random(seed)
        self.files = {f"uk/{'index' if n == 0 else n}.md": self.text(n) for n in range(number)}
        if number:
            self.files["uk/topic/index.md"] = self.text(99)

    def words(self, most: int) -> str:
        count = self.chance.randrange(1, most)
        return " ".join(WORDS[int(len(WORDS) * self.chance.random() ** 3)] for _ in range(count))

    def text(self, number: int, more: str = "") -> str:
        body = f"{self.words(60)}\n\n## {self.words(4)}\n\n{self.words(60)}"
        symptoms = f'symptoms: ["{self.words(5)}"]\n' if self.chance.random() < 0.5 else ""
        return article(body, id=f"KB-{number:04}", title=self.words(6), more=symptoms + more)

    def edit(self, kind: str) -> None:
        path = self.chance.choice(sorted(self.files))
        text = self.files[path]
        if kind == "word":
            self.files[path] = text.replace("##", f"{self.words(3)}\n\n##", 1)
        elif kind == "cut":
            head, _, body = text.partition("---\n\n")
            parts = body.split(" ")
            del parts[len(parts) // 2 : len(parts) // 2 + 5]
            self.files[path] = f"{head}---\n\n{' '.join(parts)}"
        elif kind == "title":
            start = text.index('title: "')
            self.files[path] = f'{text[:start]}title: "{self.words(6)}{text[text.index(chr(34), start + 8) :]}'
        else:
            number = int(text[text.index("KB-") + 3 :][:4])
            self.files[path] = self.text(number, "status: archived\n" if kind == "archived" else "")

    def documents(self) -> list[Document]:
        return [document(a) for a in library_of(dict(self.files)).for_edition(Edition.parse("internal/uk")).articles]


def written(documents: list[Document], offline: bool = False, synonyms: Synonyms = SYNONYMS) -> Index:
    numbers = numbers_of(one.key for one in documents)
    return shards.index_of(sorted(documents, key=lambda one: numbers[one.key]), numbers, synonyms, "uk", offline)


def patched(index: Index, before: list[Document], after: list[Document], offline: bool = False) -> Patch | None:
    changes = [Change(a, b) for a, b in zip(before, after, strict=True) if a != b]
    return patch_index(index.files.__getitem__, index.state.to_bytes(), changes, SYNONYMS, "uk", offline)


def applied(found: Patch, files: dict[str, bytes]) -> dict[str, bytes]:
    """As `Patch` says that it is to be done."""
    done = {path.replace(found.folder + "/", found.renamed + "/", 1): data for path, data in files.items()}
    done |= found.writes
    for path in found.removes:
        del done[path]
    return done


@given(
    st.integers(0, 2**32),
    st.lists(st.lists(st.sampled_from(["word", "cut", "title", "whole", "archived"]), max_size=3), max_size=4),
    st.booleans(),
)
@settings(max_examples=120, deadline=None)
def test_patches_are_exact(seed: int, steps: list[list[str]], offline: bool) -> None:
    shelf = Shelf(seed)
    before = shelf.documents()
    index = written(before, offline)
    for step in steps:
        for kind in step:
            shelf.edit(kind)
        after = shelf.documents()
        found = patched(index, before, after, offline)
        assert found is not None
        clean = written(after, offline)
        assert applied(found, index.files) == clean.files
        assert found.state == clean.state.to_bytes()
        assert (found.folder == found.renamed) == (not found.writes) == (before == after)
        if found.writes:
            assert list(found.writes)[-1] in ("kb/search/index.json", "kb/search/index.js")
        before, index = after, clean


def test_a_small_edit_writes_few_files() -> None:
    shelf = Shelf(1, 60)
    before = shelf.documents()
    shelf.edit("word")
    index = written(before)
    found = patched(index, before, shelf.documents())
    assert found is not None
    assert len(index.files) > 150 and len(found.writes) < 30


def test_an_edit_that_shows_nowhere_writes_only_the_version() -> None:
    before = Shelf(2).documents()
    after = [replace(before[0], fingerprint="0" * 24), *before[1:]]
    found = patched(written(before), before, after)
    assert found is not None and list(found.writes) == ["kb/search/index.json"] and not found.removes


def refusals() -> Iterator[tuple[str, list[Change], Synonyms, str, bool]]:
    before = Shelf(3).documents()
    one = before[1]
    new = replace(one, fingerprint="1" * 24, title="Інша")
    yield "synonyms", [Change(one, new)], Synonyms(), "uk", False
    yield "language", [Change(one, new)], SYNONYMS, "en", False
    yield "offline", [Change(one, new)], SYNONYMS, "uk", True
    yield "strange", [Change(replace(one, fingerprint="2" * 24), new)], SYNONYMS, "uk", False
    yield "twice", [Change(one, new), Change(one, new)], SYNONYMS, "uk", False
    yield "moved", [Change(one, replace(new, url="elsewhere/"))], SYNONYMS, "uk", False
    yield "renamed", [Change(one, replace(new, key="elsewhere.md"))], SYNONYMS, "uk", False
    facets = tuple((name, ("runbook",) if name == "type" else own) for name, own in one.facets)
    yield "facets", [Change(one, replace(new, facets=facets))], SYNONYMS, "uk", False
    # The fingerprint says that it is the one that was indexed, and yet it has other words
    lied = replace(one, terms={"вигадка": 1.0}, titles=(frozenset(),), headings=())
    yield "lie", [Change(lied, new)], SYNONYMS, "uk", False


@pytest.mark.parametrize("case", list(refusals()), ids=lambda case: case[0])
def test_what_cannot_be_shown_to_be_exact_is_refused(case: tuple[str, list[Change], Synonyms, str, bool]) -> None:
    _, changes, synonyms, language, offline = case
    index = written(Shelf(3).documents())
    assert patch_index(index.files.__getitem__, index.state.to_bytes(), changes, synonyms, language, offline) is None


@pytest.mark.parametrize("how", ["cut", "flipped", "empty", "text", "other version", "of another index"])
def test_a_state_that_is_broken_or_old_is_refused(how: str) -> None:
    shelf = Shelf(4)
    before = shelf.documents()
    index = written(before)
    state = index.state.to_bytes()
    shelf.edit("whole")
    after = shelf.documents()
    if how == "of another index":
        state = written(after).state.to_bytes()
    else:
        middle = len(state) // 2
        flipped = state[:middle] + bytes([state[middle] ^ 1]) + state[middle + 1 :]
        damaged = {"cut": state[:-5], "flipped": flipped, "empty": b"", "text": b"hello\n"}
        state = damaged.get(how, state.replace(b"state 2", b"state 1", 1))
    changes = [Change(a, b) for a, b in zip(before, after, strict=True) if a != b]
    assert patch_index(index.files.__getitem__, state, changes, SYNONYMS, "uk") is None


@pytest.mark.parametrize("name", ["meta", "t/", "w/"])
@pytest.mark.parametrize("how", ["gone", "cut", "other"])
def test_an_index_that_is_damaged_is_refused(name: str, how: str) -> None:
    shelf = Shelf(5)
    before = shelf.documents()
    index = written(before)
    shelf.edit("whole")
    files = dict(index.files)
    for path in [p for p in files if f"/{name}" in p.partition("kb/search/")[2]]:
        if how == "gone":
            del files[path]
        else:
            files[path] = files[path][:-9] if how == "cut" else packing.gzip(b"\3 aa\1\1\1")
    assert patched(Index(files, index.state), before, shelf.documents()) is None


def test_a_site_without_articles_has_a_state_too() -> None:
    index = written([])
    found = patched(index, [], [])
    assert found is not None and not found.writes
    assert State.from_bytes(index.state.to_bytes()) is not None


# The files


def test_what_is_packed_can_be_unpacked() -> None:
    rows = [
        term_row(word, array("I", [n << 8 | 5 for n in range(1, count, 3)]))
        for count, word in enumerate(sorted(WORDS), 2)
    ]
    for unpack, pack in ((unpack_terms, packing.pack_terms), (unpack_spellings, packing.pack_spellings)):
        found = unpack(pack(rows))
        assert [row[:2] for row in found] == [row[:2] for row in rows]
        assert unpack is unpack_spellings or found == rows


def test_only_the_strongest_postings_of_a_frequent_term_are_kept() -> None:
    postings = array("I", [(number << 8) + impact for number, impact in enumerate([9, 8, 8, 1, 9, 8, 8, 8, 7])])
    assert [p >> 8 for p in packing.strongest(postings)] == [0, 1, 2, 4, 5, 6]
    assert term_row("a", postings)[1] == 9


def becomes(key: str, size: int, _: packing.Row | None) -> packing.Row | None:
    return (key, 1, b"", bytes(size)) if size else None


@given(st.integers(0, 2**32))
@settings(max_examples=60, deadline=None)
def test_cuts_meet_again(seed: int) -> None:
    chance = random.Random(seed)
    table = {word: (word, chance.randrange(1, 9), b"", bytes(int(90 * chance.random() ** 6))) for word in WORDS}

    def in_order() -> list[list[packing.Row]]:
        return list(cut(table[word] for word in sorted(table, key=packing.order)))

    old = {rows[0][0]: rows for rows in in_order()}
    edits = {chance.choice([*WORDS, "я"]): chance.choice([0, 1, 2, 90]) for _ in range(chance.randrange(4))}
    made: dict[str, Edit] = {key: partial(becomes, key, size) for key, size in edits.items()}
    for key, edit in made.items():
        row = edit(None)
        table.pop(key, None)
        if row:
            table[key] = row
    new = {rows[0][0]: rows for rows in in_order()}
    firsts, changed = recut(list(old), old.__getitem__, made)
    assert firsts == list(new)
    assert {first: changed.get(first) or old[first] for first in firsts} == new


def test_both_languages_name_a_file_alike() -> None:
    keys = ["", "#kb5034441", "принтер", "під'єднан", "𝐀𝐁𝐂", "é"]
    assert run_js("(kb, keys) => keys.map(kb.nameOf)", keys) == [name_of(key) for key in keys]
