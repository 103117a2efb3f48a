"""What a page says about how far its article can be trusted: a line for everyone, a banner for readers, a note for the team."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kb.edition import Edition
from kb.freshness.judge import Row
from kb.strings import Strings

REPORT_KEY = "kb/freshness.md"
"""The report is one of the pages that the build writes itself."""


@dataclass(frozen=True)
class Badge:
    """`by` is empty in a public edition unless it names a team that readers may know. `banner` is for readers. `state` and
    `notes` are for the team, and empty in a public edition."""

    verified_on: date | None
    against: str
    method: str
    by: str
    banner: str
    state: str
    notes: tuple[str, ...]


def badge(row: Row, edition: Edition, words: Strings, teams: Mapping[str, str], today: date) -> Badge:
    """The badge of an article. `teams` maps the keys of owners.yml to names in the edition's language."""
    internal = edition.visibility != "public"
    counted = "never-verified" not in row.states
    late = "overdue" in row.states and row.visibility == "public" and row.verified_on is not None
    return Badge(
        row.verified_on if counted else None,
        row.verified_against if counted else "",
        words[f"method_{row.method}"] if counted and row.method else "",
        (teams.get(row.verified_by) or (row.verified_by if internal else "")) if counted else "",
        words["stale_banner"].format(words.date(row.verified_on)) if late and row.verified_on else "",
        state_name(row, words) if internal and row.state != "current" else "",
        explain(row, words, today) if internal and row.needs_work else (),
    )


def state_name(row: Row, words: Strings) -> str:
    """The worst state in a word or two."""
    return words[f"state_{row.state}"]


def explain(row: Row, words: Strings, today: date) -> tuple[str, ...]:
    """Every state and finding in words, for the team."""
    said = []
    for state in row.states:
        if state == "overdue" and row.due:
            said.append(words["why_overdue"].format(words.date(row.due), words.count("day", row.days_late(today))))
        elif state == "due-soon" and row.due:
            said.append(words["why_due-soon"].format(words.date(row.due)))
        elif state != "current":
            said.append(words[f"why_{state}"])
    for name, much in row.signals:
        shown = words.date(date.fromisoformat(much)) if much[:4].isdigit() and much.count("-") == 2 else much
        said.append(words[f"finding_{name}" if much else f"finding_{name}_never"].format(shown))
    return tuple(said)
