"""The library of a program that stays: only files whose bytes have changed are read into articles again."""

from __future__ import annotations

import hashlib

from kb.library import Article, Library, build_library
from kb.sources.content import content_files
from kb.sources.settings import Settings


class LivingLibrary:
    """Reads the same library as `read_library`, as often as it is asked."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[bytes, Article]] = {}

    def read(self, settings: Settings) -> Library:
        """SettingsError when there is no content folder."""
        files = content_files(settings)
        marks = {f.path: hashlib.blake2b(f.data, digest_size=16).digest() for f in files if f.data is not None}
        known = {path: article for path, (mark, article) in self._known.items() if mark == marks.get(path)}
        options = settings.options
        library = build_library(files, options.languages, settings.prefix, options.keep_assets, known)
        faulty = {problem.path for problem in library.problems}
        # An article with a problem is read again, so that the problem is said again
        self._known = {
            article.path: (marks[article.path], article)
            for article in library.articles
            if settings.prefix + article.path not in faulty
        }
        return library
