"""Shared fixtures: a library from a few strings, and the corpora where they are present."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from kb.library import Library, RawFile, build_library

ROOT = Path(__file__).resolve().parents[1]
LibraryOf = Callable[..., Library]


def article(
    body: str = "Text.", *, id: str = "KB-0001", title: str = "A title", visibility: str = "public", more: str = ""
) -> str:
    """A whole file with a valid header."""
    return f'---\nid: {id}\ntitle: "{title}"\nvisibility: {visibility}\nowner: desk\n{more}---\n\n{body}\n'


def library_of(
    files: dict[str, str | bytes], languages: tuple[str, ...] = ("uk", "en"), keep: tuple[str, ...] = ()
) -> Library:
    """A library from path → text. A path that does not end in .md is an asset."""
    raw = [
        RawFile(p, (t.encode() if isinstance(t, str) else t) if p.endswith(".md") else None) for p, t in files.items()
    ]
    return build_library(raw, languages, "content/", keep)


@pytest.fixture
def corpora() -> Path:
    """Foreign material; tests that need it skip where it is not at hand."""
    place = Path(os.environ.get("PORADNYK_CORPORA", ROOT.parent / "shared" / "corpora"))
    if not place.is_dir():
        pytest.skip(f"no corpora at {place}; set PORADNYK_CORPORA")
    return place
