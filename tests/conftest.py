"""Shared fixtures: a library from a few strings, and the corpora where they are present."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import pytest
from playwright.sync_api import Browser, sync_playwright

from kb.library import Library, RawFile, build_library
from tests.browser.browser import FLAGS, find_browser

# Everybody's own runs look for new counterexamples; a pull request is judged by the same examples each time
hypothesis.settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    hypothesis.settings.load_profile("ci")

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


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium, one for all tests: Playwright can be started only once in a process."""
    with sync_playwright() as playwright:
        path = find_browser(playwright.chromium.executable_path)
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()
