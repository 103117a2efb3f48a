"""Every address of the knowledge base, with its id and anchors."""

from __future__ import annotations

from dataclasses import dataclass

from kb.addresses.redirects import anchors_of, entries, live_urls
from kb.library import Library


@dataclass(frozen=True, order=True)
class Address:
    """`url` is below the visibility: `uk/network/vpn/`. `moved` are the earlier addresses that lead here."""

    url: str
    id: str
    visibility: str
    path: str
    anchors: tuple[str, ...]
    moved: tuple[str, ...]


def manifest(library: Library) -> tuple[Address, ...]:
    """In order of address. Archived articles are in it: their addresses are not free."""
    earlier: dict[str, list[str]] = {}
    taken = live_urls(library)
    for article, entry in entries(library):
        if entry.page is None or entry.anchor or entry.page not in taken:
            page = article.url if entry.page is None else entry.page
            earlier.setdefault(article.path, []).append(
                f"{article.language}/{page}{'#' if entry.anchor else ''}{entry.anchor}"
            )
    return tuple(
        sorted(
            Address(
                f"{article.language}/{article.url}",
                article.meta.id,
                article.meta.visibility,
                article.path,
                tuple(sorted(anchors_of(article))),
                tuple(sorted(earlier.get(article.path, ()))),
            )
            for article in library.articles
        )
    )
