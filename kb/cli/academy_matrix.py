"""`kb academy matrix`: which objective has material and questions, and where there are holes."""

from __future__ import annotations

import click

from kb.cli.common import FINDINGS, fail, read_or_fail, say, say_problems, settings_option
from kb.sources import Settings

FORMATS = ("text", "json", "csv", "markdown")


@click.command("matrix")
@click.option("--edition", default="", metavar="EDITION", help="As this edition shows it, such as public/uk.")
@click.option("--holes", "holes_only", is_flag=True, help="List only what lacks something.")
@click.option("--fail-on-holes", is_flag=True, help="End with 1 when there are holes.")
@click.option(
    "--format",
    "style",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="text for people, markdown for a page or an issue, json and csv for programs.",
)
@settings_option
def command(edition: str, holes_only: bool, fail_on_holes: bool, style: str, settings: Settings) -> None:
    """Hold objectives against material and questions.

    One row for each objective of a module, and one for each objective of a certificate in content/.kb/certifications.yml:
    what there is to read and do, how many questions there are, and what is missing. Without --edition: as the internal
    editions of all languages show it. Nothing is changed.
    """
    from kb.edition import Edition
    from kb.report.matrix import render_matrix
    from kb.sources.study import read_certifications
    from kb.training.paths.matrix import build_matrix
    from kb.training.questions.read import read_study

    library, _ = read_or_fail(settings)
    try:
        wanted = [Edition.parse(edition)] if edition else [Edition("internal", lang) for lang in library.languages]
    except ValueError as error:
        fail(str(error))
    if any(chosen.language not in library.languages for chosen in wanted):
        fail(f'"{edition}": the language is not one of {", ".join(library.languages)}')
    certifications = read_certifications(settings.content, settings.prefix)
    if certifications.problems:
        say_problems(certifications.problems)
    views = [(library.for_edition(chosen), chosen.language) for chosen in wanted]
    matrices = [
        build_matrix(view, certifications.by_key, read_study(view).questions, language) for view, language in views
    ]
    click.echo(render_matrix(matrices, style, holes_only), nl=False)
    holes = sum(matrix.holes for matrix in matrices)
    rows = sum(len(matrix.rows) for matrix in matrices)
    say(f"{rows} objectives, {sum(len(m.demands) for m in matrices)} demands of certificates, {holes} with holes")
    if holes and fail_on_holes:
        raise SystemExit(FINDINGS)
