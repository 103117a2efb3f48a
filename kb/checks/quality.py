"""The quality rules over a library: what each article says of itself, and what several say together."""

from __future__ import annotations

import fnmatch
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from kb.checks.page import Page
from kb.checks.policy import CheckPolicy
from kb.checks.registry import RULES
from kb.checks.rule import Context, Finding
from kb.checks.rules import duplicates
from kb.codes import CODES
from kb.library import Article, Library
from kb.problem import Problem


class Examined(NamedTuple):
    """All that is to know of one article: it depends on nothing but its text, the rules and the context."""

    findings: tuple[tuple[str, Finding], ...]
    sketch: str


def examine(article: Article, context: Context) -> Examined:
    """Run every rule over one article. What is switched off is left out later, so that a switch costs nothing."""
    page = Page(article)
    findings = tuple((rule.code, f) for rule in RULES if rule.check for f in rule.check(page, context))
    return Examined(findings, duplicates.sketch(page))


def check_quality(
    library: Library, examined: Mapping[str, Examined], policy: CheckPolicy, prefix: str
) -> Iterator[Problem]:
    """The findings of all articles, by path, and the pairs of near-duplicates."""
    for article in library.articles:
        for code, finding in examined[article.path].findings:
            yield Problem(prefix + article.path, finding.line, finding.column, code, finding.message, finding.hint)
    sketches = {path: facts.sketch for path, facts in examined.items()}
    for pair in duplicates.find_pairs(library.articles, sketches, policy.thresholds.similarity):
        what = "the text of" if pair.share == 1 else f"about {round(100 * pair.share)} % the text of"
        hint = "make one article of the two; the other is archived, with its id under `supersedes`"
        yield Problem(
            prefix + pair.second.path,
            pair.second.body_line,
            1,
            duplicates.CODE,
            f"this is {what} {prefix}{pair.first.path}",
            hint,
        )


def is_wanted(code: str, path: str, policy: CheckPolicy, only: frozenset[str] = frozenset()) -> bool:
    """Whether a finding is shown: not switched off, and not accepted at its place. `only` leaves nothing but these codes."""
    if only:
        return code in only
    if CODES[code].severity == "error":
        return True
    return code not in policy.disable and not any(fnmatch.fnmatch(path, p) for p in policy.accept.get(code, ()))


def wanted(
    problems: Iterable[Problem], policy: CheckPolicy, prefix: str, only: frozenset[str] = frozenset()
) -> Iterator[Problem]:
    """The problems that are shown."""
    return (p for p in problems if is_wanted(p.code, p.path.removeprefix(prefix), policy, only))
