"""The whole library, quickly: articles whose bytes are the same as last time are remembered, and the rest is read by all
processors. For commands that look at the content; builds have the shelf (`kb.sources.shelf`)."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path

import kb.library
from kb.library import Article, Library, RawFile, build_library
from kb.library.kept import keep_article, kept_article
from kb.sources.content import content_files
from kb.sources.forked import can_fork, shared
from kb.sources.kept import Kept, code_of, mark_of
from kb.sources.settings import Settings

NAME = "articles.sqlite"
MANY = 1000
"""Articles from which on further processes pay."""
_PART = 250


def read_remembered(settings: Settings) -> Library:
    """The same as `read_library`, sooner. SettingsError when there is no content folder."""
    files = content_files(settings)
    kept = Kept(settings.root / ".kb-cache" / NAME)
    version = code_of(Path(kb.library.__file__).parent)
    marks = {file.path: mark_of(file.data, version, settings.prefix) for file in files if file.data is not None}
    values = {path: value for path, mark in marks.items() if (value := kept.get(path, mark)) is not None}
    missing = [file for file in files if file.path in marks and file.path not in values]
    values.update(_read_all(missing, settings))
    known: dict[str, Article] = {}
    for file in files:
        if file.path in values and file.data is not None:
            try:
                known[file.path] = kept_article(json.loads(values[file.path]), file.path, _language(file), file.data)
            except (ValueError, TypeError):
                del values[file.path]
    kept.keep({path: (marks[path], value) for path, value in values.items()})
    options = settings.options
    return build_library(files, options.languages, settings.prefix, options.keep_assets, known)


def _read_all(files: Sequence[RawFile], settings: Settings) -> Iterable[tuple[str, str]]:
    """(path, article as JSON) of all that have no problem, by several processes where they are many."""
    if len(files) < MANY or not can_fork():
        return _read_part(files, settings)
    parts = [files[start : start + _PART] for start in range(0, len(files), _PART)]
    return chain.from_iterable(
        shared(lambda place: _read_part(parts[place], settings), len(parts), os.cpu_count() or 1)
    )


def _read_part(files: Sequence[RawFile], settings: Settings) -> list[tuple[str, str]]:
    library = build_library(files, settings.options.languages, settings.prefix)
    faulty = {problem.path for problem in library.problems}
    return [
        (article.path, json.dumps(keep_article(article), ensure_ascii=False, separators=(",", ":")))
        for article in library.articles
        if settings.prefix + article.path not in faulty
    ]


def _language(file: RawFile) -> str:
    return file.path.partition("/")[0]
