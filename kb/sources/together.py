"""The library, read by several processes: each reads its share of the files and finds out what a build asks of every
article. What the shelf knows of files that nobody has touched since is not read again."""

from __future__ import annotations

import multiprocessing
import pickle
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from tempfile import TemporaryFile
from typing import IO, NamedTuple

from kb.collection import no_collection
from kb.library import Article, Library, RawFile, build_library
from kb.sources.content import list_content, read_file, read_library
from kb.sources.forked import can_fork
from kb.sources.settings import Settings
from kb.sources.shelf import Shelf

MANY = 1000
"""With fewer files than this, further processes cost more than they bring."""
_PART = 250


class _Read(NamedTuple):
    """Articles without a problem, and the files of everything else."""

    articles: list[Article]
    others: list[RawFile]


def read_together(settings: Settings, processes: int, shelf: Shelf | None = None) -> Library:
    """The same as `read_library`, in less time. SettingsError when there is no content folder."""
    with no_collection():
        paths = list(list_content(settings.content))
        known = shelf.articles(paths) if shelf else {}
        unknown = [path for path in paths if path not in known]
        if processes < 2 or len(unknown) < MANY or not can_fork():
            if not known:
                return read_library(settings)
            root = settings.content.resolve()
            others = [read_file(f"{settings.content}/{path}", path, root) for path in unknown]
        else:
            parts = [part for share in _shares(unknown, processes, settings) for part in share]
            known |= {article.path: article for part in parts for article in part.articles}
            others = [file for part in parts for file in part.others]
    files = [*(RawFile(path, b"") for path in known), *others]
    options = settings.options
    return build_library(files, options.languages, settings.prefix, options.keep_assets, known)


def _shares(paths: Sequence[str], processes: int, settings: Settings) -> Iterator[list[_Read]]:
    """This process reads the first share itself. The others write what they have read into files, which need nobody at the
    other end, as a pipe would."""
    share = -(-len(paths) // processes)
    first, *rest = [paths[start : start + share] for start in range(0, len(paths), share)]
    with ExitStack() as stack:
        files = [stack.enter_context(TemporaryFile()) for _ in rest]
        fork = multiprocessing.get_context("fork").Process
        children = [
            fork(target=_write, args=(part, settings, file), daemon=True)
            for part, file in zip(rest, files, strict=True)
        ]
        for child in children:
            child.start()
        yield list(_read(first, settings))
        for child, part, file in zip(children, rest, files, strict=True):
            child.join()
            # A child that was killed, perhaps for want of memory, is no reason to fail
            yield list(_written(file) if child.exitcode == 0 else _read(part, settings))


def _read(paths: Sequence[str], settings: Settings) -> Iterator[_Read]:
    root = settings.content.resolve()
    for start in range(0, len(paths), _PART):
        files = [read_file(f"{settings.content}/{path}", path, root) for path in paths[start : start + _PART]]
        library = build_library(files, settings.options.languages, settings.prefix)
        faulty = {problem.path for problem in library.problems}
        sound = [article for article in library.articles if settings.prefix + article.path not in faulty]
        for article in sound:
            _ = article.links, article.targets, article.words, article.opening  # looked at now, they are sent with it
        known = {article.path for article in sound}
        yield _Read(sound, [file for file in files if file.path not in known])


def _write(paths: Sequence[str], settings: Settings, file: IO[bytes]) -> None:
    for part in _read(paths, settings):
        pickle.dump(tuple(part), file, pickle.HIGHEST_PROTOCOL)
    file.flush()


def _written(file: IO[bytes]) -> Iterator[_Read]:
    file.seek(0)
    while file.peek(1):  # type: ignore[attr-defined]
        yield _Read(*pickle.load(file))
