"""Every article that is touched: what happened to it, for whom, and the lines before and after."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kb.diff.pairs import Pair
from kb.diff.rows import Row
from kb.edition import AUDIENCES, Edition
from kb.library import Article, Library

_CONTEXT = 1
_LONGEST = 400
"""Characters of a line in an excerpt: a paragraph is one line."""


def touched(old: Library, new: Library, found: Iterable[Pair]) -> Iterator[Row]:
    """Rows of the section article."""
    found = tuple(found)
    before = _by_audience(old, {pair.old.path for pair in found if pair.old})
    after = _by_audience(new, {pair.new.path for pair in found if pair.new})
    for pair in found:
        yield Row("article", pair.now.path, 0, _what(pair, before, after), pair.now.meta.title, _excerpt(pair))


def left_behind(
    found: Iterable[Pair], new_paths: frozenset[str], changed: frozenset[str], languages: tuple[str, ...]
) -> Iterator[Row]:
    """Rows of the section translation: the text changed, and the other language did not."""
    for pair in found:
        if pair.old is None or pair.new is None or texts(pair.old) == texts(pair.new):
            continue
        for language in languages:
            other = f"{language}/{pair.new.key}"
            if other in new_paths and other not in changed:
                yield Row("translation", other, 0, f"not touched, while {pair.new.path} changed", pair.new.meta.title)


def invalidated(found: Iterable[Pair]) -> Iterator[Row]:
    """Rows of the section stale: the text is no longer what was confirmed."""
    for pair in found:
        was, now = pair.old, pair.new
        if was is None or now is None or now.meta.verified is None or now.meta.verified != was.meta.verified:
            continue
        if texts(was) != texts(now):
            said = now.meta.verified
            by = f" by {said.by}" if said.by else ""
            what = f"confirmed on {said.on.isoformat()}{by}; the text has changed since: confirm it anew with `kb review {now.meta.id}`"
            yield Row("stale", now.path, now.line_of("verified"), what, now.meta.title)


def texts(article: Article) -> tuple[tuple[str, str], ...]:
    """Titles and texts of the sections: what is left when layout does not count."""
    return tuple((section.title, section.text) for section in article.sections)


def _what(pair: Pair, before: dict[str, dict[str, str]], after: dict[str, dict[str, str]]) -> str:
    was, now = pair.old, pair.new
    if now is None or was is None:
        article = pair.now
        return f"{'added' if now else 'removed'}; {article.meta.visibility}; {_for(article.audience)}"
    said = []
    if was.path != now.path:
        said.append(f"moved from {was.path}")
    keys = [key for key in type(now.meta).model_fields if getattr(was.meta, key) != getattr(now.meta, key)]
    if keys:
        said.append(f"header: {', '.join(keys)}")
    if was.body != now.body:
        said.append("text" if texts(was) != texts(now) else "blocks" if _blocks(was) != _blocks(now) else "layout only")
    readers = [a for a in AUDIENCES if before[a].get(was.path) != after[a].get(now.path)]
    return "; ".join([*said, now.meta.visibility, _for(readers) if readers else "no audience reads anything else"])


def _blocks(article: Article) -> list[tuple[str, tuple[str, ...]]]:
    return [(block.name, block.values) for block in article.blocks.found]


def _for(audiences: Iterable[str]) -> str:
    named = tuple(audiences)
    return "for all audiences" if len(named) == len(AUDIENCES) else f"for {', '.join(named)}"


def _by_audience(library: Library, paths: set[str]) -> dict[str, dict[str, str]]:
    """Audience → path → the text that it reads."""
    library = replace(library, articles=tuple(a for a in library.articles if a.path in paths))
    found: dict[str, dict[str, str]] = {}
    for audience in AUDIENCES:
        views = (library.for_edition(Edition("restricted", language, audience)) for language in library.languages)
        found[audience] = {
            a.path: f"{a.meta.title}\n{a.body}" for view in views for a in view.articles if not a.fallback
        }
    return found


def _excerpt(pair: Pair) -> tuple[str, ...]:
    if pair.old is None or pair.new is None:
        return ()
    old, new = (body.strip("\n").split("\n") for body in (pair.old.body, pair.new.body))
    lines = list(difflib.unified_diff(old, new, n=_CONTEXT, lineterm=""))[2:]
    return tuple(
        "@@" if line.startswith("@@") else line[:_LONGEST] + ("…" if line[_LONGEST:] else "") for line in lines
    )
