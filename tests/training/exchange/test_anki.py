"""The Anki deck: cards that keep their numbers, and nothing hidden in them."""

from __future__ import annotations

import sqlite3
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from kb.edition import Edition
from kb.training.exchange.anki import as_anki
from kb.training.exchange.portable import portable
from tests.conftest import library_of
from tests.training.bank import files

pytest.importorskip("genanki")


def cards(data: bytes, place: Path) -> list[tuple[str, str, str]]:
    """(guid, tags, fields) as Anki keeps them."""
    place.write_bytes(zipfile.ZipFile(BytesIO(data)).read("collection.anki2"))
    with sqlite3.connect(place) as base:
        return base.execute("select guid, tags, flds from notes order by id").fetchall()


def test_the_deck(tmp_path: Path) -> None:
    questions = portable(library_of(files()).for_edition(Edition("public", "en"))).questions
    made = as_anki(questions, "A deck", "public/en", 1_700_000_000)
    assert made == as_anki(questions, "A deck", "public/en", 1_700_000_000)
    found = cards(made.data, tmp_path / "a.db")
    assert [fields.split("\x1f")[0] for _, _, fields in found] == [q.id for q in questions]
    assert b"CANARY" not in (tmp_path / "a.db").read_bytes()
    later = cards(as_anki(questions[3:], "Renamed", "public/en", 1_800_000_000).data, tmp_path / "b.db")
    assert [guid for guid, _, _ in later] == [guid for guid, _, _ in found[3:]]
    one = next(fields for _, _, fields in found if fields.startswith("Q-SAT-01"))
    front, back = one.split("\x1f")[1:]
    assert "<code>HTTPS</code>" in front and "✓" not in front and "standard" not in front
    assert "✓ 443" in back and "The <em>standard</em> port." in back
    assert "OBJ-SAT-1" in next(tags for _, tags, fields in found if fields.startswith("Q-SAT-01"))
