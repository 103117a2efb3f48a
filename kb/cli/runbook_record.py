"""`kb runbook record`: write into the article that it was carried out."""

from __future__ import annotations

from datetime import datetime

import click

from kb.cli.common import FINDINGS, fail, read_or_fail, say, settings_option
from kb.sources import Settings


@click.command("record")
@click.argument("id", metavar="ID")
@click.option(
    "--outcome",
    type=click.Choice(["worked", "worked-with-changes", "failed"]),
    required=True,
    help="How it ended: as written, only after changes, or not at all.",
)
@click.option("--minutes", type=click.IntRange(0, 100_000), help="How many minutes it took.")
@click.option("--by", metavar="NAME", help="Who: a person, or a key of owners.yml; by default user.name of git.")
@click.option("--note", metavar="TEXT", help="What was learnt, in one sentence.")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="The day; today by default.")
@click.option("--language", help="Only the version in this language; by default every one.")
@settings_option
def command(
    id: str,
    outcome: str,
    minutes: int | None,
    by: str | None,
    note: str | None,
    on: datetime | None,
    language: str | None,
    settings: Settings,
) -> None:
    """Record that the runbook ID was carried out: kb runbook record KB-0201 --outcome worked --minutes 12

    Adds one entry to `exercised`, by which `kb stale` knows that the runbook was tried. Nothing else in the file is
    touched, neither comments nor line ends.
    """
    from pydantic import ValidationError

    from kb.cli.runbook_find import find_runbooks
    from kb.library.frontmatter import Exercised
    from kb.runbooks.exercise import ExerciseError, with_exercise
    from kb.sources.clock import today
    from kb.sources.git import user_name

    day = on.date() if on else today()
    if day > today():
        fail(f"--on {day} is in the future")
    who = by if by is not None else user_name(settings.root)
    values = {"on": day, "by": who or None, "outcome": outcome, "minutes": minutes, "note": note}
    try:
        done = Exercised.model_validate({key: value for key, value in values.items() if value is not None})
    except ValidationError as error:
        wrong = error.errors(include_url=False)[0]
        fail(f"--{wrong['loc'][0]}: {str(wrong['msg']).lower()}")
    if not all(text.isprintable() for text in (done.by or "", done.note or "")):
        fail("--by and --note are one line each, without characters that can't be printed")
    library, _ = read_or_fail(settings)
    failed = False
    for article in find_runbooks(library, id, language):
        path, shown = settings.content / article.path, settings.prefix + article.path
        try:
            path.write_bytes(with_exercise(path.read_bytes().decode("utf-8"), done).encode("utf-8"))
            click.echo(shown)
        except (ExerciseError, OSError, UnicodeDecodeError) as error:
            say(f"error: {shown}: {getattr(error, 'strerror', None) or error}")
            failed = True
    if failed:
        raise SystemExit(FINDINGS)
