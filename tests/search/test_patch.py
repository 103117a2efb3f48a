"""The readers' index, patched: byte for byte what writing it anew gives."""

from __future__ import annotations

import json
import random
from array import array
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.edition import Edition
from kb.search import edits, numbers, packing, shards
from kb.search.documents import Document, document
from kb.search.packing import cut, name_of, term_row, unpack_spellings, unpack_terms
from kb.search.patch import Change, Patch, concerned, patch_index
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
        for module in (packing, shards, edits):
            patched.setattr(module, "STRONGEST", 6)
        patched.setattr(shards, "TOPICS", 2)
        # As full as it would be with many articles, so that one that comes or goes moves others
        patched.setattr(numbers, "LEAST", 16)
        for name, value in (("LEAST", 60), ("MOST", 130), ("ODDS", 8)):
            patched.setattr(packing, name, value)
        yield


EDITS = ["word", "cut", "title", "whole", "archived", "type", "audience"]
MOVES = ["new", "delete", "move"]
MORE = {"archived": "status: archived\n", "type": "type: runbook\n", "audience": "audience: [novice]\n"}


class Shelf:
    """Articles that are edited; the texts come from a seed, with common words and rare ones."""

    def __init__(self, seed: int, number: int = 9) -> None:
        self.chance = random.Random(seed)
        self.files = {f"uk/{'index' if n == 0 else n}.md": self.text(n) for n in range(number)}
        self.number = number
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
        if kind == "new" or not self.files:
            self.number += 1
            topic = f"{self.chance.choice('abc')}{self.chance.randrange(3)}"
            name = self.chance.choice(["index.md", f"{self.number}.md"])
            self.files[f"uk/{self.chance.choice(['', f'{topic}/', f'{topic}/in/'])}{name}"] = self.text(self.number)
            return
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
        elif kind == "delete":
            del self.files[path]
        elif kind == "move":
            del self.files[path]
            self.files[path.replace(".md", f"-{self.chance.randrange(9)}.md")] = text
        else:
            number = int(text[text.index("KB-") + 3 :][:4])
            self.files[path] = self.text(number, MORE.get(kind, ""))

    def documents(self) -> list[Document]:
        return [document(a) for a in library_of(dict(self.files)).for_edition(Edition.parse("internal/uk")).articles]


def written(documents: list[Document], offline: bool = False, synonyms: Synonyms = SYNONYMS) -> Index:
    places = numbers.numbers_of(one.key for one in documents)
    return shards.index_of(sorted(documents, key=lambda one: places[one.key]), places, synonyms, "uk", offline)


def changes_of(index: Index, before: list[Document], after: list[Document]) -> list[Change] | None:
    """All that has to be told."""
    old, new = ({one.key: one for one in side} for side in (before, after))
    keys = concerned(index.state, {key: one.fingerprint for key, one in new.items()})
    return None if keys is None else [Change(old.get(key), new.get(key)) for key in keys]


def patched(index: Index, before: list[Document], after: list[Document], offline: bool = False) -> Patch | None:
    changes, state = changes_of(index, before, after), kept(index)
    assert changes is not None
    return patch_index(index.files.__getitem__, state, changes, SYNONYMS, "uk", offline)


def kept(index: Index) -> State:
    """As it comes back from the disk."""
    state = State.from_bytes(index.state.to_bytes())
    assert state is not None
    return state


def applied(found: Patch, files: dict[str, bytes]) -> dict[str, bytes]:
    """As `Patch` says that it is to be done."""
    done = {path.replace(found.folder + "/", found.renamed + "/", 1): data for path, data in files.items()}
    done |= found.writes
    for path in found.removes:
        del done[path]
    return done


@given(
    st.integers(0, 2**32),
    st.integers(0, 24),
    st.lists(st.lists(st.sampled_from([*EDITS, *MOVES, *MOVES]), max_size=3), max_size=4),
    st.booleans(),
)
@settings(max_examples=150, deadline=None)
def test_patches_are_exact(seed: int, number: int, steps: list[list[str]], offline: bool) -> None:
    shelf = Shelf(seed, number)
    before = shelf.documents()
    index = written(before, offline)
    for step in steps:
        for kind in step:
            shelf.edit(kind)
        after = shelf.documents()
        clean = written(after, offline)
        if numbers.size_for(len(before)) == numbers.size_for(len(after)):
            found = patched(index, before, after, offline)
            assert found is not None
            assert applied(found, index.files) == clean.files
            assert found.state == clean.state.to_bytes()
            assert (found.folder == found.renamed) == (not found.writes) == (before == after)
            if found.writes:
                assert list(found.writes)[-1] in ("kb/search/index.json", "kb/search/index.js")
        else:
            assert changes_of(index, before, after) is None
        before, index = after, clean


def test_one_that_comes_moves_others_along() -> None:
    """Otherwise the test above would say less than it seems to."""
    before = [replace(Shelf(6).documents()[0], key=f"{number}.md") for number in range(30)]
    index = written(before)
    moved = []
    for number in range(40):
        after = [*before, replace(before[0], key=f"new-{number}.md")]
        changes = changes_of(index, before, after)
        assert changes is not None
        moved.append(len(changes) - 1)
    assert 0 in moved and max(moved) > 2


def test_a_topic_that_was_not_listed_comes_after_one_that_goes() -> None:
    shelf = Shelf(7, 28)
    for number, topic in enumerate("abc"):
        shelf.files[f"uk/{topic}/index.md"] = article("Вступ.", id=f"KB-9{number:03}", title=f"Тема {topic}")
    before = shelf.documents()
    index = written(before)
    del shelf.files["uk/a/index.md"]
    found = patched(index, before, shelf.documents())
    assert found is not None
    meta = next(data for path, data in found.writes.items() if path.endswith("/meta.gz"))
    assert json.loads(packing.gunzip(meta))["topics"] == [["Тема b", "b/"], ["Тема c", "c/"]]
    assert applied(found, index.files) == written(shelf.documents()).files


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
    yield "two keys", [Change(one, replace(new, key="elsewhere.md"))], SYNONYMS, "uk", False
    yield "new, but there", [Change(None, new)], SYNONYMS, "uk", False
    yield "gone, but not there", [Change(replace(one, key="elsewhere.md"), None)], SYNONYMS, "uk", False
    # The fingerprint says that it is the one that was indexed, and yet it has other words
    lied = replace(one, terms={"вигадка": 1.0}, titles=(frozenset(),), headings=())
    yield "lie", [Change(lied, new)], SYNONYMS, "uk", False
    yield "gone, a lie", [Change(lied, None)], SYNONYMS, "uk", False


@pytest.mark.parametrize("case", list(refusals()), ids=lambda case: case[0])
def test_what_cannot_be_shown_to_be_exact_is_refused(case: tuple[str, list[Change], Synonyms, str, bool]) -> None:
    _, changes, synonyms, language, offline = case
    index = written(Shelf(3).documents())
    assert patch_index(index.files.__getitem__, kept(index), changes, synonyms, language, offline) is None


def test_one_that_moves_and_is_not_told_is_refused() -> None:
    shelf = Shelf(3, 24)
    before = shelf.documents()
    index = written(before)
    refused = 0
    for number in range(20):
        new = replace(before[0], key=f"new-{number}.md", fingerprint=f"{number:024}")
        changes = changes_of(index, before, [*before, new])
        assert changes is not None
        for left_out in changes:
            told = [change for change in changes if change is not left_out and change.old]
            found = patch_index(index.files.__getitem__, kept(index), [*told, Change(None, new)], SYNONYMS, "uk")
            assert (found is None) == (left_out.old is not None)
            refused += found is None
    assert refused > 5


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
    found = State.from_bytes(state)
    if found is not None:
        changes = [Change(a, b) for a, b in zip(before, after, strict=True) if a != b]
        assert patch_index(index.files.__getitem__, found, changes, SYNONYMS, "uk") is None
    assert (found is not None) == (how == "of another index")


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
    assert patched(Index(files, index.state), before, before[:-1]) is None


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
