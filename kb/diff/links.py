"""Links that the change breaks."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from kb.diff.rows import Row
from kb.library import Article, Library
from kb.library.links import Link

_SHORT = re.compile(r"^[a-z]+/kb/(KB-[A-Z0-9]+)/?$")


def broken_links(old: Library, new: Library, old_paths: frozenset[str], new_paths: frozenset[str]) -> Iterator[Row]:
    """Rows of the section link: links that lead nowhere now and were whole, or not there, before."""
    were = {a.path: _broken(a, old, old_paths) for a in old.articles}
    ids = {(a.language, a.meta.id): a.path for a in old.articles}
    for article in new.articles:
        before = were.get(article.path) or were.get(ids.get((article.language, article.meta.id), ""), {})
        for written, (link, why) in _broken(article, new, new_paths).items():
            if written not in before:
                yield Row("link", article.path, link.line, f'"{link.written}": {why}', article.meta.title)


def _broken(article: Article, library: Library, paths: frozenset[str]) -> dict[str, tuple[Link, str]]:
    found: dict[str, tuple[Link, str]] = {}
    for link in article.links:
        why = _why(link, library, paths)
        if why:
            found.setdefault(link.written, (link, why))
    return found


def _why(link: Link, library: Library, paths: frozenset[str]) -> str:
    target = link.target
    if target is None:
        return "leads out of the content folder"
    short = _SHORT.match(target)
    if short or target in library.languages:
        return ""  # an id is looked after by the addresses; the home page is always there
    key = target.partition("/")[2]
    there = [t for t in (target, f"{target}.md", f"{target}/index.md", f"{target}/README.md") if t in paths]
    if not there:
        elsewhere = any(f"{language}/{k}" in paths for language in library.languages for k in (key, f"{key}.md"))
        return "" if elsewhere or _is_folder(target, paths) else "the file is not there any more, or never was"
    page = library.by_path.get(there[0])
    if page and link.anchor and not link.image and not _has_anchor(page, link.anchor):
        return f"{page.path} has no heading #{link.anchor}"
    return ""


def _is_folder(target: str, paths: frozenset[str]) -> bool:
    folder = posixpath.dirname(target) if target.endswith("/index.md") else target
    return any(path.startswith(folder + "/") for path in paths)


def _has_anchor(article: Article, anchor: str) -> bool:
    if any(section.anchor == anchor for section in article.sections) or anchor.startswith(("fn:", "fnref:", "__")):
        return True
    return (
        f'id="{anchor}"' in article.body
        or re.search(rf"\{{[^{{}}\n]*#{re.escape(anchor)}[\s}}]", article.body) is not None
    )
