"""The whole library, quickly: articles whose bytes are the same as last time are remembered, and the rest is read by all
processors. For commands that look at the content; builds have the shelf (`kb.sources.shelf`)."""

from __future__ import annotations

import json
import multiprocessing
import os
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import kb.library
from kb.library import Article, Library, RawFile, build_library
from kb.library.kept import keep_article, kept_article
from kb.sources.content import content_files
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
    global _work  # noqa: PLW0603 - inherited by the forked processes, so that no file has to be sent to them
    _work = (files, settings)
    try:
        if len(files) < MANY or "fork" not in multiprocessing.get_all_start_methods():
            return _read_part(0, len(files))
        starts = range(0, len(files), _PART)
        with ProcessPoolExecutor(os.cpu_count(), multiprocessing.get_context("fork")) as pool:
            parts = pool.map(_read_part, starts, [start + _PART for start in starts])
            return [entry for part in parts for entry in part]
    finally:
        _work = None


_work: tuple[Sequence[RawFile], Settings] | None = None


def _read_part(start: int, end: int) -> list[tuple[str, str]]:
    assert _work is not None
    files, settings = _work
    library = build_library(files[start:end], settings.options.languages, settings.prefix)
    faulty = {problem.path for problem in library.problems}
    return [
        (article.path, json.dumps(keep_article(article), ensure_ascii=False, separators=(",", ":")))
        for article in library.articles
        if settings.prefix + article.path not in faulty
    ]


def _language(file: RawFile) -> str:
    return file.path.partition("/")[0]
