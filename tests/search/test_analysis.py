"""The text analysis: golden cases for both implementations, and what must hold for any text."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.search import english, ukrainian, words
from kb.search.chunks import chunks, terms_of
from kb.search.folding import clean
from kb.search.query import MAX_WORDS, read_query
from kb.search.repair import from_latin, other_layout
from kb.search.ukrainian import stem
from kb.search.words import term_of
from tests.search.javascript import MODULES, run_js

GOLDEN: dict[str, Any] = json.loads(Path(__file__).with_name("golden.json").read_text(encoding="utf-8"))
CYRILLIC = "абвгдежзийклмнопрстуфхцчшщьюяєії"


def plain(value: Any) -> Any:
    """As JSON has it."""
    return json.loads(json.dumps(value, ensure_ascii=False))


def analysed() -> dict[str, Any]:
    queries = [[text, asdict(read_query(text))] for text, _ in GOLDEN["queries"]]
    cut = [[c, [[x, terms_of(x)] for x in chunks(clean(c))]] for c, _ in GOLDEN["chunks"]]
    found = {
        "words": {word: term_of(clean(word.lower())) for word in GOLDEN["words"]},
        "chunks": cut,
        "queries": queries,
        "layouts": [[text, other_layout(text)] for text, _ in GOLDEN["layouts"]],
        "latin": [[text, from_latin(text)] for text, _ in GOLDEN["latin"]],
    }
    return dict(plain(found))


JAVASCRIPT = """async (kb, given) => ({
  words: Object.fromEntries(Object.keys(given.words).map((w) => [w, kb.termOf(kb.clean(w.toLowerCase()))])),
  chunks: given.chunks.map(([c]) => [c, kb.chunks(kb.clean(c)).map((x) => [x, kb.termsOf(x)])]),
  queries: given.queries.map(([t]) => [t, kb.readQuery(t)]),
  layouts: given.layouts.map(([t]) => [t, kb.otherLayout(t)]),
  latin: given.latin.map(([t]) => [t, kb.fromLatin(t)]),
})"""


@pytest.mark.parametrize("part", ["words", "chunks", "queries", "layouts", "latin"])
def test_python_gives_the_golden_cases(part: str) -> None:
    assert analysed()[part] == GOLDEN[part]


def test_javascript_gives_the_golden_cases() -> None:
    found = run_js(JAVASCRIPT, GOLDEN)
    for part, value in found.items():
        assert value == GOLDEN[part], part


def test_word_lists_are_the_same_in_both() -> None:
    assert set(re.findall(r"[\w']+", _quoted("words.js"))) >= words.STOP_WORDS
    listed = set(re.findall(r"\w+", _quoted("ukrainian.js")))
    assert set(ukrainian._BUILDING.split()) <= listed
    assert set(" ".join((ukrainian._NOUN, ukrainian._VERB, ukrainian._ADJECTIVE)).split()) <= listed


def _quoted(name: str) -> str:
    return " ".join(re.findall(r'"([^"]*)"', (MODULES / name).read_text(encoding="utf-8")))


@pytest.mark.parametrize("family", GOLDEN["families"])
def test_forms_of_one_word_share_a_stem(family: str) -> None:
    stems = {term_of(clean(word)) for word in family.split()}
    assert len(stems) == 1, stems


@given(st.text(CYRILLIC, max_size=30))
def test_a_stem_is_never_longer_nor_empty(word: str) -> None:
    found = stem(word)
    assert len(found) <= max(len(word), 4)
    assert bool(found) == bool(word)


@given(st.text(CYRILLIC, min_size=1, max_size=30))
def test_a_stem_keeps_the_beginning(word: str) -> None:
    # Only the last vowel may change inside a stem
    assert stem("п" + word)[0] == "п"


@given(st.text(max_size=400))
def test_any_text_is_read(text: str) -> None:
    query = read_query(text)
    assert len(query.words) <= MAX_WORDS
    for chunk in chunks(clean(text)):
        assert all(term and weight > 0 for term, weight in terms_of(chunk))


@given(st.text(max_size=60))
def test_javascript_is_not_needed_to_fold(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("комп'ютер", "комп’ютер"),
        ("комп'ютер", "компʼютер"),
        ("програма", "програ\u0301ма"),
        ("принтер", "при\u00adнтер"),
        ("ґрунт", "грунт"),
        ("мережі", "мережi"),
        ("ERR_CONNECTION_RESET", "err-connection-reset"),
        ("café", "cafe"),
    ],
)
def test_spellings_meet(one: str, other: str) -> None:
    first = {t for c in chunks(clean(one)) for t, _ in terms_of(c)}
    second = {t for c in chunks(clean(other)) for t, _ in terms_of(c)}
    assert first & second


def test_english_is_the_snowball_stemmer() -> None:
    snowball = pytest.importorskip("snowballstemmer").stemmer("english")
    listed = [w for w in GOLDEN["words"] if w.isascii() and w.isalpha()]
    odd = "dying lying succeed exceeds proceeding evening outing innings wayyy yyy past pasting egging adding biologist"
    for word in [*listed, *odd.split()]:
        assert english.stem(word) == snowball.stemWord(word)
