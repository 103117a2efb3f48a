"""The parameters of a search, judged before anything is asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kb.search.documents import FACETS
from kb.search.query import MAX_LENGTH

LIMIT, LIMIT_MOST, OFFSET_MOST = 10, 50, 1000
VALUES_MOST = 20


class BadRequestError(Exception):
    """A parameter that can't be used; the text names it."""


@dataclass(frozen=True)
class Search:
    query: str
    limit: int
    offset: int
    facets: bool
    filters: dict[str, tuple[str, ...]]


def read_search(items: Iterable[tuple[str, str]]) -> Search:
    """From the query string; BadRequestError with one plain sentence otherwise."""
    given: dict[str, list[str]] = {}
    for name, value in items:
        given.setdefault(name, []).append(value)
    unknown = sorted(given.keys() - {"q", "limit", "offset", "facets", *FACETS})
    if unknown:
        known = ", ".join(("q", "limit", "offset", "facets", *FACETS))
        raise BadRequestError(f'unknown parameter "{unknown[0][:40]}"; known are {known}')
    query = given.get("q", [""])[0]
    if not query.strip():
        raise BadRequestError("parameter q is missing: what to search for")
    if len(query) > MAX_LENGTH:
        raise BadRequestError(f"parameter q has {len(query)} characters; it may have {MAX_LENGTH}")
    filters = {name: tuple(given[name]) for name in FACETS if name in given}
    for name, values in filters.items():
        if len(values) > VALUES_MOST or any(len(value) > 100 for value in values):
            raise BadRequestError(f"parameter {name} has too many or too long values")
    return Search(
        query,
        _number(given, "limit", LIMIT, 1, LIMIT_MOST),
        _number(given, "offset", 0, 0, OFFSET_MOST),
        given.get("facets", ["false"])[0].lower() in ("1", "true", "yes"),
        filters,
    )


def _number(given: dict[str, list[str]], name: str, default: int, least: int, most: int) -> int:
    text = given.get(name, [str(default)])[0]
    if not (text.isascii() and text.isdigit()) or len(text) > 6 or not least <= int(text) <= most:
        raise BadRequestError(f'parameter {name} is "{text[:40]}"; it has to be a number from {least} to {most}')
    return int(text)
