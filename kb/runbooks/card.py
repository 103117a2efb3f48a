"""The card at the top of a runbook: what one must know before the first step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kb.edition import Edition
from kb.library import Article
from kb.strings import Strings

_UNITS = {"m": "minute", "h": "hour", "d": "day", "w": "week", "mo": "month", "y": "year"}


@dataclass(frozen=True)
class RunbookCard:
    """In words for readers; empty where the runbook says nothing. `by` and `note` of the last exercise are the team's,
    and empty in a public edition."""

    severity: str
    urgency: str
    service: str
    alerts: tuple[str, ...]
    owner: str
    duration: str
    exercised_on: date | None
    outcome: str
    took: str
    by: str
    note: str


def runbook_card(article: Article | None, edition: Edition, words: Strings, owner: str) -> RunbookCard | None:
    """The card of an article, as the edition sees it; None where it is no runbook. `owner` is the owner's name."""
    if article is None or article.meta.type != "runbook":
        return None
    meta = article.meta
    last = meta.last_exercised
    team = edition.visibility != "public"
    return RunbookCard(
        meta.severity or "",
        words[f"runbook_{meta.severity}"] if meta.severity else "",
        meta.service or "",
        meta.alerts,
        owner,
        length_of(meta.duration, words) if meta.duration else "",
        last.on if last else None,
        words[f"runbook_{last.outcome}"] if last and last.outcome else "",
        words.count("minute", last.minutes) if last and last.minutes is not None else "",
        last.by or "" if last and team else "",
        last.note or "" if last and team else "",
    )


def length_of(duration: str, words: Strings) -> str:
    """«15 хвилин» for 15m."""
    number = duration.rstrip("mhdwoy")
    return words.count(_UNITS[duration.removeprefix(number)], int(number))
