"""What the commands of `kb runbook` share: the runbook that somebody named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.cli.common import fail

if TYPE_CHECKING:
    from kb.library import Article, Library


def find_runbooks(library: Library, wanted: str, language: str | None) -> list[Article]:
    """Every language version of a runbook, or the one that was asked for; or the end. `wanted` is an id or an alert."""
    from kb.problem import did_you_mean

    if language and language not in library.languages:
        fail(f'"{language}" is not a language of this knowledge base: {", ".join(library.languages)}')
    runbooks = [a for a in library.articles if a.meta.type == "runbook" and not a.is_index]
    known = [a for a in runbooks if wanted.upper() == a.meta.id] or [
        a for a in runbooks if wanted.lower() in (alert.lower() for alert in a.meta.alerts)
    ]
    if not known:
        if wanted.upper() in library.by_id:
            kind = library.by_id[wanted.upper()][0].meta.type
            fail(f"{wanted.upper()} is no runbook, but `type: {kind}`")
        words = {word.lower(): word for a in runbooks for word in (a.meta.id, *a.meta.alerts)}
        near = did_you_mean(wanted.lower(), words)
        for low, word in words.items():
            near = near.replace(f'"{low}"', f'"{word}"')
        fail(f"no runbook has the id or the alert {wanted}\nhint: {near or '`kb runbook list` shows them'}")
    several = sorted({a.meta.id for a in known})
    if len(several) > 1:
        fail(f"{wanted} leads to several runbooks: {', '.join(several)}\nhint: give one of these ids")
    found = [article for article in known if language in (None, article.language)]
    if not found:
        fail(f"{wanted} is not written in {language}; it is in {', '.join(a.language for a in known)}")
    return sorted(found, key=lambda a: library.languages.index(a.language))
