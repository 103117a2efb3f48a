"""Writing a file of the site, unless the same file is published already and may stay."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from mkdocs.config.defaults import MkDocsConfig

from kb_mkdocs.published import PublishedEdition, mark_of

_beside: dict[str, PublishedEdition] = {}
"""By the folder that is built into: what lies published."""


@contextmanager
def writing_beside(config: MkDocsConfig, published: PublishedEdition | None) -> Iterator[None]:
    """Meanwhile `write` leaves files that are published with the same bytes."""
    if published is not None:
        _beside[config.site_dir] = published
    try:
        yield
    finally:
        _beside.pop(config.site_dir, None)


def published_beside(config: MkDocsConfig) -> PublishedEdition | None:
    """What lies published, where that is known."""
    return _beside.get(config.site_dir)


def taken(config: MkDocsConfig, path: str) -> bool:
    """Whether the site has a file at this path, below the edition's folder."""
    beside = _beside.get(config.site_dir)
    return (beside is not None and beside.stays(path)) or os.path.exists(_place(config, path))  # noqa: PTH110 - as below


def write(config: MkDocsConfig, path: str, data: bytes) -> None:
    """Write a file at a path below the edition's folder."""
    beside = _beside.get(config.site_dir)
    if beside is not None:
        mark = beside.marks[path] = mark_of(path, data)
        if beside.keep(path, mark):
            return
    put(_place(config, path), data)


def put(place: str, data: bytes) -> None:
    """Write a file; its folder is made if it is missing. Strings all the way: a site has tens of thousands of files."""
    try:
        file = open(place, "wb")  # noqa: PTH123, SIM115
    except FileNotFoundError:
        _make(os.path.dirname(place))  # noqa: PTH120
        file = open(place, "wb")  # noqa: PTH123, SIM115
    with file:
        file.write(data)


def _make(folder: str) -> None:
    try:
        os.mkdir(folder)  # noqa: PTH102
    except FileExistsError:  # another process was first
        pass
    except FileNotFoundError:
        _make(os.path.dirname(folder))  # noqa: PTH120
        _make(folder)


def _place(config: MkDocsConfig, path: str) -> str:
    return f"{config.site_dir}/{path}"
