"""Whether `moved_from` says something that can be done."""

from __future__ import annotations

from collections.abc import Iterator

from kb.addresses.moved import Moved, read_moved
from kb.addresses.redirects import anchor_edges, anchors_of, live_urls
from kb.library import Article, Library
from kb.problem import Problem, did_you_mean


def check_moved(library: Library, prefix: str) -> Iterator[Problem]:
    """KB454 – KB457, for every language by itself."""
    for language in library.languages:
        articles = [a for a in library.articles if a.language == language]
        if any(article.meta.moved_from for article in articles):
            yield from _check(articles, library, prefix)


def _check(articles: list[Article], library: Library, prefix: str) -> Iterator[Problem]:
    taken = live_urls(library)
    by_url = {article.url: article for article in articles}
    owners = {article.url: article for article in library.articles} | by_url
    claimed: dict[tuple[str, str], Article] = {}
    language = articles[0].language
    edges = anchor_edges(Library(tuple(articles), (), (), (language,)))
    for article in articles:
        place = (prefix + article.path, article.line_of("moved_from"), 1)
        for text in article.meta.moved_from:
            entry = read_moved(text, article)
            if not isinstance(entry, Moved):
                hint = "write an earlier address, network/old-vpn/, or a heading, #old -> new"
                yield Problem(*place, "KB457", f'`moved_from`: "{text}": {entry}', hint)
                continue
            url = article.url if entry.page is None else entry.page
            first = claimed.setdefault((url, entry.anchor), article)
            where = f"/{url}" + (f"#{entry.anchor}" if entry.anchor else "")
            if first is not article:
                yield Problem(
                    *place, "KB455", f"{where} is claimed by {prefix}{first.path} as well", "leave it to one of the two"
                )
            elif not entry.anchor and url in taken:
                owner = f"{prefix}{owners[url].path}" if url in owners else "another page"
                yield Problem(*place, "KB454", f"{where} is the address of {owner}", "remove the entry, or rename one")
            elif entry.anchor and url in by_url and entry.anchor in anchors_of(by_url[url]):
                yield Problem(*place, "KB454", f"{where} is a heading that still exists", "remove the entry")
            elif _circle((url, entry.anchor), edges):
                yield Problem(*place, "KB456", f"{where} leads back to itself", "let it lead to a heading that exists")
            elif entry.to and entry.to not in anchors_of(article) and (article.url, entry.to) not in edges:
                hint = did_you_mean(entry.to, anchors_of(article)) or "name a heading of this article"
                yield Problem(*place, "KB457", f'`moved_from`: there is no heading "#{entry.to}" here', hint)


def _circle(start: tuple[str, str], edges: dict[tuple[str, str], tuple[str, str]]) -> bool:
    place, seen = start, {start}
    while place in edges:
        place = edges[place]
        if place in seen:
            return True
        seen.add(place)
    return False
