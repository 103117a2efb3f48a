"""`kb stale`: which articles can't be believed any more, whose they are, and what is worst for the readers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import click

from kb.cli.common import FINDINGS, fail, say, say_problems, settings_option
from kb.sources import Settings, Team

if TYPE_CHECKING:
    from kb.freshness import Row

FORMATS = ("text", "json", "csv", "markdown", "ics")
FAIL_ON = ("product-retired", "invalidated", "overdue", "never-verified", "orphaned", "due-soon")


@click.command("stale")
@click.option("--owner", "owners", multiple=True, help="Only the articles of this owner; may be repeated.")
@click.option("--due", metavar="PERIOD", help="How far to look ahead, such as 30d or 6w; the default is in the policy.")
@click.option("--all", "everything", is_flag=True, help="List the articles that are current, too.")
@click.option(
    "--format",
    "style",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="text for people, markdown for an issue or a page, json and csv for programs, ics for a calendar.",
)
@click.option(
    "--fail-on",
    type=click.Choice(FAIL_ON),
    multiple=True,
    help="End with 1 when an article is in this state; may be repeated.",
)
@click.option(
    "--issues", "as_issues", is_flag=True, help="Print an issue per owner, ready to be filed (text, markdown or json)."
)
@click.option(
    "--known",
    type=click.File("r", encoding="utf-8"),
    help="With --issues: a file with the open issues (- reads standard input); what they name is not reported again.",
)
@click.option(
    "--today", type=click.DateTime(["%Y-%m-%d"]), help="Judge as of this day; SOURCE_DATE_EPOCH does the same."
)
@settings_option
def command(
    owners: tuple[str, ...],
    due: str | None,
    everything: bool,
    style: str,
    fail_on: tuple[str, ...],
    as_issues: bool,
    known: Any,
    today: datetime | None,
    settings: Settings,
) -> None:
    """List the articles that need a review, the most urgent first.

    An article is due by the day of its last check and the policy (content/.kb/policy.yml), is invalidated when its text
    changed since, and is reported when its product is retired, its owner unknown, its links broken, or its readers say
    that it did not help. Nothing is changed, and nothing is ever archived for its age.
    """
    from kb.sources.clock import today as this_day

    if as_issues and style in ("csv", "ics"):
        fail(f"--issues can't be printed as {style}: choose text, markdown or json")
    if known and not as_issues:
        fail("--known belongs to --issues")
    day = today.date() if today else this_day()
    team, rows = judged(settings, day, due)
    wanted = _of_owners(rows, owners, team)
    listed = [row for row in wanted if everything or style == "ics" or row.needs_work]
    click.echo(
        _issues(listed, team, known, style, settings, day) if as_issues else _render(listed, style, settings, day),
        nl=False,
    )
    _summary(wanted)
    if any(state in fail_on for row in wanted for state in row.states):
        raise SystemExit(FINDINGS)


def judged(settings: Settings, day: date, due: str | None = None) -> tuple[Team, tuple[Row, ...]]:
    """The team and a row for every reviewed article; mistakes in the team's files are said."""
    from kb.freshness import judge_all
    from kb.sources import SettingsError, read_team
    from kb.sources.evidence import count_broken, read_evidence
    from kb.sources.remembered import read_remembered
    from kb.sources.rules import read_rules

    rules = read_rules(settings.content, settings.prefix)
    if due is not None:
        rules = rules.looking_ahead(_period(due))
    team = read_team(settings.content, settings.prefix)
    try:
        library = read_remembered(settings)
    except SettingsError as error:
        fail(str(error))
    if library.withheld:
        say(f"{len(library.withheld)} file(s) can't be read as articles and are not judged: `kb check` says why")
    evidence = read_evidence(settings.content, team, day, count_broken(library, settings.prefix), rules)
    problems = (*rules.problems, *team.problems)
    if problems:
        say_problems(problems)
    if evidence.history.note:
        say(evidence.history.note)
    return team, judge_all(library.articles, evidence)


def _period(text: str) -> str:
    import re

    from kb.freshness.periods import PATTERN

    if not re.match(PATTERN, text):
        fail(f'--due "{text}" is not a length of time: write 30d, 6w, 6mo or 1y')
    return text


def _of_owners(rows: Sequence[Row], owners: tuple[str, ...], team: Team) -> list[Row]:
    from kb.problem import did_you_mean

    held = {row.owner for row in rows}
    for owner in owners:
        if owner not in held and owner not in team.owners:
            hint = did_you_mean(owner, held | set(team.owners)) or f"known: {', '.join(sorted(team.owners)) or 'none'}"
            fail(f'nobody is called "{owner}"\nhint: {hint}')
    return [row for row in rows if not owners or row.owner in owners]


def _render(rows: Sequence[Row], style: str, settings: Settings, day: date) -> str:
    from kb.report.stale import render_rows

    if style != "ics":
        return render_rows(rows, style, day, settings.prefix)
    from urllib.parse import urlsplit

    from kb.report.calendar import as_calendar

    host = urlsplit(settings.site_url).hostname or "poradnyk.invalid"
    try:
        return as_calendar(rows, day, settings.site_name, host, settings.prefix)
    except ImportError:
        fail('the calendar needs a library: pip install "poradnyk[calendar]"')


def _issues(rows: Sequence[Row], team: Team, known: Any, style: str, settings: Settings, day: date) -> str:
    import json
    from dataclasses import asdict

    from kb.freshness.issues import issues, known_markers
    from kb.report.stale import said

    try:
        before = known_markers(known.read()) if known else frozenset[str]()
    except UnicodeDecodeError:
        fail(f"--known {known.name}: is not UTF-8 text")
    names: Mapping[str, str] = {key: owner.called("en") for key, owner in team.owners.items()}
    made = issues(rows, before, names, lambda row: said(row, day), settings.prefix)
    if style == "json":
        return json.dumps([asdict(issue) for issue in made], ensure_ascii=False, indent=2) + "\n"
    return "\n".join(f"# {issue.title}\n\n{issue.body}" for issue in made)


def _summary(rows: Sequence[Row]) -> None:
    from kb.freshness import STATES

    counts = Counter(row.state for row in rows)
    parts = [f"{counts[state]} {state}" for state in STATES if counts[state]]
    say(f"{len(rows)} reviewed articles: {', '.join(parts) or 'none'}")
