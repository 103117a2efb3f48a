"""What the rules say of a short text."""

from __future__ import annotations

from kb.checks.policy import CheckPolicy
from kb.checks.quality import examine
from kb.checks.rule import Context, Finding
from tests.conftest import article, library_of

QUIET = 'verified: {on: 2026-11-02, by: desk, against: "Windows 11"}\n'


def findings(
    body: str,
    language: str = "en",
    *,
    title: str = "Printer does not print",
    more: str = QUIET,
    context: Context | None = None,
    path: str = "a/b.md",
) -> list[tuple[str, Finding]]:
    """(code, finding) of one article, in order of rule."""
    library = library_of({f"{language}/{path}": article(body, title=title, more=more)})
    (only,) = library.articles
    return list(examine(only, context or Context(CheckPolicy())).findings)


def codes(body: str, language: str = "en", **more: object) -> list[str]:
    return [code for code, _ in findings(body, language, **more)]  # type: ignore[arg-type]
