"""The door: the only way from what was read to what an edition shows."""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from kb.edition import Edition
from kb.library.article import Article
from kb.library.blocks import Block, strip_blocks
from kb.library.known import Known, folders_of
from kb.library.links import cut_links
from kb.library.values import Asset

INCLUDE = re.compile(r"^.*(?:-{1,}8<-{1,}|;--8<--).*$", re.MULTILINE)
"""A line by which pymdownx.snippets reads another file, past the door."""


@dataclass(frozen=True)
class Stock:
    """What there is to show. `files` are the paths of everything that was read, shown or not."""

    articles: tuple[Article, ...]
    assets: tuple[Asset, ...]
    languages: tuple[str, ...]
    keep: tuple[str, ...]
    files: frozenset[str]


class View(NamedTuple):
    """What an edition shows. `known` is what it was cut by."""

    articles: tuple[Article, ...]
    assets: tuple[Asset, ...]
    known: Known


def through_the_door(stock: Stock, edition: Edition) -> View:
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
                taken[article.key] = article if article.key in own else article.as_fallback()
    ids = frozenset(a.meta.id for a in taken.values())
    folders = frozenset(folders_of(taken))
    stripped = [_strip(taken[key], edition) for key in sorted(taken)]
    assets = _used_assets(stock, stripped, edition)
    known = Known(frozenset(taken), ids, folders, frozenset(asset.path for asset in assets))
    # Nearly all links lead to pages and files that are shown: that is told from whole sets, without a look at each
    surely = {lang: known.files.union(f"{lang}/{key}" for key in taken) for lang in stock.languages}
    articles = tuple(a if a.targets <= surely[a.language] else _cut(a, known, stock.files) for a in stripped)
    return View(articles, assets, known)


def through_the_door_again(stock: Stock, edition: Edition, before: Stock, view: View) -> View | None:
    """The same for a stock that differs from the one before in some bodies alone, made of what the edition showed then.
    None where more than that has changed."""
    if (stock.assets, stock.languages, stock.keep, stock.files) != (
        before.assets,
        before.languages,
        before.keep,
        before.files,
    ) or len(stock.articles) != len(before.articles):
        return None
    changed = {old.path: (old, new) for old, new in zip(before.articles, stock.articles, strict=True) if old is not new}
    if any(old.path != new.path or old.meta != new.meta for old, new in changed.values()):
        return None
    assets = {asset.path for asset in stock.assets}
    articles = list(view.articles)
    for place, was in enumerate(view.articles):
        if was.path in changed:
            old, new = (_strip(article, edition) for article in changed[was.path])
            if assets.intersection(link.target for link in old.links) != assets.intersection(
                link.target for link in new.links
            ):
                return None
            articles[place] = _cut(new.as_fallback() if was.fallback else new, view.known, stock.files)
    return View(tuple(articles), view.assets, view.known)


class Earlier(NamedTuple):
    """An edition before some articles were changed: the keys of all that it showed, those that were other ones then, as they
    were read, and those that are new or other ones now."""

    keys: frozenset[str]
    then: tuple[Article, ...]
    now: tuple[Article, ...]


def through_the_door_earlier(stock: Stock, edition: Edition, known: Known, earlier: Earlier) -> tuple[Article, ...]:
    """What the edition showed of the articles that were other ones, if nothing else has changed."""
    stripped = [_strip(article, edition) for article in earlier.then]
    before = Known(
        earlier.keys,
        known.ids.difference(a.meta.id for a in earlier.now).union(a.meta.id for a in earlier.then),
        frozenset(folders_of(earlier.keys)),
        known.files.union(asset.path for asset in _used_assets(stock, stripped, edition)),
    )
    files = stock.files.difference(a.path for a in earlier.now).union(a.path for a in earlier.then)
    shown = (article if article.language == edition.language else article.as_fallback() for article in stripped)
    return tuple(_cut(article, before, files) for article in shown)


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

    if not article.includes and all(shows(block) for block in article.blocks.found):
        return article
    body = INCLUDE.sub("", strip_blocks(article.body, article.blocks, shows))
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


def _cut(article: Article, known: Known, existing: frozenset[str]) -> Article:
    def shown(path: str) -> bool:
        return known(path, article.language)

    if all(target is not None and shown(target) for target in article.targets):
        return article
    body = cut_links(article.path, article.body, shown, lambda path: path in existing or path + ".md" in existing)
    return article if body == article.body else replace(article, body=body)
