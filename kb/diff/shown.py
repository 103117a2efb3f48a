"""What an edition shows of the articles, line by line, as a reader sees it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kb.edition import Edition, Visibility
from kb.library import Article, Library
from kb.library.text import find_sections, plain_line

LEVELS: tuple[Visibility, ...] = ("public", "internal")
"""Visibilities that can be too wide, from the widest."""

_LIST = re.compile(r"^[\s>]*(?:[-*+]|\d+[.)])[ \t]+(?:\[[ xX]\][ \t]+)?")


@dataclass(frozen=True)
class Shown:
    """`lines` maps the path of each article that is shown to its lines; `assets` are paths of files."""

    lines: dict[str, tuple[str, ...]]
    assets: frozenset[str]

    def all(self) -> frozenset[str]:
        return frozenset(line for lines in self.lines.values() for line in lines)


def shown_at(library: Library, visibility: Visibility) -> Shown:
    """Everything that the editions of a visibility show, each article in its own language."""
    views = _views(library, visibility)
    lines = {a.path: tuple(lines_of(a)) for view in views for a in view.articles if not a.fallback}
    return Shown(lines, frozenset(asset.path for view in views for asset in view.assets))


def shown_assets(library: Library, visibility: Visibility) -> frozenset[str]:
    """Paths of the files that the editions of a visibility publish."""
    return frozenset(asset.path for view in _views(library, visibility) for asset in view.assets)


def _views(library: Library, visibility: Visibility) -> tuple[Library, ...]:
    return tuple(library.for_edition(Edition(visibility, language)) for language in library.languages)


def hidden_lines(library: Library, shown: Shown) -> dict[str, str]:
    """Line → path of an article, of every line that is in the library but not shown."""
    everywhere = shown.all()
    found: dict[str, str] = {}
    for article in (*library.articles, *library.refused):
        for line in lines_of(article):
            if line not in everywhere:
                found.setdefault(line, article.path)
    for raw in library.withheld:
        for section in find_sections(raw.text):
            for line in (section.title, *section.text.split("\n")):
                if line and line not in everywhere:
                    found.setdefault(line, raw.path)
    return found


def lines_of(article: Article) -> Iterator[str]:
    """Lines of the text and of the header that a reader sees."""
    meta = article.meta
    yield meta.title
    yield from filter(None, (meta.description, meta.problem, meta.workaround, meta.fixed_text))
    yield from (*meta.symptoms, *(objective.text for objective in meta.objectives))
    yield from _lines_of(article.body)


@lru_cache(maxsize=20_000)
def _lines_of(body: str) -> tuple[str, ...]:
    """The same text is asked for on both sides of a change, and at each level."""
    sections = find_sections(body)
    return tuple(line for section in sections for line in (section.title, *section.text.split("\n")) if line)


def place_of(article: Article, line: str) -> int:
    """The number of the line in the file where this text begins; 0 when it stands in the header."""
    start = line[:40]
    for number, source in enumerate(article.body.split("\n")):
        if plain_line(_LIST.sub("", source).lstrip("#> \t|")).startswith(start[:40]) or (
            source.strip() and source.strip() == line
        ):
            return article.body_line + number
    first = " ".join(line.split()[:3])
    for number, source in enumerate(article.body.split("\n")):
        if first and first in plain_line(source):
            return article.body_line + number
    return 0
