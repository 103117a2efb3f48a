"""The same page in other languages."""

from __future__ import annotations

from dataclasses import dataclass

from kb.edition import Edition
from kb.library import Library
from kb.strings import strings_for


@dataclass(frozen=True)
class Alternate:
    """`url` is relative to the edition's root; `translated` is false where the other edition shows a fallback or only
    has its home page to offer."""

    language: str
    name: str
    url: str
    current: bool
    translated: bool


def alternates(library: Library, view: Library, edition: Edition, key: str, url: str) -> tuple[Alternate, ...]:
    """One entry per language of the library. `key` and `url` are the page's; `library` is the whole, `view` the filtered."""
    found = []
    article = next(iter(view.by_key.get(key, {}).values()), None)
    for language in library.languages:
        other = library.counterpart(article, language) if article else None
        shown = other is not None and edition.admits(other.meta.visibility)
        # A page shown as a fallback here exists there too; a generated page (a topic) has the same address in each language
        exists = (
            article is None
            or shown
            or any(edition.admits(a.meta.visibility) for a in library.by_key.get(key, {}).values())
        )
        found.append(
            Alternate(
                language,
                strings_for(language).name,
                url if language == edition.language else f"../{language}/{url if exists else ''}",
                language == edition.language,
                shown if article else True,
            )
        )
    return tuple(found)
