"""`kb search`: find an article by symptom, error code or words, in the index of the support team."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kb.cli.search_output import Found, render
from kb.edition import Edition

FINE, FINDINGS, USAGE = 0, 1, 2
FILTERS = ("type", "audience", "product", "service", "severity", "owner", "status", "language")
OTHER_LANGUAGE_MOST = 3


@click.command("search")
@click.argument("words", nargs=-1, required=True)
@click.option("--edition", help="Where to search: internal/uk, public/en … Default: internal, in every language.")
@click.option("--type", "type_", multiple=True, help="article, runbook, known-error, playbook, module, path or page.")
@click.option("--audience", multiple=True, help="novice, expert or accessibility.")
@click.option("--product", multiple=True, help="A value of applies_to.")
@click.option("--service", multiple=True, help="The service of a runbook.")
@click.option("--severity", multiple=True, help="P1 to P5.")
@click.option("--owner", multiple=True, help="A key of owners.yml.")
@click.option("--status", multiple=True, help="wip, not-validated, validated or archived.")
@click.option("--language", multiple=True, help="Articles written in this language only.")
@click.option("--limit", type=click.IntRange(1, 100), default=10, show_default=True, help="How many at most.")
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json", "csv", "markdown"]),
    default="text",
    show_default=True,
    help="text for people, the others for programs and tickets.",
)
@click.option(
    "-f",
    "--config-file",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="The configuration to use instead of mkdocs.yml in this folder.",
)
def command(
    words: tuple[str, ...],
    edition: str | None,
    limit: int,
    style: str,
    config_file: Path | None,
    **filters: tuple[str, ...],
) -> None:
    """Search all articles, archived ones included: kb search "vpn 809" --type runbook

    Word forms, typing mistakes, the wrong keyboard layout and other spellings of codes are understood. An option that
    is given twice accepts either value. Ends with 0 if something was found, with 1 if not.
    """
    from kb.cli.agents_index import open_agents

    chosen = {name: filters["type_" if name == "type" else name] for name in FILTERS}
    try:
        wanted = [Edition.parse(edition)] if edition else []
        opened = open_agents(Path.cwd(), config_file, wanted, "internal", lambda text: click.echo(text, err=True))
    except ValueError as error:
        click.echo(f"error: {error}", err=True)
        sys.exit(USAGE)
    found: list[Found] = []
    corrected = ""
    total = 0
    for number, (where, index) in enumerate(opened.indices.items()):
        answer = index.search(" ".join(words), opened.synonyms, chosen, limit)
        corrected = corrected or answer.corrected
        # Another language comes below, and only with what the first has not shown in its own
        seen = {hit.key for _, hit in found}
        new = [hit for hit in answer.hits if hit.key not in seen and not (number and hit.fallback)]
        total += answer.total if not number else len(new)
        found += [(where, hit) for hit in (new if not number else new[:OTHER_LANGUAGE_MOST])]
    click.echo(render(" ".join(words), corrected, total, found[: max(limit, 1)], style), nl=False)
    sys.exit(FINE if found else FINDINGS)
