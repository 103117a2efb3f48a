"""`kb academy rot`: questions whose source has changed since somebody read them against it."""

from __future__ import annotations

import click

from kb.cli.common import FINDINGS, read_or_fail, say, settings_option
from kb.sources import Settings

FORMATS = ("text", "json", "csv", "markdown")


@click.command("rot")
@click.option("--all", "everything", is_flag=True, help="List the questions that are current, too.")
@click.option(
    "--format",
    "style",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="text for people, markdown for an issue, json and csv for programs.",
)
@settings_option
def command(everything: bool, style: str, settings: Settings) -> None:
    """List the questions whose source has changed.

    A question names the article that it is about; `kb academy accept` writes the print of that article into it. When the
    article changes, the question is listed here until somebody has read it again. Ends with 1 when a source has changed
    or is missing. Nothing is changed.
    """
    from kb.report.rot import render_rot
    from kb.training.questions.read import read_study
    from kb.training.questions.rot import judge_questions

    library, _ = read_or_fail(settings)
    judged = judge_questions(read_study(library, settings.prefix).questions, library)
    rows = [row for row in judged if everything or row.state != "current"]
    click.echo(render_rot(rows, style, settings.prefix), nl=False)
    rotten = sum(row.state in ("changed", "missing") for row in judged)
    never = sum(row.state == "never" for row in judged)
    say(f"{len(judged)} questions, {rotten} with a source that changed or is missing, {never} never read against it")
    if rotten:
        raise SystemExit(FINDINGS)
