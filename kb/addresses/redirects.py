"""From every earlier address straight to the present one: without chains, without loops, never to what is hidden."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kb.addresses.moved import Moved, read_moved
from kb.library import Article, Library

Place = tuple[str, str]
"""An address below the edition's root, and an anchor, which may be empty."""


@dataclass(frozen=True)
class PageMoved:
    """A page that is no more. `anchors` maps its headings to places of any page; others keep their name."""

    url: str
    article: Article
    anchors: Mapping[str, Place]


@dataclass(frozen=True)
class Redirects:
    """`pages` by address; `anchors` maps the address of a page that still is to its old anchors and where they lead;
    `ids` maps an id that is no more to the article that took its place."""

    pages: tuple[PageMoved, ...]
    anchors: Mapping[str, Mapping[str, Place]]
    ids: Mapping[str, Article]


def plan_redirects(library: Library, view: Library) -> Redirects:
    """What an edition needs. `library` is the whole, which knows the addresses that are taken, be it by hidden articles;
    `view` is what the edition shows, and all that anything leads to."""
    taken = live_urls(library)
    shown = {article.url: article for article in view.articles}
    edges = anchor_edges(view)
    asked = {url for url, _ in edges}
    own = (article for article in (*library.articles, *library.refused) if article.url in asked)
    headings = {(article.url, anchor) for article in own for anchor in anchors_of(article)}
    edges = {source: to for source, to in edges.items() if source not in headings}
    pages: dict[str, Article] = {}
    moved: dict[str, dict[str, Place]] = {}
    for article, entry in entries(view):
        if entry.page is not None and entry.page not in taken:
            if not entry.anchor:
                pages.setdefault(entry.page, article)
            else:
                moved.setdefault(entry.page, {})
    for (url, anchor), _ in edges.items():
        place = follow((url, anchor), edges, shown)
        if place is not None and (url in shown or url not in taken):
            moved.setdefault(url, {})[anchor] = place
    for article, entry in entries(view):
        # A page of which only headings are said to have moved: the first of them says where the rest is looked for
        if entry.page is not None and entry.page not in taken and moved.get(entry.page):
            pages.setdefault(entry.page, article)
    gone = [
        PageMoved(url, article, dict(sorted({**moved.get(article.url, {}), **moved.get(url, {})}.items())))
        for url, article in sorted(pages.items())
    ]
    live = {url: dict(sorted(anchors.items())) for url, anchors in sorted(moved.items()) if url in shown and anchors}
    return Redirects(tuple(gone), live, _ids(library, view))


def live_urls(library: Library) -> frozenset[str]:
    """Addresses that are taken, hidden ones and those of topics without an index of their own included."""
    articles = {article.url for article in (*library.articles, *library.refused)}
    return frozenset(articles | {f"{topic}/" for topic in library.topics} | {""})


def entries(library: Library) -> Iterator[tuple[Article, Moved]]:
    """Every entry of `moved_from` that can be read, in order of address."""
    for article in _in_order(article for article in library.articles if article.meta.moved_from):
        for text in article.meta.moved_from:
            entry = read_moved(text, article)
            if isinstance(entry, Moved):
                yield article, entry


def _in_order(articles: Iterable[Article]) -> list[Article]:
    return sorted(articles, key=lambda article: (article.key, article.language))


def anchor_edges(library: Library) -> dict[Place, Place]:
    """Old heading → where its article says that it is; the first to say so counts."""
    found: dict[Place, Place] = {}
    for article, entry in entries(library):
        if entry.anchor:
            source = (article.url if entry.page is None else entry.page, entry.anchor)
            found.setdefault(source, (article.url, entry.to))
    return found


def follow(start: Place, edges: Mapping[Place, Place], shown: Mapping[str, Article]) -> Place | None:
    """The end of the way, or None: it goes in a circle, or ends at what is not shown here."""
    place, seen = start, {start}
    while place in edges:
        place = edges[place]
        if place in seen:
            return None
        seen.add(place)
    return place if has_anchor(shown, place) else None


def has_anchor(shown: Mapping[str, Article], place: Place) -> bool:
    """Whether a place is on a page that is shown."""
    article = shown.get(place[0])
    if article is None:
        return False
    return not place[1] or place[1] in anchors_of(article)


def anchors_of(article: Article) -> frozenset[str]:
    """Anchors of the headings."""
    return frozenset(section.anchor for section in article.sections if section.anchor)


def _ids(library: Library, view: Library) -> Mapping[str, Article]:
    """Ids that no article has any more, by way of `supersedes`. Other ids may be hidden here, and stay so."""
    newer: dict[str, str] = {}
    for article in _in_order(article for article in library.articles if article.meta.supersedes):
        for old in article.meta.supersedes:
            newer.setdefault(old, article.meta.id)
    taken = {a.meta.id for a in (*library.articles, *library.refused)}
    shown = {article.meta.id: article for article in view.articles}
    found: dict[str, Article] = {}
    for old in sorted(newer.keys() - taken):
        id, seen = old, {old}
        while id in newer and id not in shown:
            id = newer[id]
            if id in seen:
                break
            seen.add(id)
        if id in shown:
            found[old] = shown[id]
    return found
