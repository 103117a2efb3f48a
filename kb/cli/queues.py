"""`kb queues`: who answers now, or at a given time, and what is wrong with the file of queues."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import click

from kb.cli.common import FINDINGS, fail, say, say_problems, settings_option
from kb.sources import Settings


@click.command("queues")
@click.argument("names", nargs=-1, metavar="[QUEUE]...")
@click.option("--at", metavar="TIME", help="As of this time, 2026-11-23T19:00; SOURCE_DATE_EPOCH does the same.")
@click.option("--kind", type=click.Choice(["team", "vendor", "department"]), help="Only these.")
@click.option("--language", help="Language of names and texts; the main one by default.")
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json", "csv", "markdown"]),
    default="text",
    show_default=True,
    help="text for people, markdown for a page, json and csv for programs.",
)
@settings_option
def command(
    names: tuple[str, ...], at: str | None, kind: str | None, language: str | None, style: str, settings: Settings
) -> None:
    """Say who answers: each QUEUE of content/.kb/queues.yml, or all of them.

    A time without a zone is that of this computer. The file is checked, too: its mistakes are said, and an error ends
    with 1.
    """
    from kb.report.queues import render_queues
    from kb.sources.queues import load_queues

    moment = _moment(at)
    found = load_queues(settings.content, settings.prefix, settings.options.languages)
    if not found.known:
        fail(f"there is no {settings.prefix}.kb/queues.yml\nhint: see the page on escalation in the handbook")
    for name in names:
        if name not in found.by_key:
            from kb.problem import did_you_mean

            fail(
                f'there is no queue "{name}"\nhint: {did_you_mean(name, found.by_key) or f"known: {_list(found.by_key)}"}'
            )
    chosen = {
        key: queue
        for key, queue in found.by_key.items()
        if (not names or key in names) and (kind is None or queue.kind == kind)
    }
    click.echo(render_queues(chosen, moment, style, language or settings.options.languages[0]), nl=False)
    say(f"{len(chosen)} of {len(found.by_key)} queues, as of {moment.isoformat(timespec='minutes')}")
    if found.problems:
        say_problems(found.problems)
    if any(problem.severity == "error" for problem in found.problems):
        raise SystemExit(FINDINGS)


def _moment(text: str | None) -> datetime:
    from kb.sources.clock import now

    if text is None:
        return now()
    try:
        moment = datetime.fromisoformat(text)
        return moment if moment.tzinfo else moment.astimezone()
    except (ValueError, OverflowError):
        fail(f'--at "{text}" is not a time: write 2026-11-23T19:00, or with a zone, 2026-11-23T19:00+02:00')


def _list(queues: Iterable[str]) -> str:
    return ", ".join(queues) or "none"
