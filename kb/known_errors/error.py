"""A known error as it stands here: which products it affects, and whether the versions in use have the fix."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from kb.known_errors.product import Product
from kb.known_errors.versions import compare
from kb.library import Article

State = Literal["open", "mitigated", "fixed"]
STATES: tuple[State, ...] = ("open", "mitigated", "fixed")
"""Nobody knows what helps; there is a workaround; the versions in use have the fix."""


@dataclass(frozen=True)
class KnownError:
    """An article of the type known-error with its state. `reached` maps a product to whether it has the fix; None where
    that can't be told."""

    article: Article
    state: State
    reached: Mapping[str, bool | None]

    @property
    def is_open(self) -> bool:
        """Whether it still concerns anybody: neither mended nor archived."""
        return self.state != "fixed" and self.article.meta.status != "archived"


def known_errors(articles: Iterable[Article], products: Mapping[str, Product]) -> tuple[KnownError, ...]:
    """All known errors, those known last first."""
    found = [state_of(article, products) for article in articles if is_known_error(article)]
    return tuple(
        sorted(
            found, key=lambda e: (-(e.article.meta.since.toordinal() if e.article.meta.since else 0), e.article.path)
        )
    )


def is_known_error(article: Article) -> bool:
    return article.meta.type == "known-error" and not article.is_index


def state_of(article: Article, products: Mapping[str, Product]) -> KnownError:
    """It is fixed when the versions in use of all affected products have the fix; that retires it, without an edit."""
    reached = {name: _reached(article, products.get(name)) for name in affected_products(article)}
    fixed = bool(reached) and all(reached.values())
    state: State = "fixed" if fixed else "mitigated" if article.meta.workaround else "open"
    return KnownError(article, state, reached)


def affected_products(article: Article) -> tuple[str, ...]:
    """`affected` names them; without it, `applies_to` does."""
    return tuple(article.meta.affected) or article.meta.applies_to


def fix_for(article: Article, product: str) -> str:
    """What mends it in a product; empty where nothing does, or where that is not said for this product."""
    fixed = article.meta.fixed_in
    if isinstance(fixed, dict):
        return fixed.get(product, "")
    return fixed if fixed and len(affected_products(article)) == 1 else ""


def _reached(article: Article, product: Product | None) -> bool | None:
    fix = fix_for(article, product.key) if product else ""
    if product is None or not fix:
        return False
    if has_update(product, fix):
        return True
    if not product.version:
        return False  # everybody has another one
    result = compare(product.version, fix)
    return None if result is None else result >= 0


def has_update(product: Product, fix: str) -> bool:
    """Whether one of the updates that the fix names (KB5061768) is installed everywhere."""
    words = {word.casefold() for word in re.findall(r"[\w.-]+", fix)}
    return any(update.casefold() in words for update in product.updates)
