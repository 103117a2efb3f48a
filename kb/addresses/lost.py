"""Addresses, headings and ids that somebody may have saved, and that lead nowhere since a change."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.addresses.redirects import anchor_edges, anchors_of, entries, live_urls
from kb.library import Article, Library
from kb.problem import Problem


def lost_addresses(
    old: Library, new: Library, new_paths: frozenset[str], prefix: str = "content/"
) -> tuple[Problem, ...]:
    """KB450 – KB453. The libraries may hold only what changed and what speaks of it; `new_paths` are all files."""
    if old.articles == new.articles:
        return ()
    live = live_urls(new) | _live_files(new_paths)
    redirected = {(a.language, e.page) for a, e in entries(new) if e.page is not None and not e.anchor}
    redirected |= {("", page) for _, page in redirected}
    edges = anchor_edges(new)
    alive = {a.meta.id for a in (*new.articles, *new.refused)} | {
        old for a in new.articles for old in a.meta.supersedes
    }
    now = {(a.language, a.meta.id): a for a in new.articles}
    linked = {
        (link.target, link.anchor) for a in old.articles for link in a.links if link.anchor and link.target != a.path
    }
    found: list[Problem] = []
    for article in old.articles:
        heir = now.get((article.language, article.meta.id)) or new.by_path.get(article.path)
        if article.url not in live and not {(article.language, article.url), ("", article.url)} & redirected:
            found.append(_page(article, heir, article.meta.id not in alive, prefix))
        elif heir is not None and heir.url != article.url and (left := _left_behind(article, heir, new)):
            found.append(_one_language(article, heir, left, prefix))
        elif article.meta.id not in alive and heir is None:
            found.append(_id(article, prefix))
        if heir is not None:
            found += _headings(article, heir, edges, linked, prefix)
    return tuple(sorted(set(found)))


def _page(article: Article, heir: Article | None, id_gone: bool, prefix: str) -> Problem:
    address = f"/{article.language}/{article.url}"
    if heir is not None:
        message = f"{address} leads nowhere: the article is at /{heir.language}/{heir.url} now"
        return Problem(
            prefix + heir.path, heir.line_of("moved_from"), 1, "KB450", message, f"add `moved_from: [{article.url}]`"
        )
    also = f" and /kb/{article.meta.id}/" if id_gone else ""
    more = f" and `supersedes: [{article.meta.id}]`" if id_gone else ""
    message = f"{address}{also} lead{'' if also else 's'} nowhere: the article is gone"
    hint = f"add `moved_from: [{article.url}]`{more} to the article that answers instead, or archive this one"
    return Problem(prefix + article.path, 0, 0, "KB450", message, hint)


def _left_behind(article: Article, heir: Article, new: Library) -> Article | None:
    """The translation that stayed at the address which the article left."""
    same = (a for a in new.by_id.get(article.meta.id, ()) if a.url == article.url and a.language != heir.language)
    return next(same, None)


def _one_language(article: Article, heir: Article, left: Article, prefix: str) -> Problem:
    message = f"the article moved, its translation {prefix}{left.path} did not: /{article.language}/{article.url} shows that one now"
    hint = f"move it as well, and add `moved_from: [{article.url}]` to both"
    return Problem(prefix + heir.path, heir.line_of("moved_from"), 1, "KB450", message, hint)


def _id(article: Article, prefix: str) -> Problem:
    message = (
        f"no article has the id {article.meta.id} any more: /kb/{article.meta.id}/ and mentions in tickets lead nowhere"
    )
    hint = f"keep the id, or add `supersedes: [{article.meta.id}]` to the article that answers instead"
    return Problem(prefix + article.path, article.line_of("id"), 1, "KB453", message, hint)


def _headings(
    article: Article,
    heir: Article,
    edges: dict[tuple[str, str], tuple[str, str]],
    linked: set[tuple[str | None, str]],
    prefix: str,
) -> Iterator[Problem]:
    for anchor in sorted(anchors_of(article) - anchors_of(heir)):
        said = {(article.url, anchor), (heir.url, anchor)} & edges.keys()
        if said or re.search(rf"id=[\"']?{re.escape(anchor)}[\"'\s>]", heir.body):
            continue
        stem = article.path.removesuffix(".md")
        named = any((target, anchor) in linked for target in (article.path, stem, stem.removesuffix("/index")))
        code, message = (
            ("KB451", f"the heading #{anchor} is gone, and other articles link to it")
            if named
            else ("KB452", f"the heading #{anchor} is gone; somebody may have saved it")
        )
        hint = f'if it has another name now, add `moved_from: ["#{anchor} -> new-anchor"]`; if not, `"#{anchor}"`'
        yield Problem(prefix + heir.path, heir.line_of("moved_from"), 1, code, message, hint)


def _live_files(paths: frozenset[str]) -> frozenset[str]:
    """Addresses of all files of articles, and of all folders: a topic has a page of its own."""
    found = {""}
    for path in paths:
        key = path.partition("/")[2]
        if key.lower().endswith(".md"):
            stem = re.sub(r"(^|/)(index|README)$", r"\1", key[:-3]).rstrip("/")
            found.add(f"{stem}/" if stem else "")
            while "/" in stem:
                stem = stem.rpartition("/")[0]
                found.add(f"{stem}/")
    return frozenset(found)
