"""Checks of the library as a whole. One file per check; each is a function from a library to problems."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from kb.checks.assets import check_assets
from kb.checks.ids import check_ids
from kb.checks.links import check_links
from kb.checks.owners import check_owners
from kb.library import Library
from kb.problem import Problem

Check = Callable[[Library, str], Iterable[Problem]]

CHECKS: tuple[Check, ...] = (check_ids, check_links, check_assets)


def check_library(library: Library, owners: frozenset[str] | None, prefix: str) -> tuple[Problem, ...]:
    """All problems of a whole library, in order of place. `owners` is None when there is no list of owners."""
    found = list(library.problems)
    for check in CHECKS:
        found += check(library, prefix)
    found += check_owners(library, owners, prefix)
    return tuple(sorted(set(found)))
