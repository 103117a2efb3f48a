"""Ids: translations share them, and references lead to something."""

from __future__ import annotations

from collections.abc import Iterator

from kb.library import Article, Library
from kb.problem import Problem, did_you_mean


def check_ids(library: Library, prefix: str) -> Iterator[Problem]:
    """KB402 – KB404."""
    for versions in library.by_key.values():
        ordered = [versions[language] for language in library.languages if language in versions]
        for other in ordered[1:]:
            if other.meta.id != ordered[0].meta.id:
                message = f"the id is {other.meta.id}, but {prefix}{ordered[0].path} has {ordered[0].meta.id}"
                yield Problem(
                    prefix + other.path,
                    other.line_of("id"),
                    1,
                    "KB402",
                    message,
                    "give a translation the id of its original",
                )
    replaced = {a.meta.id: a.meta.supersedes for a in library.articles}
    for article in library.articles:
        for key in ("related", "supersedes", "prerequisites"):
            for wanted in getattr(article.meta, key):
                # A superseded article may be gone by now: that is what superseding is for
                if wanted not in library.by_id and key != "supersedes":
                    near = did_you_mean(wanted, library.by_id).replace("kb-", "KB-")
                    place = (prefix + article.path, article.line_of(key), 1)
                    yield Problem(
                        *place,
                        "KB403",
                        f"`{key}` names {wanted}, which no article has",
                        near or "correct the id, or remove it",
                    )
        circle = _circle(article, replaced)
        if circle:
            yield Problem(
                prefix + article.path,
                article.line_of("supersedes"),
                1,
                "KB404",
                f"a circle: {' → '.join(circle)}",
                "decide which one is the newest",
            )


def _circle(article: Article, replaced: dict[str, tuple[str, ...]]) -> list[str]:
    """The way from an article back to itself, if there is one."""
    start = article.meta.id
    ways = [[start]]
    seen: set[str] = set()
    while ways:
        way = ways.pop()
        for following in replaced.get(way[-1], ()):
            if following == start:
                return [*way, start]
            if following not in seen:
                seen.add(following)
                ways.append([*way, following])
    return []
