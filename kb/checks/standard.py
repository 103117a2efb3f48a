"""The Content Standard Checklist of Knowledge-Centered Service over a sample of articles: for coaching, never for people.

A row tells nothing of who wrote or owns an article, and the sample is drawn over all: what it shows is what the team
may want to talk about, not who is good. What only a reader can judge stays a question.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kb.checks.page import HOWTO
from kb.library import Article
from kb.problem import Problem

CRITERIA: dict[str, tuple[str, ...]] = {
    "unique": ("KB401", "KB707"),
    "complete": ("KB703", "KB704", "KB706"),
    "clear": ("KB702", "KB705", "KB713", "KB714", "KB716", "KB721", "KB722"),
    "title_fits": ("KB701",),
    "links": ("KB301", "KB302", "KB303", "KB304", "KB306", "KB751"),
    "metadata": ("KB104", "KB105", "KB106", "KB107", "KB402", "KB403", "KB404", "KB405"),
}
"""Criterion → the problems that speak against it."""

QUESTIONS = (
    "Would the person who asks recognise the title as theirs?",
    "Could you carry it out as it is written, on the system that it names?",
    "Is anything in it that only our team understands?",
    "What would you leave out?",
)
"""What a program can't answer: for the conversation."""


@dataclass(frozen=True)
class Score:
    """One article of the sample. `against` maps a criterion that is not met to what speaks against it."""

    article: Article
    met: tuple[str, ...]
    against: Mapping[str, tuple[Problem, ...]]

    @property
    def percent(self) -> int:
        return round(100 * len(self.met) / len(CRITERIA))


def sample(articles: Iterable[Article], size: int, day: date) -> tuple[Article, ...]:
    """So many articles, drawn by lot; the day is the lot, so that everyone who draws that day has the same ones."""
    eligible = [
        a for a in articles if not a.is_index and a.meta.type in (*HOWTO, "playbook") and a.meta.status != "archived"
    ]

    def lot(article: Article) -> str:
        return hashlib.sha256(f"{day.isoformat()} {article.path}".encode()).hexdigest()

    return tuple(sorted(sorted(eligible, key=lot)[:size], key=lambda a: a.path))


def score(articles: Sequence[Article], problems: Iterable[Problem], prefix: str) -> tuple[Score, ...]:
    """Each article against each criterion. Metadata is more than correct: symptoms, category and owner must be there."""
    by_path: dict[str, list[Problem]] = {}
    for problem in problems:
        by_path.setdefault(problem.path.removeprefix(prefix), []).append(problem)
    rows = []
    for article in articles:
        found = by_path.get(article.path, [])
        against = {name: tuple(sorted(p for p in found if p.code in codes)) for name, codes in CRITERIA.items()}
        missing = _missing(article)
        met = tuple(name for name in CRITERIA if not against[name] and not (name == "metadata" and missing))
        rows.append(Score(article, met, {name: listed for name, listed in against.items() if name not in met}))
    return tuple(rows)


def _missing(article: Article) -> tuple[str, ...]:
    """Keys without which an article is hard to find or to keep; also said where a score is shown."""
    wanted = ("symptoms", "owner", "ticket_category") if article.meta.type in HOWTO else ("owner",)
    return tuple(key for key in wanted if not getattr(article.meta, key))


def missing_keys(row: Score) -> tuple[str, ...]:
    """What the metadata of an article of the sample lack."""
    return _missing(row.article) if "metadata" not in row.met else ()
