"""Gathers all that is known beside the articles: the team's files, broken links, the history in git."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from kb.checks.links import check_links
from kb.freshness import Evidence, History
from kb.library import Library
from kb.sources.git import read_history
from kb.sources.rules import TeamRules
from kb.sources.team import Team


def read_evidence(
    content: Path, team: Team, today: date, broken: Mapping[str, int], rules: TeamRules, *, git: bool = True
) -> Evidence:
    """All evidence; `broken` is what the checks have found."""
    return Evidence(
        today,
        rules.policy,
        frozenset(team.owners) if team.known else None,
        rules.retired,
        broken,
        rules.feedback,
        read_history(content, rules.bulk) if git else History(),
    )


def count_broken(library: Library, prefix: str = "content/") -> dict[str, int]:
    """Broken links per file, as the checks find them."""
    found = check_links(library, prefix, similar=False)
    return dict(Counter(p.path.removeprefix(prefix) for p in found if p.severity == "error"))
