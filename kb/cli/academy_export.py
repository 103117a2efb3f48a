"""`kb academy export`: the questions of an edition for other systems."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kb.cli.common import FINDINGS, fail, read_or_fail, say, settings_option
from kb.sources import Settings

if TYPE_CHECKING:
    from kb.training.exchange.values import Export
    from kb.training.questions.model import Question

FORMATS = ("gift", "moodle", "qti", "scorm", "anki")


@click.command("export")
@click.option("--format", "style", type=click.Choice(FORMATS), required=True, help="What the other system reads.")
@click.option("--edition", default="", metavar="EDITION", help="What this edition shows, such as public/uk.")
@click.option("--module", default="", metavar="ID", help="Only the questions of this module or bank.")
@click.option("--output", required=True, type=click.Path(path_type=Path, dir_okay=False), help="The file to write.")
@settings_option
def command(style: str, edition: str, module: str, output: Path, settings: Settings) -> None:
    """Give questions to other systems: kb academy export --format moodle --edition public/uk --output questions.xml

    gift and moodle (Moodle XML) go into Moodle, qti (2.1, a zip) into most other systems; scorm (1.2, a zip) is a module's
    questions as a page that reports status, score and time to the LMS; anki is a deck of cards (extra `anki`).

    Only what the edition shows leaves the house. What the other system has no place for is said. The same questions give
    the same bytes.
    """
    from kb.edition import Edition
    from kb.training.exchange.portable import portable

    library, _ = read_or_fail(settings)
    try:
        chosen = Edition.parse(edition) if edition else settings.options.default_edition
    except ValueError as error:
        fail(str(error))
    if chosen.language not in library.languages:
        fail(f'"{edition}": the language is not one of {", ".join(library.languages)}')
    view = library.for_edition(chosen)
    module = module.upper()
    if style == "scorm" and not module:
        fail("a SCORM package is that of one module\nhint: add --module KB-0301")
    if module and module not in view.by_id:
        fail(f"{chosen.path} has no article {module}")
    found = portable(view, module)
    if not found.questions:
        fail(f"{chosen.path} has no questions{f' in {module}' if module else ''}", FINDINGS)
    title = view.by_id[module][0].meta.title if module else f"{settings.site_name} ({chosen.path})"
    made = _made(style, found.questions, title, module, chosen.path)
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_bytes(made.data)
    except OSError as error:
        fail(f"{output}: {error.strerror}", FINDINGS)
    click.echo(str(output))
    for lost in (*found.lost, *made.lost):
        say(f"not kept: {lost}")
    say(f"{len(found.questions)} question(s) of {chosen.path}")


def _made(style: str, questions: tuple[Question, ...], title: str, module: str, edition: str) -> Export:
    from kb.training.exchange.gift import as_gift
    from kb.training.exchange.moodle_write import as_moodle
    from kb.training.exchange.qti import as_qti
    from kb.training.exchange.scorm import as_scorm

    if style == "anki":
        return _deck(questions, title, f"{edition} {module}".strip())
    if style == "scorm":
        return as_scorm(questions, title, module)
    if style == "qti":
        return as_qti(questions, title)
    return as_gift(questions) if style == "gift" else as_moodle(questions)


def _deck(questions: tuple[Question, ...], title: str, name: str) -> Export:
    from kb.sources.clock import now
    from kb.training.exchange.anki import as_anki

    try:
        return as_anki(questions, title, name, int(now().timestamp()))
    except ImportError:
        fail('Anki decks need the library genanki\nhint: pip install "poradnyk[anki]"')
