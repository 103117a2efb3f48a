"""`kb check`: everything that is wrong with the content, at its line."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

import click

from kb.cli.check_steps import ask_sites, chosen_codes, judge, repair_files, show_sample
from kb.cli.common import FINDINGS, fail, say, settings_option
from kb.problem import Problem
from kb.sources import Settings

FORMATS = ("text", "json", "github", "gitlab", "sarif", "csv", "markdown")


@click.command("check")
@click.option(
    "--format",
    "style",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="text for people, github for annotations, gitlab for its code quality report, json and sarif for programs; "
    "csv and markdown for --sample.",
)
@click.option(
    "--only", multiple=True, metavar="CODES", help="Show nothing but these codes, KB711,KB713, or a family, KB7."
)
@click.option(
    "--disable", multiple=True, metavar="CODES", help="Leave out these warnings, besides those of the policy."
)
@click.option("--fix", is_flag=True, help="Repair what can be repaired for certain, then check what is left.")
@click.option("--external", is_flag=True, help="Ask other sites, gently, whether the linked pages are there.")
@click.option(
    "--sample",
    type=click.IntRange(1),
    metavar="N",
    help="Score N articles, drawn by lot, for coaching instead of listing problems.",
)
@click.option(
    "--today", type=click.DateTime(["%Y-%m-%d"]), help="The day of the sample; SOURCE_DATE_EPOCH does the same."
)
@click.option("--strict", is_flag=True, help="Fail on warnings, too.")
@settings_option
def command(
    style: str,
    only: tuple[str, ...],
    disable: tuple[str, ...],
    fix: bool,
    external: bool,
    sample: int | None,
    today: datetime | None,
    strict: bool,
    settings: Settings,
) -> None:
    """Check all articles: front matter, blocks, links, ids, owners, and quality.

    Each problem is printed with its file and line, a code (see the handbook) and what to do. Nothing is changed without
    --fix. An error fails the check; a warning does with --strict; a note never does.
    """
    from kb.checks.quality import wanted
    from kb.report import render
    from kb.sources import SettingsError, read_team
    from kb.sources.checks import read_check_context
    from kb.sources.clock import today as this_day
    from kb.sources.examined import read_examined

    chosen, left_out = frozenset(chosen_codes(only, "--only")), chosen_codes(disable, "--disable")
    if (style in ("csv", "markdown")) > bool(sample) or (style in ("github", "gitlab", "sarif") and sample):
        fail(f"--format {style} is {'not ' if sample else 'only '}for --sample")
    day = today.date() if today else this_day()
    team = read_team(settings.content, settings.prefix)
    context, wrong = read_check_context(settings.content, team, settings.prefix)
    policy = context.policy.model_copy(update={"disable": (*context.policy.disable, *left_out)})
    try:
        library, examined = read_examined(settings, context)
        if fix:
            repair_files(settings, library, policy, chosen)
            library, examined = read_examined(settings, context)
    except SettingsError as error:
        fail(str(error))
    found = {*judge(settings, library, team, examined, policy), *wrong, *_synonym_problems(settings)}
    if external:
        found |= set(ask_sites(settings, library, policy, day))
    problems = tuple(sorted(wanted(found, policy, settings.prefix, chosen)))
    if sample:
        all_that_counts = tuple(wanted(found, policy, settings.prefix))
        show_sample(settings, library, all_that_counts, sample, day, style)
        return
    click.echo(render(problems, style), nl=False)
    counts = Counter(p.severity for p in problems)
    notes = f", {counts['note']} note(s)" if counts["note"] else ""
    say(f"{len(library.articles)} articles, {counts['error']} error(s), {counts['warning']} warning(s){notes}")
    if counts["error"] or (strict and counts["warning"]):
        raise SystemExit(FINDINGS)


def _synonym_problems(settings: Settings) -> tuple[Problem, ...]:
    from kb.search.synonyms import check_synonyms
    from kb.sources.synonyms import read_synonyms

    data, unread = read_synonyms(settings.content, settings.prefix)
    return (*unread, *check_synonyms(data, f"{settings.prefix}.kb/synonyms.yml").problems)
