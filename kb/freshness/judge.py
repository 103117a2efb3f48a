"""The judgement of an article: its states, what else speaks against it, and how urgent it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Literal, NamedTuple, get_args

from kb.freshness.evidence import Evidence
from kb.freshness.periods import after
from kb.library import Article

State = Literal["product-retired", "invalidated", "overdue", "never-verified", "orphaned", "due-soon", "current"]
"""From the worst to the best. An article may be in several; the first of them is its `state`."""

Signal = Literal[
    "broken-links", "negative-feedback", "some-products-retired", "not-exercised", "changed-since", "future-date"
]

STATES: tuple[State, ...] = get_args(State)
SIGNALS: tuple[Signal, ...] = get_args(Signal)

_WEIGHT: dict[State, int] = {
    "product-retired": 60,
    "invalidated": 50,
    "never-verified": 30,
    "overdue": 40,
    "orphaned": 20,
    "due-soon": 10,
    "current": 0,
}
_TOLERANCE = timedelta(days=1)
"""It is tomorrow already somewhere, and a commit may be a day younger than the check that it records."""


class Row(NamedTuple):
    """One article as it stands today. `due` is the day of its next review, where there is one; `signals` maps what else
    speaks against it to the number or words that say how much."""

    path: str
    line: int
    id: str
    title: str
    language: str
    topic: str
    type: str
    visibility: str
    owner: str
    states: tuple[State, ...]
    due: date | None
    verified_on: date | None
    verified_by: str
    verified_against: str
    method: str
    signals: tuple[tuple[Signal, str], ...]
    changed: date | None
    urgency: int

    @property
    def state(self) -> State:
        return self.states[0]

    @property
    def needs_work(self) -> bool:
        return self.state != "current" or bool(self.signals)

    def days_late(self, today: date) -> int:
        """Days since the review was due; 0 where it is not."""
        return max(0, (today - self.due).days) if self.due else 0


def judge_all(articles: Iterable[Article], evidence: Evidence) -> tuple[Row, ...]:
    """A row for every article that is reviewed, the most urgent first."""
    rows = [row for article in articles if (row := judge(article, evidence)) is not None]
    return tuple(sorted(rows, key=lambda row: (-row.urgency, row.due or date.max, row.path)))


def judge(article: Article, evidence: Evidence) -> Row | None:
    """None for what is not reviewed: archived articles, and types for which the policy says `never`.

    `article` must be the whole article, as it was read: what an edition leaves out is part of what was verified.
    """
    meta = article.meta
    period = meta.review_every or evidence.policy.period(meta.type, meta.visibility)
    if meta.status == "archived" or (period == "never" and meta.verified is None):
        return None
    verified = meta.verified
    counted = verified if verified and verified.on <= evidence.today + _TOLERANCE else None
    due = after(counted.on, period) if counted and period != "never" else None
    states = tuple(_states(article, evidence, counted is not None, due)) or ("current",)
    signals = tuple(_signals(article, evidence))
    return Row(
        article.path,
        article.line_of("verified"),
        meta.id,
        meta.title,
        article.language,
        article.topic,
        meta.type,
        meta.visibility,
        meta.owner or "",
        states,
        due,
        verified.on if verified else None,
        (verified.by if verified else None) or "",
        (verified.against if verified else None) or "",
        (verified.method if verified else None) or "",
        signals,
        evidence.history.changed.get(article.path),
        _urgency(article, states, signals, due, evidence),
    )


def _states(article: Article, evidence: Evidence, verified: bool, due: date | None) -> Iterator[State]:
    meta, today = article.meta, evidence.today
    if meta.applies_to and len(_retired(article, evidence)) == len(meta.applies_to):
        yield "product-retired"
    if verified and not article.as_verified:
        yield "invalidated"
    if due is not None and due < today:
        yield "overdue"
    if not verified:
        yield "never-verified"
    if not meta.owner or (evidence.owners is not None and meta.owner not in evidence.owners):
        yield "orphaned"
    if due is not None and today <= due <= after(today, evidence.policy.due_soon):
        yield "due-soon"


def _signals(article: Article, evidence: Evidence) -> Iterator[tuple[Signal, str]]:
    meta, today = article.meta, evidence.today
    broken = evidence.broken.get(article.path, 0)
    if broken:
        yield "broken-links", str(broken)
    said = evidence.feedback.get(article.path)
    rule = evidence.policy.negative_feedback
    if said and said.votes >= rule.votes and said.not_helpful / said.votes >= rule.share:
        yield "negative-feedback", f"{said.not_helpful}/{said.votes}"
    gone = _retired(article, evidence)
    if gone and len(gone) < len(meta.applies_to):
        yield "some-products-retired", ", ".join(gone)
    if meta.type == "runbook" and evidence.policy.exercise_every != "never" and not _exercised(article, evidence):
        yield "not-exercised", meta.last_exercised.on.isoformat() if meta.last_exercised else ""
    changed = evidence.history.changed.get(article.path)
    if changed and meta.verified and not meta.verified.hash and changed > meta.verified.on + _TOLERANCE:
        # With a fingerprint the text itself tells; without one, git is all there is
        yield "changed-since", changed.isoformat()
    if meta.verified and meta.verified.on > today + _TOLERANCE:
        yield "future-date", meta.verified.on.isoformat()


def _retired(article: Article, evidence: Evidence) -> tuple[str, ...]:
    """The products of the article whose last day has passed."""
    return tuple(name for name in article.meta.applies_to if evidence.retired.get(name, date.max) < evidence.today)


def _exercised(article: Article, evidence: Evidence) -> bool:
    done = article.meta.last_exercised
    return done is not None and after(done.on, evidence.policy.exercise_every) >= evidence.today


def _urgency(
    article: Article,
    states: tuple[State, ...],
    signals: tuple[tuple[Signal, str], ...],
    due: date | None,
    evidence: Evidence,
) -> int:
    """The worst state, twenty for readers outside, ten for each further finding, one for every ten days of delay (at
    most thirty). What is current without a finding has none."""
    late = (evidence.today - due).days if due is not None and due < evidence.today else 0
    findings = len(states) - 1 + len(signals)
    points = _WEIGHT[states[0]] + 10 * findings + min(late // 10, 30)
    return points + 20 if points and article.meta.visibility == "public" else points
