"""The same page in other languages."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urljoin

from kb.edition import Edition
from kb.library import Library
from kb.strings import strings_for


@dataclass(frozen=True)
class Alternate:
    """`url` is relative to the edition's root, `address` the same in full where the site knows its own (search engines
    ask for it); `translated` is false where the other edition shows a fallback or only has its home page to offer."""

    language: str
    name: str
    url: str
    current: bool
    translated: bool
    address: str = ""


def alternates(
    library: Library, view: Library, edition: Edition, key: str, url: str, site_url: str = ""
) -> tuple[Alternate, ...]:
    """One entry per language of the library. `key` and `url` are the page's; `library` is the whole, `view` the filtered.
    `site_url` is the address of the edition."""
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
        own = language == edition.language
        place = url if own else f"../{language}/{url if exists else ''}"
        address = urljoin(site_url, place) if site_url else ""
        found.append(Alternate(language, strings_for(language).name, place, own, shown if article else True, address))
    return tuple(found)
