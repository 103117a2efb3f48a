"""The plain values that the library is made of and answers with."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class RawFile:
    """A file of the content folder. `data` is None for an asset, which is never read here; `error` says why it could
    not be read."""

    path: str
    data: bytes | None = None
    error: str = ""


@dataclass(frozen=True)
class Asset:
    """A file that is not Markdown. `path` is from the content folder."""

    path: str

    @property
    def language(self) -> str:
        return self.path.partition("/")[0]

    @property
    def key(self) -> str:
        return self.path.partition("/")[2]


@dataclass(frozen=True)
class RawText:
    """The text of a file whose front matter could not be used."""

    path: str
    text: str


@dataclass(frozen=True)
class Hidden:
    """A piece of text that an edition may not show. `kind`: id, path, title, symptom, heading, contact or text."""

    path: str
    line: int
    kind: str
    text: str
