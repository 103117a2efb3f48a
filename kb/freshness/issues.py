"""Issues for the owners: one a team, with a marker for each article so that none is reported twice."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from kb.freshness.judge import Row

_MARKER = re.compile(r"kb-stale ([A-Za-z0-9/.-]+)")
NOBODY = "nobody"


@dataclass(frozen=True)
class Issue:
    """`owner` is `nobody` for what has no known owner; `articles` are ids."""

    owner: str
    title: str
    body: str
    articles: tuple[str, ...]


def marker(row: Row) -> str:
    """Names the article and what is the matter with it; the same on every run until it is verified again."""
    since = row.verified_on.isoformat() if row.verified_on else "never"
    return f"{row.id}/{row.language}/{row.state}/{since}"


def known_markers(text: str) -> frozenset[str]:
    """Every marker in a text, such as the open issues as JSON."""
    return frozenset(_MARKER.findall(text))


def issues(
    rows: Sequence[Row],
    known: frozenset[str],
    owners: Mapping[str, str],
    say: Callable[[Row], str],
    prefix: str = "content/",
) -> tuple[Issue, ...]:
    """An issue per owner with the articles that no marker in `known` names. `owners` maps an owner to a name for the title;
    `say` puts into words what is the matter with a row."""
    by_owner: dict[str, list[Row]] = {}
    for row in rows:
        if marker(row) not in known:
            by_owner.setdefault(NOBODY if "orphaned" in row.states else row.owner, []).append(row)
    return tuple(_issue(owner, by_owner[owner], owners, say, prefix) for owner in sorted(by_owner))


def _issue(owner: str, rows: Sequence[Row], owners: Mapping[str, str], say: Callable[[Row], str], prefix: str) -> Issue:
    count = f"{len(rows)} {'article' if len(rows) == 1 else 'articles'} to review"
    who = "Nobody owns" if owner == NOBODY else owners.get(owner, owner)
    title = f"{who}: {count}"
    intro = (
        "Give each of these articles an `owner` from `.kb/owners.yml` first; then they can be reviewed."
        if owner == NOBODY
        else "Try what each article says, correct it, and record what you found:"
    )
    command = (
        "" if owner == NOBODY else '\n```\nkb review KB-0142 --method reproduced --against "Windows 11 24H2"\n```\n'
    )
    items = "".join(
        f"- [ ] **{row.id}** {_escaped(row.title)}: {_escaped(say(row))} (`{prefix}{row.path}`) <!-- kb-stale {marker(row)} -->\n"
        for row in rows
    )
    return Issue(owner, title, f"{intro}\n{command}\n{items}", tuple(dict.fromkeys(row.id for row in rows)))


def _escaped(text: str) -> str:
    return "".join(f"\\{c}" if c in r"\`*_[]<>#|@" else c for c in text)
