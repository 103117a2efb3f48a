"""What is known beside the articles themselves, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from kb.freshness.policy import DEFAULT_POLICY, Policy


@dataclass(frozen=True)
class Feedback:
    """How many readers an article helped, and how many it did not."""

    helpful: int
    not_helpful: int

    @property
    def votes(self) -> int:
        return self.helpful + self.not_helpful


@dataclass(frozen=True)
class History:
    """Path from the content folder → day of its last change in git, bulk commits left out. `note` says why the days are
    missing or can't be trusted; then there are none."""

    changed: Mapping[str, date] = field(default_factory=dict)
    note: str = ""


@dataclass(frozen=True)
class Evidence:
    """`owners` is None where there is no list of owners. `retired` maps a product to its last day; `broken` a path to its
    number of broken links; `feedback` a path to what readers said. Paths are from the content folder."""

    today: date
    policy: Policy = DEFAULT_POLICY
    owners: frozenset[str] | None = None
    retired: Mapping[str, date] = field(default_factory=dict)
    broken: Mapping[str, int] = field(default_factory=dict)
    feedback: Mapping[str, Feedback] = field(default_factory=dict)
    history: History = History()
