"""The pages of this repository's handbook, read from disk."""

from __future__ import annotations

from pathlib import Path

from kb.handbook.parts import LANGUAGES

ROOT = Path(__file__).resolve().parents[2]


def page(language: str, name: str) -> str:
    """Text of one page."""
    return (ROOT / "content" / language / "handbook" / f"{name}.md").read_text(encoding="utf-8")


def page_names(language: str) -> list[str]:
    """All pages of a language, without the ending."""
    return sorted(path.stem for path in (ROOT / "content" / language / "handbook").glob("*.md"))


ALL_PAGES = [(language, name) for language in LANGUAGES for name in page_names(language)]
