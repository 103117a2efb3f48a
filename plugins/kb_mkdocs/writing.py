"""Writing a file of the site, unless the same file is published already and may stay."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

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
    return (beside is not None and beside.stays(path)) or Path(config.site_dir, path).exists()


def write(config: MkDocsConfig, path: str, data: bytes) -> None:
    """Write a file at a path below the edition's folder."""
    beside = _beside.get(config.site_dir)
    if beside is not None and beside.keep(path, mark_of(path, data)):
        return
    target = Path(config.site_dir, path)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
