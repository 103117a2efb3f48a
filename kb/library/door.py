"""The door: the only way from what was read to what an edition shows."""

from __future__ import annotations

import fnmatch
import posixpath
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from kb.edition import Edition
from kb.library.article import Article
from kb.library.blocks import Block, strip_blocks
from kb.library.links import cut_links
from kb.library.values import Asset

INCLUDE = re.compile(r"^.*(?:-{1,}8<-{1,}|;--8<--).*$", re.MULTILINE)
"""A line by which pymdownx.snippets reads another file, past the door."""

_SHORT = re.compile(r"^(?:[\w-]+/)?kb/(KB-[A-Z0-9]+)$")


@dataclass(frozen=True)
class Stock:
    """What there is to show. `files` are the paths of everything that was read, shown or not."""

    articles: tuple[Article, ...]
    assets: tuple[Asset, ...]
    languages: tuple[str, ...]
    keep: tuple[str, ...]
    files: frozenset[str]


def through_the_door(stock: Stock, edition: Edition) -> tuple[tuple[Article, ...], tuple[Asset, ...]]:
    """Articles and assets that the edition may show, in its language, with a fallback for what is not translated.

    Hidden articles, blocks, links and assets are gone from the result; nothing downstream needs to filter again.
    """
    shown = [a for a in stock.articles if _shows(a, edition)]
    own = {a.key for a in shown if a.language == edition.language}
    # Archived, or for another audience: that is no missing translation
    barred = {
        a.key for a in stock.articles if a.language == edition.language and edition.admits(a.meta.visibility)
    } - own
    order = [edition.language, *(lang for lang in stock.languages if lang != edition.language)]
    taken: dict[str, Article] = {}
    for language in order:
        for article in shown:
            if article.language == language and article.key not in taken and article.key not in barred:
                taken[article.key] = article if article.key in own else replace(article, fallback=True)
    ids = {a.meta.id for a in taken.values()}
    folders = folders_of(taken.values())
    stripped = [_strip(a, edition) for a in sorted(taken.values(), key=lambda a: a.key)]
    assets = _used_assets(stock, stripped, edition)
    files = frozenset(asset.path for asset in assets)

    def known(path: str, language: str) -> bool:
        short = _SHORT.match(path)
        if short:
            return short[1] in ids
        own, _, key = path.partition("/")
        if path in files:
            return True
        # A page may be linked by its file, its address, or (a topic without an index of its own) its folder
        page = (
            key in taken
            or key + ".md" in taken
            or key in folders
            or (posixpath.dirname(key) in folders and key.endswith("/index.md"))
        )
        return own == language and (page or not key)

    # Nearly all links lead to pages and files that are shown: that is told from whole sets, without a look at each
    surely = {lang: files.union(f"{lang}/{key}" for key in taken) for lang in stock.languages}
    return tuple(a if a.targets <= surely[a.language] else _cut(a, known, stock.files) for a in stripped), assets


def _shows(article: Article, edition: Edition) -> bool:
    if not edition.admits(article.meta.visibility):
        return False
    if article.meta.status == "archived" and edition.visibility == "public":
        return False
    return not (edition.audience and article.meta.audience and edition.audience not in article.meta.audience)


def _strip(article: Article, edition: Edition) -> Article:
    def shows(block: Block) -> bool:
        if not block.values:
            return False
        if block.name == "visibility":
            return edition.admits(block.values[0])
        if block.name == "audience" and edition.audience:
            return edition.audience in block.values
        return True

    body = article.body
    if article.blocks.found:
        body = strip_blocks(body, article.blocks, shows)
    if "8<" in body:
        body = INCLUDE.sub("", body)
    return article if body == article.body else replace(article, body=body)


def _used_assets(stock: Stock, articles: Iterable[Article], edition: Edition) -> tuple[Asset, ...]:
    """Assets that the shown text uses, and those that the configuration keeps. All others stay out."""
    known = {asset.path: asset for asset in stock.assets}
    used = {link.target for article in articles for link in article.links if link.target in known}
    kept = {
        p
        for p, a in known.items()
        if a.language == edition.language and any(fnmatch.fnmatch(a.key, pattern) for pattern in stock.keep)
    }
    return tuple(known[path] for path in sorted(path for path in used | kept if path is not None))


def _cut(article: Article, known: Callable[[str, str], bool], existing: frozenset[str]) -> Article:
    def shown(path: str) -> bool:
        return known(path, article.language)

    if all(target is not None and shown(target) for target in article.targets):
        return article
    body = cut_links(article.path, article.body, shown, lambda path: path in existing or path + ".md" in existing)
    return article if body == article.body else replace(article, body=body)


def folders_of(articles: Iterable[Article]) -> set[str]:
    """All folders that hold articles, with their parents, without the top."""
    found: set[str] = set()
    for article in articles:
        topic = article.topic
        while topic and topic not in found:
            found.add(topic)
            topic = posixpath.dirname(topic)
    return found
