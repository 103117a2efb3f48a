"""`kb academy exam`: the exam that a trainee had, from its number."""

from __future__ import annotations

import click

from kb.cli.common import fail, read_or_fail, say, settings_option
from kb.sources import Settings

FORMATS = ("markdown", "json")


@click.command("exam")
@click.argument("id", metavar="ID")
@click.option("--seed", required=True, metavar="NUMBER", help="The number of the exam, as its page shows it.")
@click.option("--edition", default="", metavar="EDITION", help="The edition it was taken in, such as public/en.")
@click.option("--no-key", "no_key", is_flag=True, help="Leave the answers out: for printing.")
@click.option("--version", "expected", metavar="TEXT", help="Fail unless the questions are still of this edition.")
@click.option(
    "--format", "style", type=click.Choice(FORMATS), default="markdown", show_default=True, help="json for programs."
)
@settings_option
def command(
    id: str, seed: str, edition: str, no_key: bool, expected: str | None, style: str, settings: Settings
) -> None:
    """Print the exam ID as a trainee had it: kb academy exam KB-0320 --seed 42

    The same number draws the same questions in the same order, with the same order of answers, as long as nobody
    changed the questions: the page shows their version, and this prints it, too.
    """
    from kb.edition import Edition
    from kb.report.exam import render_exam
    from kb.training.questions.data import bank_of

    library, _ = read_or_fail(settings)
    try:
        chosen = Edition.parse(edition) if edition else settings.options.default_edition
    except ValueError as error:
        fail(str(error))
    if chosen.language not in library.languages:
        fail(f'"{edition}": the language is not one of {", ".join(library.languages)}')
    bank = bank_of(library.for_edition(chosen))
    exam = next((exam for exam in bank.exams if exam.article == id.upper()), None)
    if exam is None:
        known = ", ".join(exam.article for exam in bank.exams) or "none"
        fail(f"{chosen.path} has no exam {id}\nhint: it has {known}")
    if expected and expected != bank.version:
        fail(f"the questions are of version {bank.version} now, not {expected}: go to the revision of that day")
    questions = bank.drawn(exam, seed)
    if not questions:
        fail(f"{chosen.path} has no questions for {id}")
    click.echo(render_exam(exam, questions, seed, bank.version, style, not no_key), nl=False)
    if len(questions) < exam.questions:
        say(f"{len(questions)} questions: the exam asks {exam.questions}, there are no more")
