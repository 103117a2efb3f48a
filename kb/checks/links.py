"""Links and images inside the content: to files and headings that exist, and that readers of the article may open."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from difflib import get_close_matches

from kb.edition import VISIBILITIES, Visibility
from kb.library import Article, Library
from kb.library.links import Link
from kb.problem import Problem

_STEP = re.compile(r"step-\d+")
_NUMBERED = re.compile(r"(decision|reply|rehearsal)-([1-9]\d{0,3})")
"""Blocks that have their number on the page for an anchor."""


def check_links(library: Library, prefix: str, similar: bool = True) -> Iterator[Problem]:
    """KB301 – KB304, KB306. `similar`: look for what may have been meant, which takes time where there are many articles."""
    assets = {asset.path for asset in library.assets}
    withdrawn = {a.path for a in library.refused} | {raw.path for raw in library.withheld}
    pages = {a.path for a in library.articles}
    folders = {posixpath.join(language, topic) for language in library.languages for topic in library.topics} | set(
        library.languages
    )
    # Nearly all links lead to pages that everybody sees, and to files
    sound = {article.path for article in library.articles if article.meta.visibility == "public"}
    sound |= {asset for asset in assets if _page(asset, library, pages) is None}
    surely = {language: {path for path in sound if path.startswith(f"{language}/")} for language in library.languages}
    for article in library.articles:
        there = surely[article.language]
        for link in article.links:
            if link.target in there and not link.anchor:
                continue
            yield from _check(article, link, library, prefix, pages, assets, withdrawn, folders, similar)


def _check(
    article: Article,
    link: Link,
    library: Library,
    prefix: str,
    pages: set[str],
    assets: set[str],
    withdrawn: set[str],
    folders: set[str],
    similar: bool,
) -> Iterator[Problem]:
    place = (prefix + article.path, link.line, link.column)
    if link.target is None or link.target.partition("/")[0] not in library.languages:
        yield Problem(
            *place,
            "KB304",
            f'"{link.written}" leads out of the content folder',
            "link to an article, or put the file into the content folder",
        )
        return
    language, _, key = link.target.partition("/")
    if language != article.language:
        yield Problem(
            *place,
            "KB306",
            f'"{link.written}" leads to {language}/',
            "link to the article in the same language; the switch does the rest",
        )
        return
    target = _page(link.target, library, pages)
    if target is None:
        known = (
            link.target in assets
            or link.target in withdrawn
            or link.target in folders
            or _is_short(key, library)
            or _translated(key, library)
        )
        if not known and not (link.target.endswith("/index.md") and posixpath.dirname(link.target) in folders):
            files = sorted(assets if link.image else pages) if similar else ()
            near = get_close_matches(link.target, files, n=1, cutoff=0.7)
            hint = (
                f"did you mean {posixpath.relpath(near[0], posixpath.dirname(article.path))}?"
                if near
                else "correct the path, or remove the link"
            )
            yield Problem(*place, "KB301", f'"{link.written}" does not exist', hint)
        return
    wanted = VISIBILITIES.index(target.meta.visibility)
    if wanted and wanted > VISIBILITIES.index(shown_to := _visibility_at(article, link.line)):
        message = f'"{link.written}" is {target.meta.visibility}, the text here {shown_to}: only the text of the link is shown'
        yield Problem(*place, "KB303", message, "put the link into a `/// visibility` block, or accept it")
    if link.anchor and not link.image and not _has_anchor(target, link.anchor) and not _to_a_scene(article, link):
        near = get_close_matches(link.anchor, [s.anchor for s in target.sections if s.anchor], n=1, cutoff=0.5)
        hint = (
            f"did you mean #{near[0]}?"
            if near
            else f"headings there: {', '.join('#' + s.anchor for s in target.sections if s.anchor) or 'none'}"
        )
        yield Problem(*place, "KB302", f'there is no heading "#{link.anchor}" in {prefix}{target.path}', hint)


def _to_a_scene(article: Article, link: Link) -> bool:
    """Inside a rehearsal links lead to its scenes, and its own check knows them."""
    place = link.line - article.body_line
    inside = (b.start <= place <= b.end for b in article.blocks.found if b.name == "rehearsal")
    return link.target == article.path and any(inside)


def _visibility_at(article: Article, line: int) -> Visibility:
    """The narrowest visibility that holds at a line of the file."""
    place = line - article.body_line
    around = [
        b.values[0] for b in article.blocks.found if b.name == "visibility" and b.values and b.start <= place <= b.end
    ]
    return max((v for v in VISIBILITIES if v in (*around, article.meta.visibility)), key=VISIBILITIES.index)


def _page(target: str, library: Library, pages: set[str]) -> Article | None:
    for candidate in (target, target + ".md", target + "/index.md"):
        if candidate in pages:
            return library.by_path[candidate]
    return None


def _is_short(key: str, library: Library) -> bool:
    return key.startswith("kb/") and key.removeprefix("kb/") in library.by_id


def _translated(key: str, library: Library) -> bool:
    """The article exists in another language only; the edition shows that one."""
    return key in library.by_key


def _has_anchor(article: Article, anchor: str) -> bool:
    if any(section.anchor == anchor for section in article.sections):
        return True
    if article.meta.type == "runbook" and _STEP.fullmatch(anchor):
        return True  # the checks of runbooks know which steps there are
    numbered = _NUMBERED.fullmatch(anchor)
    if numbered and int(numbered[2]) <= sum(block.name == numbered[1] for block in article.blocks.found):
        return True
    return (
        f'id="{anchor}"' in article.body
        or f"#{anchor}" in article.body.replace(f"(#{anchor})", "")
        or anchor.startswith(("fn:", "fnref:", "__"))
    )
