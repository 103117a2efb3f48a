"""Every article has an owner that exists."""

from __future__ import annotations

from collections.abc import Iterator

from kb.library import Library
from kb.problem import Problem, did_you_mean


def check_owners(library: Library, owners: frozenset[str] | None, prefix: str) -> Iterator[Problem]:
    """KB405. Silent about names when there is no list of owners."""
    for article in library.articles:
        owner = article.meta.owner
        if owner is None:
            yield Problem(prefix + article.path, 1, 1, "KB405", "no `owner` is given", "say who keeps the article true")
        elif owners is not None and owner not in owners:
            hint = did_you_mean(owner, owners) or f"known: {', '.join(sorted(owners)) or 'none'}"
            yield Problem(
                prefix + article.path,
                article.line_of("owner"),
                1,
                "KB405",
                f'the owner "{owner}" is not in {prefix}.kb/owners.yml',
                hint,
            )
