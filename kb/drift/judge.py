"""The judgement of each pair of languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from kb.drift.prints import Prints, changes
from kb.drift.records import Records
from kb.edition import Edition
from kb.library import Article, Library

State = Literal["behind", "original-behind", "to-compare", "unknown", "missing", "current"]
"""behind: the original changed, the translation did not · original-behind: the other way round · to-compare: both changed
since they were found to match · unknown: nobody has said when they matched, and git can't tell · missing: there is no
translation · current."""

STATES: tuple[State, ...] = get_args(State)


@dataclass(frozen=True)
class Baseline:
    """What original and translation said when they matched, and how that is known: record or git. `same`: the original
    has not been touched since, so that nothing need be compared."""

    original: Prints
    translation: Prints
    source: str
    same: bool = False


@dataclass(frozen=True)
class Drift:
    """`path` is the translation's file (where it should be, if missing), `original` the other. `changes` counts sections,
    `titles` names them; `steps` says that numbered steps or commands are among them."""

    path: str
    original: str
    id: str
    title: str
    state: State
    changes: int
    steps: bool
    titles: tuple[str, ...]
    known_from: str


def pairs_of(library: Library) -> Iterator[tuple[Article, Article | None, str]]:
    """(original, translation, its language). The original is the one in the first language that the article has."""
    for key in sorted(library.by_key):
        versions = library.by_key[key]
        languages = [language for language in library.languages if language in versions]
        original = versions[languages[0]]
        for language in library.languages:
            if language != languages[0]:
                yield original, versions.get(language), language


def judge(library: Library, baselines: Mapping[str, Baseline]) -> tuple[Drift, ...]:
    """Every pair, the worst first. `baselines` are by the path of the translation."""
    rows = [_judge(original, translation, language, baselines) for original, translation, language in pairs_of(library)]
    return tuple(sorted(rows, key=lambda r: (STATES.index(r.state), not r.steps, -r.changes, r.path)))


def _judge(original: Article, translation: Article | None, language: str, baselines: Mapping[str, Baseline]) -> Drift:
    path = translation.path if translation else f"{language}/{original.key}"

    def row(state: State, count: int = 0, steps: bool = False, titles: tuple[str, ...] = (), source: str = "") -> Drift:
        return Drift(path, original.path, original.meta.id, original.meta.title, state, count, steps, titles, source)

    if translation is None:
        return row("missing")
    then = baselines.get(path)
    if then is None:
        return row("unknown")
    if then.same:
        return row("current", source=then.source)
    there, here = changes(then.original, original), changes(then.translation, translation)
    if there.count and here.count:
        return row("to-compare", there.count, there.steps, there.titles, then.source)
    if there.count:
        return row("behind", there.count, there.steps, there.titles, then.source)
    if here.count:
        return row("original-behind", here.count, here.steps, here.titles, then.source)
    return row("current", source=then.source)


def outdated_steps(article: Article, library: Library, records: Records, edition: Edition) -> str:
    """The language of the original, if its steps have changed since this translation was found to match it; else empty.

    Only what the edition shows of the original counts. Where the translation was edited since, its editor is trusted.
    """
    versions = library.by_key.get(article.key, {})
    original = next((versions[language] for language in library.languages if language in versions), None)
    then = records.get(article.key, {})
    if original is None or original.language == article.language or not edition.admits(original.meta.visibility):
        return ""
    whole = versions.get(article.language)
    if original.language not in then or article.language not in then or whole is None:
        return ""
    if changes(then[article.language], whole, edition.visibility).count:
        return ""
    return original.language if changes(then[original.language], original, edition.visibility).steps else ""
