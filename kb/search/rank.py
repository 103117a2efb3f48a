"""The one ranking of both indices: BM25 over the joined fields, then coverage, title and headings."""

from __future__ import annotations

from math import log

K1, B = 1.4, 0.7
"""BM25: how soon more of the same says nothing new, and how much a long text is held back."""

TITLE_PULL, HEADING_PULL = 1.5, 0.7
SECOND_CHOICE = 0.7
"""An article in another language, or an archived one, beside one that is neither."""


def idf(documents: int, frequency: int) -> float:
    """How much a term says."""
    return log(documents / (frequency + 1)) + 1 if documents else 1.0


def saturation(weight: float, length: float) -> float:
    """0 to 1, from the composite weight of a term and the length of the document as a share of the average."""
    return weight / (weight + K1 * (1 - B + B * length))


def pull(coverage: float, title: float, title_share: float, heading: float) -> float:
    """The factor on a score. `coverage` is the share of words found; `title` and `heading` the share of what the query
    says that stands there; `title_share` how much of the title that is."""
    in_title = title * (0.55 + 0.45 * min(1.0, title_share))
    in_heading = heading * 0.85
    return (0.5 + 0.5 * coverage) * (1 + TITLE_PULL * in_title**2 + HEADING_PULL * in_heading**2)
