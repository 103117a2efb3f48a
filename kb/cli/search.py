"""`kb search`: find an article by symptom, error code or words, in the index of the support team."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import click

from kb.cli.search_output import Found, Page, render
from kb.edition import Edition, edition_address

if TYPE_CHECKING:
    from kb.cli.agents_index import Opened
    from kb.search.agents import Filters

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
@click.option("--no-input", is_flag=True, help="Print and end, in a terminal too; otherwise it asks what to read.")
@click.option("--site", help="Where `o` opens pages: the address of `kb serve`, say. Default: site_url of mkdocs.yml.")
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
    no_input: bool,
    site: str | None,
    config_file: Path | None,
    **filters: tuple[str, ...],
) -> None:
    """Search all articles, archived ones included: kb search "vpn 809" --type runbook

    Word forms, typing mistakes, the wrong keyboard layout and other spellings of codes are understood. An option that
    is given twice accepts either value. In a terminal the results are numbered, and an article can be read there.
    Ends with 0 if something was found, with 1 if not.
    """
    from kb.cli.agents_index import open_agents

    chosen = {name: filters["type_" if name == "type" else name] for name in FILTERS}
    try:
        wanted = [Edition.parse(edition)] if edition else []
        opened = open_agents(Path.cwd(), config_file, wanted, "internal", lambda text: click.echo(text, err=True))
    except ValueError as error:
        click.echo(f"error: {error}", err=True)
        sys.exit(USAGE)
    text = " ".join(words)
    if style == "text" and not no_input and is_terminal():
        found = _converse(text, opened, chosen, limit, site)
    else:
        page = look(opened, chosen, limit, text)
        click.echo(render(text, page.corrected, page.total, page.found, style), nl=False)
        found = bool(page.found)
    sys.exit(FINE if found else FINDINGS)


def look(opened: Opened, filters: Filters, limit: int, text: str, offset: int = 0) -> Page:
    """One page of results: those of the first index, and below them what other languages have in their own."""
    found: list[Found] = []
    corrected = ""
    total = 0
    for number, (where, index) in enumerate(opened.indices.items()):
        if number and (offset or len(found) >= limit):
            break
        answer = index.search(text, opened.synonyms, filters, limit, offset)
        corrected = corrected or answer.corrected
        # Another language comes below, and only with what the first has not shown in its own
        seen = {hit.key for _, hit in found}
        new = [hit for hit in answer.hits if hit.key not in seen and not (number and hit.fallback)]
        new = new[:OTHER_LANGUAGE_MOST] if number else new
        total += len(new) if number else answer.total
        found += [(where, hit) for hit in new]
    return Page(text, tuple(found[:limit]), total, corrected, offset)


def is_terminal() -> bool:
    """Whether a person looks on and can answer."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def _converse(text: str, opened: Opened, filters: Filters, limit: int, site: str | None) -> bool:
    from rich.console import Console

    from kb.cli.search_session import Desk, converse

    with suppress(ImportError):
        import readline  # noqa: F401  # lines can be edited, and called back

    desk = Desk(
        look=lambda words, offset: look(opened, filters, limit, words, offset),
        read=lambda found: opened.indices[found[0]].body_of(found[1].key),
        browse=lambda found: _browse(found, opened, site),
        ask=_ask,
    )
    return converse(text, desk, Console(highlight=False))


def _ask(prompt: str) -> str | None:
    try:
        return input(prompt)
    except (EOFError, KeyboardInterrupt, UnicodeDecodeError):
        click.echo()
        return None


def _browse(found: Found, opened: Opened, site: str | None) -> str:
    import webbrowser

    from kb.sources import SettingsError, read_settings

    edition, hit = found
    try:
        base = site or read_settings(opened.config.parent, opened.config).site_url
    except SettingsError as error:
        return str(error)
    if not base.startswith(("http://", "https://")):
        return "no address: set site_url in mkdocs.yml, or give --site http://127.0.0.1:8000/ while `kb serve` runs"
    anchor = f"#{quote(hit.anchor)}" if hit.anchor else ""
    address = base.rstrip("/") + "/" + edition_address(edition) + quote(hit.url) + anchor
    webbrowser.open(address)
    return address
