"""The library and what the rules say of each article: from what was kept where the text is the same, else found anew."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any

from kb.checks.quality import Examined, examine
from kb.checks.registry import rules_version
from kb.checks.rule import Context, Finding
from kb.library import Article, Library, build_library
from kb.library.kept import keep_article, kept_article, take_links
from kb.sources.content import content_files
from kb.sources.forked import can_fork, shared
from kb.sources.kept import Kept, mark_of
from kb.sources.settings import Settings

MANY = 1200
"""Articles from which on a second process pays."""
_PART = 200
NAME = "check.sqlite"


def read_examined(settings: Settings, context: Context) -> tuple[Library, dict[str, Examined]]:
    """Every article is read and judged, or remembered. SettingsError when there is no content folder."""
    files = content_files(settings)
    kept = Kept(settings.root / ".kb-cache" / NAME)
    versions = (rules_version(), repr(context), settings.prefix)
    marks = {file.path: mark_of(file.data, *versions) for file in files if file.data is not None}
    known: dict[str, Article] = {}
    examined: dict[str, Examined] = {}
    values: dict[str, str] = {}
    for file in files:
        value = kept.get(file.path, marks[file.path]) if file.data is not None else None
        if value is not None and file.data is not None:
            try:
                article_values, facts = json.loads(value)
                known[file.path] = kept_article(article_values, file.path, file.path.partition("/")[0], file.data)
                examined[file.path] = _examined(facts)
                values[file.path] = value
            except (ValueError, TypeError):
                known.pop(file.path, None)
    options = settings.options
    library = build_library(files, options.languages, settings.prefix, options.keep_assets, known)
    fresh = [article for article in library.articles if article.path not in examined]
    faulty = {problem.path for problem in library.problems}
    for article, (facts, article_values) in zip(fresh, _examine_all(fresh, context), strict=True):
        examined[article.path] = facts
        take_links(article, article_values)
        if settings.prefix + article.path not in faulty:
            values[article.path] = json.dumps([article_values, facts], ensure_ascii=False, separators=(",", ":"))
    kept.keep({path: (marks[path], value) for path, value in values.items()})
    return library, examined


def _examined(facts: Any) -> Examined:
    findings, sketch = facts
    return Examined(tuple((code, Finding(*finding)) for code, finding in findings), sketch)


def _examine_all(articles: Sequence[Article], context: Context) -> Iterable[_Found]:
    """By two further processes where there are many articles."""
    if len(articles) < MANY or not can_fork():
        return [_examine(article, context) for article in articles]
    parts = [articles[start : start + _PART] for start in range(0, len(articles), _PART)]

    def part(place: int) -> list[_Found]:
        return [_examine(article, context) for article in parts[place]]

    return chain.from_iterable(shared(part, len(parts), 2))


def _examine(article: Article, context: Context) -> _Found:
    return examine(article, context), keep_article(article)


_Found = tuple[Examined, list[Any]]
