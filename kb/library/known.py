"""What an edition shows, asked for by path."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from dataclasses import dataclass

_SHORT = re.compile(r"^(?:[\w-]+/)?kb/(KB-[A-Z0-9]+)$")


@dataclass(frozen=True)
class Known:
    """What an edition shows: links to anything else are cut."""

    keys: frozenset[str]
    ids: frozenset[str]
    folders: frozenset[str]
    files: frozenset[str]

    def __call__(self, path: str, language: str) -> bool:
        """Whether a path from the content folder, in an article of this language, leads to something shown."""
        short = _SHORT.match(path)
        if short:
            return short[1] in self.ids
        own, _, key = path.partition("/")
        if path in self.files:
            return True
        # A page may be linked by its file, its address, or (a topic without an index of its own) its folder
        page = (
            key in self.keys
            or key + ".md" in self.keys
            or key in self.folders
            or (posixpath.dirname(key) in self.folders and key.endswith("/index.md"))
        )
        return own == language and (page or not key)


def folders_of(keys: Iterable[str]) -> set[str]:
    """All folders that hold articles with these keys, with their parents, without the top."""
    found: set[str] = set()
    for key in keys:
        topic = posixpath.dirname(key)
        while topic and topic not in found:
            found.add(topic)
            topic = posixpath.dirname(topic)
    return found
