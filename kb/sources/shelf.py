"""The articles as a build has read them, kept for the next one in `.kb-cache/shelf.sqlite`.

An article is taken from there as long as its file bears the same stamp: size, times of its last change and of its inode's,
and number (inode). Then everything that others ask of it is known, and its text is read only where it is needed; it has to be
the text that was read then. A file that was written shortly before it was read bears no stamp that could be trusted. `kb
build --clean` keeps nothing of it; a file that is broken costs time and nothing more.
"""

from __future__ import annotations

import json
import os
import platform
import stat
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

import kb.library
from kb.library import Article, Library, build_library
from kb.library.kept import outline, outlined
from kb.sources.content import read_file
from kb.sources.kept import Kept, code_of
from kb.sources.settings import Settings

NAME = "shelf.sqlite"
_MOMENT = 50_000_000
"""Nanoseconds within which two changes may bear the same time."""


class ChangedMeanwhile(Exception):
    """A file is not what it was when the build began."""


class Shelf:
    """What is kept of the articles of a knowledge base."""

    def __init__(
        self, settings: Settings, began: int | None = None, seen: Mapping[str, os.stat_result] | None = None
    ) -> None:
        """`seen`: what the system has said of some files since `began` (ns)."""
        self._settings = settings
        self._seen = seen or {}
        self._root = settings.content.resolve()
        self._began = time.time_ns() if began is None else began
        self._stamps: dict[str, str] = {}
        self._kept = Kept(settings.root / ".kb-cache" / NAME)
        code = code_of(Path(kb.library.__file__).parent)
        self._version = f"{platform.python_version()} {settings.prefix} {code}"

    def articles(self, paths: Iterable[str]) -> dict[str, Article]:
        """Those of these files that are known."""
        content = str(self._settings.content)
        found: dict[str, Article] = {}
        for path in paths:
            stamp = self._stamp(f"{content}{os.sep}{path}", self._seen.get(path)) if path.endswith(".md") else ""
            if not stamp:
                continue
            self._stamps[path] = stamp
            value = self._kept.get(path, stamp)
            if value is not None:
                try:
                    found[path] = outlined(json.loads(value), path, self._read)
                except (ValueError, TypeError):
                    continue
        return found

    def keep(self, library: Library) -> None:
        """Keep what was read, as it was when `articles` was asked, and nothing else."""
        faulty = {problem.path.removeprefix(self._settings.prefix) for problem in library.problems}
        rows = {}
        for article in library.articles:
            stamp = self._stamps.get(article.path)
            if stamp and article.path not in faulty:
                value = self._kept.get(article.path, stamp) if "unread" in article.__dict__ else None
                if value is None:
                    value = json.dumps(outline(article), ensure_ascii=False, separators=(",", ":"))
                rows[article.path] = (stamp, value)
        self._kept.keep(rows)

    def _stamp(self, path: str, seen: os.stat_result | None) -> str:
        """Empty where it says nothing."""
        try:
            seen = seen if seen and seen.st_ino else os.lstat(path)  # a folder of Windows does not tell numbers
        except OSError:
            return ""
        if not stat.S_ISREG(seen.st_mode) or max(seen.st_mtime_ns, seen.st_ctime_ns) > self._began - _MOMENT:
            return ""
        return f"{self._version} {seen.st_size} {seen.st_mtime_ns} {seen.st_ctime_ns} {seen.st_ino}"

    def _read(self, article: Article) -> str:
        settings = self._settings
        file = read_file(settings.content / article.path, article.path, self._root)
        for read in build_library([file], settings.options.languages, settings.prefix).articles:
            if read.mark == article.mark:
                return read.body
        raise ChangedMeanwhile(f"{settings.prefix}{article.path} was changed while the site was built: build again")
