"""Which articles say, while a known error is open, that there is one.

The rule is narrow, because a banner that is often wrong is soon read by nobody. An article gets it when

- the known error names it in `related`, or it names the known error there; or
- both are about the same product and have an error code or a whole symptom in common; or
- the known error links to it and both are about the same product or the same ticket category.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kb.known_errors.error import KnownError
from kb.library import Article

MOST = 3
"""Banners on one page at most: the newest."""

_NOT = frozenset({"page", "module", "path", "playbook", "known-error"})
_CODE = re.compile(
    r"\b0x[0-9a-f]{3,16}\b|\bKB\d{6,8}\b|\b[A-Z][A-Z0-9]+(?:_[A-Z0-9]+)+\b|\b[A-Z]{2,}-\d{2,}\b"
    r"|(?:error|code|помилк[аиоуію]+|код[уи]?)\s+(?P<number>\d{3,6})\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Banner:
    """What a banner says. `language` is set where it is not the edition's."""

    id: str
    title: str
    url: str
    workaround: str
    language: str


def banners(errors: Iterable[KnownError], articles: Iterable[Article]) -> dict[str, tuple[Banner, ...]]:
    """Path of an article → its banners, from the open errors (newest first) and the articles of one edition."""
    active = [error for error in errors if error.is_open]
    concerned = frozenset(product for error in active for product in products_of(error.article))
    targets = [a for a in articles if a.meta.type not in _NOT and not a.is_index]
    by_path = {article.path: article for article in targets}
    by_sign: dict[str, list[Article]] = {}
    by_id: dict[str, list[Article]] = {}
    for article in targets:
        by_id.setdefault(article.meta.id, []).append(article)
        if concerned & products_of(article):
            for sign in signs(article):
                by_sign.setdefault(sign, []).append(article)
        for wanted in article.meta.related:
            by_id.setdefault(f"related {wanted}", []).append(article)
    found: dict[str, list[Banner]] = {}
    for error in active:
        for path in sorted(_related(error.article, by_path, by_sign, by_id)):
            found.setdefault(path, []).append(_banner(error.article))
    return {path: tuple(listed[:MOST]) for path, listed in found.items()}


def _related(
    error: Article,
    by_path: Mapping[str, Article],
    by_sign: Mapping[str, list[Article]],
    by_id: Mapping[str, list[Article]],
) -> set[str]:
    products = products_of(error)
    paths = {other.path for wanted in error.meta.related for other in by_id.get(wanted, ())}
    paths |= {other.path for other in by_id.get(f"related {error.meta.id}", ())}
    for sign in signs(error):
        paths |= {other.path for other in by_sign.get(sign, ()) if products & products_of(other)}
    for link in error.links:
        target = by_path.get(link.target or "") if not link.image else None
        if target is not None and (products & products_of(target) or _same_category(error, target)):
            paths.add(target.path)
    return paths


def products_of(article: Article) -> frozenset[str]:
    return frozenset((*article.meta.applies_to, *article.meta.affected))


def signs(article: Article) -> frozenset[str]:
    """Error codes in title and symptoms, and whole symptoms of three words or more."""
    found: set[str] = set()
    for text in (article.meta.title, *article.meta.symptoms):
        found.update((match["number"] or match[0]).casefold() for match in _CODE.finditer(text) if _is_code(match))
    for symptom in article.meta.symptoms:
        words = re.findall(r"\w+", symptom.casefold())
        if len(words) >= 3:
            found.add(" ".join(words))
    return frozenset(found)


def _is_code(match: re.Match[str]) -> bool:
    """A name in capitals counts only as it is written: DNS_PROBE_FINISHED, not snake_case."""
    return match["number"] is not None or "_" not in match[0] or match[0].isupper()


def _same_category(one: Article, other: Article) -> bool:
    return one.meta.ticket_category is not None and one.meta.ticket_category == other.meta.ticket_category


def _banner(article: Article) -> Banner:
    meta = article.meta
    language = article.language if article.fallback else ""
    return Banner(meta.id, meta.title, article.url, meta.workaround or "", language)
