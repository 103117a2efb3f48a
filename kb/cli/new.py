"""`kb new`: a valid file in the right place."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from kb.cli.common import FINDINGS, fail, read_or_fail, say, settings_option
from kb.edition import VISIBILITIES
from kb.sources import Settings

TYPES = ("article", "runbook", "known-error", "playbook", "module", "path", "page")


@click.command("new")
@click.argument("kind", metavar="TYPE", type=click.Choice(TYPES))
@click.argument("title")
@click.option("--language", help="Language folder; by default told from the letters of the title.")
@click.option(
    "--topic", help="Folder below the language, such as network; by default the one with the most similar articles."
)
@click.option(
    "--visibility",
    type=click.Choice(VISIBILITIES),
    default="internal",
    show_default=True,
    help="Who may open it. Change it in the file when the article is ready.",
)
@click.option("--owner", default="", help="Team or person, a key of content/.kb/owners.yml.")
@settings_option
def command(
    kind: str, title: str, language: str | None, topic: str | None, visibility: str, owner: str, settings: Settings
) -> None:
    """Begin an article: `kb new article "VPN не підключається"`.

    TYPE is article, runbook, known-error, playbook, module, path or page. The file gets the next free id, a valid
    header and sections to fill in. Nothing is overwritten.
    """
    from kb.scaffold import new_article

    if not title.strip() or len(title) > 300:
        fail("the title must have 1 to 300 characters")
    if language and language not in settings.options.languages:
        fail(f'"{language}" is not a language of this knowledge base: {", ".join(settings.options.languages)}')
    library, team = read_or_fail(settings)
    article = new_article(
        library,
        kind,
        title,
        language=language or "",
        topic=topic,
        visibility=visibility,
        owner=owner or _only_owner(team.owners),
    )
    path = settings.content / article.path
    if not path.resolve().is_relative_to(settings.content.resolve()):
        fail(f'--topic "{topic}" leads out of the content folder')
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(article.text)
    except OSError as error:
        fail(f"{path}: {error.strerror}", FINDINGS)
    click.echo(_shown(path))
    if article.guessed and article.topic:
        say(f"the topic {article.topic} was guessed from the title; use --topic if it belongs elsewhere")
    elif article.guessed:
        say("no topic was found for the title: move the file into a topic's folder, or use --topic")
    if team.known and owner and owner not in team.owners:
        say(f'warning: "{owner}" is not in {settings.prefix}.kb/owners.yml')
    say(f"{article.id}: fill in the brackets, then run `kb check`; it is {visibility} until you change `visibility`")


def _shown(path: Path) -> str:
    """Relative to where the person is, which is easier to copy."""
    return str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)


def _only_owner(owners: Mapping[str, object]) -> str:
    """The first team of the list: an article without an owner would go stale unseen."""
    return next(iter(owners)) if owners else ""
