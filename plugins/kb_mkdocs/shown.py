"""A digest of all that the template of a page shows: as long as it is the same, the finished page is.

Our templates ask for nothing of MkDocs but the page itself and the configuration, which `PageCache.version` stands for; a
test listens to what they ask for. Everything else is in the context keys that our plugins fill.
"""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink
from pydantic import BaseModel

from kb.edition import Edition
from kb.pages import Card, Topic, Topics
from kb.strings import Strings

OF_PAGE = ("title", "meta", "content", "toc", "url", "canonical_url", "edit_url", "is_homepage")
"""What templates may ask a page for."""
FROM_AFAR = ("key", "title", "url", "language", "children", "count")
"""What an article's page shows of topics; of `count` it shows whether there is anything."""
LISTED = "cards"
"""What pages show of no topic but those that are in their context by themselves, such as their own."""
ARTICLE = "article.html"
_ATOMS = (str, int, float, bool, type(None), date, datetime)
_LONG = 200
_SHARED = (Card, Topic, Topics, Edition, Strings)
"""Many pages show the same one, and it lives as long as the build."""


class Shown:
    """Remembers what it has seen of values that many pages share."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, bool], str] = {}
        self._fields: dict[type, tuple[str, ...]] = {}

    def digest(self, page: Page, context: Mapping[str, Any]) -> str:
        """Empty where something is not known well enough to say."""
        afar = page.meta.get("template") == ARTICLE
        try:
            said = [
                *(self._plain(getattr(page, name), afar) for name in OF_PAGE if name not in ("toc", "content")),
                [_entry(item) for item in page.toc],
                *((key, self._plain(value, afar)) for key, value in context.items() if key.startswith("kb_")),
            ]
        except _Unknown:
            return ""
        return digest_of(said) + digest_of(page.content or "")

    def _plain(self, value: Any, afar: bool) -> Any:
        """Made of tuples and atoms, so that its `repr` says all."""
        kind = type(value)
        if kind is str:
            return value if len(value) < _LONG else digest_of(value)
        if kind in _ATOMS:
            return value
        if kind is tuple or kind is list:
            return [self._plain(item, afar) for item in value]
        if kind in _SHARED:
            known = self._known.get((id(value), afar))
            if known is None:
                known = self._known[id(value), afar] = digest_of(self._fielded(value, afar))
            return known
        if kind is dict or isinstance(value, Mapping):
            return ("map", *((self._plain(key, afar), self._plain(item, afar)) for key, item in value.items()))
        if kind is frozenset or kind is set:
            return ("set", *sorted(repr(self._plain(item, afar)) for item in value))
        if isinstance(value, BaseModel):
            return (kind.__qualname__, value.model_dump_json())
        if dataclasses.is_dataclass(value):
            return self._fielded(value, afar)
        if isinstance(value, tuple):
            return (kind.__qualname__, *(self._plain(item, afar) for item in value))
        if isinstance(value, str):
            return (kind.__qualname__, str(value))
        raise _Unknown(kind)

    def _fielded(self, value: Any, afar: bool) -> Any:
        kind = type(value)
        if kind is Topics:
            return [self._plain(topic, True) if afar else self._outside(topic) for topic in value.by_key.values()]
        if afar and kind is Topic:
            return [bool(value.count) if name == "count" else getattr(value, name) for name in FROM_AFAR]
        return (kind.__qualname__, *(self._plain(getattr(value, name), afar) for name in self._names(value)))

    def _outside(self, topic: Topic) -> Any:
        return [self._plain(getattr(topic, name), False) for name in self._names(topic) if name != LISTED]

    def _names(self, value: Any) -> tuple[str, ...]:
        names = self._fields.get(type(value))
        if names is None:
            names = self._fields[type(value)] = tuple(field.name for field in dataclasses.fields(value))
        return names


def with_text(shown: str, old: str, new: str) -> str:
    """The digest of a page that shows another text, and nothing else differently; empty where the page shows more than the
    text in its place."""
    rest, text = shown[: len(shown) // 2], shown[len(shown) // 2 :]
    return rest + digest_of(new) if text and text == digest_of(old) else ""


class _Unknown(Exception):
    """A value whose kind says nothing of what it holds."""


def _entry(item: AnchorLink) -> Any:
    return (item.title, item.id, item.level, [_entry(child) for child in item.children])


def digest_of(said: Any) -> str:
    text = said if type(said) is str else repr(said)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
