"""`kb check`: everything that is wrong with the content, at its line."""

from __future__ import annotations

import click

from kb.cli.common import FINDINGS, read_or_fail, say, settings_option
from kb.sources import Settings


@click.command("check")
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json", "github", "sarif"]),
    default="text",
    show_default=True,
    help="text for people, github for annotations, json and sarif for programs.",
)
@click.option("--strict", is_flag=True, help="Fail on warnings, too.")
@settings_option
def command(style: str, strict: bool, settings: Settings) -> None:
    """Check all articles: front matter, blocks, links, ids, owners, unused files.

    Each problem is printed with its file and line, a code (see the handbook) and what to do. Nothing is changed.
    """
    from kb.checks import check_library
    from kb.report import render
    from kb.sources.evidence import read_rules

    library, team = read_or_fail(settings)
    rules = read_rules(settings.content, settings.prefix)
    owners = frozenset(team.owners) if team.known else None
    problems = tuple(sorted({*check_library(library, owners, settings.prefix), *team.problems, *rules.problems}))
    click.echo(render(problems, style), nl=False)
    errors = sum(1 for p in problems if p.severity == "error")
    warnings = len(problems) - errors
    say(f"{len(library.articles)} articles, {errors} error(s), {warnings} warning(s)")
    if errors or (strict and warnings):
        raise SystemExit(FINDINGS)
