"""`kb runbook run`: carry a runbook out in the terminal."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kb.cli.common import FINDINGS, fail, read_or_fail, say, settings_option
from kb.sources import Settings

if TYPE_CHECKING:
    from kb.runbooks.model import Runbook


@click.command("run")
@click.argument("id", metavar="ID")
@click.option("--input", "inputs", multiple=True, metavar="NAME=VALUE", help="A value that the commands need.")
@click.option(
    "--dry-run/--execute",
    "dry",
    default=True,
    show_default="--dry-run",
    help="Only show the commands, or run them after asking for each.",
)
@click.option("--by", metavar="NAME", help="Who carries it out; by default user.name of git.")
@click.option(
    "--record",
    "record",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the run as JSON to this new file.",
)
@click.option(
    "--format",
    "style",
    type=click.Choice(["markdown", "plain"]),
    default="markdown",
    show_default=True,
    help="Form of the ticket note.",
)
@click.option("--language", help="The version in this language; the main one by default.")
@settings_option
def command(
    id: str,
    inputs: tuple[str, ...],
    dry: bool,
    by: str | None,
    record: Path | None,
    style: str,
    language: str | None,
    settings: Settings,
) -> None:
    """Carry out the runbook ID, an id or the name of an alert, step by step: kb runbook run KB-0201 --input computer=PC-0142

    Values go into the commands with the quotes that their shell needs; a secret is asked for without showing it, and
    stored nowhere. With --execute each command is asked for before it runs, a dangerous one by its name, and only in a
    shell that this computer has. At the end the ticket note is printed, with secrets and personal data masked.

    Ends with 1 when a step failed.
    """
    from rich.console import Console

    from kb.cli.runbook_find import find_runbooks
    from kb.cli.runbook_walk import Walk
    from kb.runbooks.notes import WORDS, mask_words, ticket_note
    from kb.runbooks.read import read_runbook
    from kb.runbooks.record import masked
    from kb.runbooks.run import recorded
    from kb.sources.clock import now
    from kb.sources.git import user_name
    from kb.sources.runbooks import read_runbook_policy

    if record is not None and record.exists():
        fail(f"--record {record}: this file exists already; give a new name")
    library, _ = read_or_fail(settings)
    article = find_runbooks(library, id, language)[0]
    policy, _ = read_runbook_policy(settings.content, settings.prefix)
    runbook = read_runbook(article, policy)
    if not runbook.steps:
        fail(f"{settings.prefix}{article.path} has no steps: see `kb check`")
    console = Console(stderr=True, highlight=False)
    walk = Walk(runbook, not dry, _values(runbook, inputs), console)
    say(f"{runbook.id}: {runbook.title}" + ("" if not dry else "\nA dry run: nothing is executed; --execute does."))
    started = now()
    seconds = round(walk.go())
    words = WORDS.get(runbook.language, WORDS["en"])
    address = f"{settings.site_url.rstrip('/')}/kb/{runbook.id}/" if settings.site_url else ""
    run = recorded(
        runbook,
        walk.run,
        walk.values,
        by=by if by is not None else user_name(settings.root) or "",
        address=address,
        started=started.isoformat(timespec="seconds"),
        finished=now().isoformat(timespec="seconds"),
        seconds=seconds,
    )
    shown = masked(run, walk.secrets, mask_words(words))
    if record is not None:
        try:
            text = json.dumps(shown.as_json(), ensure_ascii=False, indent=2) + "\n"
            record.write_text(text, encoding="utf-8", newline="\n")
        except OSError as error:
            say(f"error: {record}: {error.strerror}")
    say("")
    click.echo(ticket_note(shown, words, "plain" if style == "plain" else "markdown"), nl=False)
    if shown.result in ("failed", "open") and article.meta.escalation:
        say(f"\nEscalation: {article.meta.escalation}; `kb queues {article.meta.escalation}` says who answers now.")
    if shown.result == "worked" and not dry:
        minutes = -(-seconds // 60)
        say(f"\nRecord it: kb runbook record {runbook.id} --outcome worked --minutes {minutes}")
    if shown.result == "failed":
        raise SystemExit(FINDINGS)


def _values(runbook: Runbook, inputs: tuple[str, ...]) -> dict[str, str]:
    """The values of the command line, or the end."""
    from kb.problem import did_you_mean
    from kb.runbooks.fill import mistake

    known = {given.name: given for given in runbook.inputs}
    values: dict[str, str] = {}
    for word in inputs:
        name, equals, value = word.partition("=")
        given = known.get(name)
        if not equals or given is None:
            hint = did_you_mean(name, known) or f"known: {', '.join(known) or 'none'}"
            fail(f'--input: {runbook.id} asks for no "{name}"\nhint: {hint}' if equals else "--input: write NAME=VALUE")
        if given.type == "secret":
            fail(f"--input {name}: a secret must not stand on a command line; it is asked for")
        if mistake(given, value):
            example = f"\nhint: for example {given.example}" if given.example else ""
            fail(f'--input {name}: "{value}" is not a value that it accepts{example}')
        values[name] = value
    return values
