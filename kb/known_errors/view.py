"""What readers see of known errors: the card on a page, the register, the public notices. Only what the edition shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from kb.edition import VISIBILITIES
from kb.known_errors.error import KnownError, affected_products, fix_for
from kb.known_errors.product import Product
from kb.known_errors.versions import read_range
from kb.strings import Strings

REGISTER = "kb/known-errors.md"
NOTICES = "kb/notices.md"


@dataclass(frozen=True)
class Affected:
    """One product: in which versions the error is, which is in use here, which one mends it. Empty where unknown."""

    product: str
    versions: str
    in_use: str
    fixed_in: str


@dataclass(frozen=True)
class ErrorCard:
    """The facts of a known error. `url` is below the edition's root, `language` is set where it is not the edition's."""

    id: str
    title: str
    url: str
    language: str
    visibility: str
    state: str
    state_name: str
    state_hint: str
    problem: str
    workaround: str
    since: date | None
    affected: tuple[Affected, ...]

    @property
    def products(self) -> tuple[str, ...]:
        return tuple(row.product for row in self.affected)

    @property
    def fixed_in(self) -> tuple[str, ...]:
        """Fixes with their product where there are several."""
        rows = [row for row in self.affected if row.fixed_in]
        return tuple(row.fixed_in if len(self.affected) == 1 else f"{row.product}: {row.fixed_in}" for row in rows)


@dataclass(frozen=True)
class Notice:
    """What readers must know now, without having asked. `updated` is the last day on which somebody looked at it."""

    card: ErrorCard
    updated: date | None


@dataclass(frozen=True)
class Register:
    """All known errors of an edition, those that are open first; `visibility` is that of the most open one."""

    cards: tuple[ErrorCard, ...]
    visibility: str


def error_card(error: KnownError, products: Mapping[str, Product], words: Strings) -> ErrorCard:
    """The card of one known error, in the words of the edition."""
    article, meta = error.article, error.article.meta
    return ErrorCard(
        meta.id,
        meta.title,
        article.url,
        article.language if article.fallback else "",
        meta.visibility,
        error.state,
        words[f"known_error_{error.state}"],
        words[f"known_error_{'available' if error.state != 'fixed' and meta.fixed_in else error.state}_hint"],
        meta.problem or "",
        meta.workaround or "",
        meta.since,
        tuple(_affected(error, name, products, words) for name in affected_products(article)),
    )


def _affected(error: KnownError, name: str, products: Mapping[str, Product], words: Strings) -> Affected:
    product = products.get(name) or Product(name)
    written = error.article.meta.affected.get(name, "")
    fixed = error.article.meta.fixed_in
    fix = fix_for(error.article, name) or (fixed if isinstance(fixed, str) else "")
    return Affected(product.called(words.language), _versions(written, words), product.version, fix)


def _versions(written: str, words: Strings) -> str:
    try:
        return read_range(written).words(words) if written else ""
    except ValueError:
        return written


def register(errors: Iterable[KnownError], products: Mapping[str, Product], words: Strings) -> Register | None:
    """The register of an edition's known errors; None where it has none."""
    listed = sorted((e for e in errors if e.article.meta.status != "archived"), key=lambda e: not e.is_open)
    if not listed:
        return None
    levels = {error.article.meta.visibility for error in listed}
    widest = next(level for level in VISIBILITIES if level in levels)
    return Register(tuple(error_card(error, products, words) for error in listed), widest)


def notices(errors: Iterable[KnownError], products: Mapping[str, Product], words: Strings) -> tuple[Notice, ...]:
    """Open errors that ask for a public notice, those known last first. What is not public is never one."""
    return tuple(
        Notice(error_card(error, products, words), _updated(error))
        for error in errors
        if error.is_open and error.article.meta.notice and error.article.meta.visibility == "public"
    )


def _updated(error: KnownError) -> date | None:
    meta = error.article.meta
    return max((day for day in (meta.since, meta.verified.on if meta.verified else None) if day), default=None)
