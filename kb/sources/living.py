"""The library of a program that stays: only files that have changed are read into articles again."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from hashlib import blake2b
from pathlib import Path

from kb.library import Article, Library, RawFile, build_library
from kb.sources.content import content_files, list_content, read_file
from kb.sources.settings import Settings


class LivingLibrary:
    """Reads the same library as `read_library`, as often as it is asked."""

    def __init__(self) -> None:
        self._content: Path | None = None
        self._files: dict[str, RawFile] = {}
        """Everything in the content folder, without the bytes of what is known."""
        self._known: dict[str, Article] = {}
        """Articles that were read without a problem. The others are read again, so that it is said again."""
        self._marks: dict[str, bytes] = {}
        self._links: frozenset[str] = frozenset()
        self._library: Library | None = None

    def read(self, settings: Settings, changed: Collection[Path] | None = None) -> Library:
        """The library as it is now. `changed` are all files and folders that may have changed since it was asked last; None:
        anything may have. SettingsError when there is no content folder."""
        content = settings.content
        if changed is None or self._content != content or not content.is_dir() or content in changed:
            found, before = content_files(settings), set(self._files)
        else:
            found, before = self._look(content, changed)
        self._take(content, found, before)
        options = settings.options
        files = self._files.values()
        library = build_library(files, options.languages, settings.prefix, options.keep_assets, self._known)
        self._remember(library, settings.prefix)
        if self._library is not None:
            library.follows(self._library)
        self._library = library
        return library

    def _look(self, content: Path, changed: Collection[Path]) -> tuple[list[RawFile], set[str]]:
        """Files at and below these places, as they are now; and the paths of those that were there before."""
        root = content.resolve()
        found: dict[str, RawFile] = {}
        before: set[str] = set()
        # What a link leads to may have changed elsewhere
        for place in {*_below(changed, content, root), *self._links}:
            target = content / place
            folder = target.is_dir()
            if place in self._files:
                before.add(place)
            if folder or place not in self._files:
                before |= {path for path in self._files if path.startswith(place + "/")}
            if folder and not target.is_symlink():
                paths = [f"{place}/{path}" for path in list_content(target)]
            else:
                paths = [place] if os.path.lexists(target) and not folder else []
            found |= {path: read_file(content / path, path, root) for path in paths}
        return list(found.values()), before

    def _take(self, content: Path, found: Iterable[RawFile], before: set[str]) -> None:
        """Put what was found in the place of what was there before; what is known of other bytes is known no more."""
        self._content = content
        files = {file.path: file for file in found}
        for path in before - files.keys():
            del self._files[path]
            self._known.pop(path, None)
        for path, file in files.items():
            if path in self._known and file.data is not None and self._marks[path] == _mark(file.data):
                continue
            self._known.pop(path, None)
            self._files[path] = file
        self._links = (self._links - before).union(path for path in files if os.path.islink(content / path))  # noqa: PTH114

    def _remember(self, library: Library, prefix: str) -> None:
        faulty = {problem.path for problem in library.problems}
        for article in library.articles:
            path = article.path
            if path not in self._known and prefix + path not in faulty:
                self._known[path], self._marks[path] = article, _mark(self._files[path].data or b"")
                self._files[path] = RawFile(path, b"")


def _below(changed: Iterable[Path], content: Path, root: Path) -> Iterable[str]:
    """Paths from the content folder, without what is elsewhere, in a dot folder, or behind a linked folder."""
    for place in changed:
        for base in (content, root):
            if place.is_relative_to(base):
                below = place.relative_to(base)
                if not any(part.startswith(".") for part in below.parts) and (
                    (content / below).parent.resolve() == root / below.parent
                ):
                    yield below.as_posix()
                break


def _mark(data: bytes) -> bytes:
    return blake2b(data, digest_size=16).digest()
