"""`kb codeowners`: who is asked to review a change, for the code host."""

from __future__ import annotations

from pathlib import Path

import click

from kb.cli.common import FINDINGS, fail, read_or_fail, say, settings_option
from kb.sources import Settings

HOSTS = ("github", "gitlab")


@click.command("codeowners")
@click.option(
    "--host", type=click.Choice(HOSTS), default="github", show_default=True, help="Whose names in owners.yml to use."
)
@click.option(
    "--default", "fallback", default="", metavar="NAME", help="Who is asked about everything else: @org/team."
)
@click.option(
    "--check",
    "existing",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write nothing; end with 1 if this file is not up to date.",
)
@settings_option
def command(host: str, fallback: str, existing: Path | None, settings: Settings) -> None:
    """Print a CODEOWNERS file made of the articles' owners.

    An owner in content/.kb/owners.yml needs a name of the code host: `github: "@org/team"`, or a list of them; `gitlab`
    likewise. Write it where the host looks: kb codeowners > .github/CODEOWNERS
    """
    from kb.scaffold.codeowners import codeowners
    from kb.sources.revisions import GitError, open_repository
    from kb.sources.team import is_handle

    if fallback and not all(map(is_handle, fallback.split())):
        fail(f'--default: "{fallback}" is no name of a code host, such as @org/team')
    library, team = read_or_fail(settings)
    handles = {key: owner.handles.get(host, ()) for key, owner in team.owners.items()}
    try:
        place = open_repository(settings.root).path_of(settings.content)
    except GitError:
        place = settings.prefix.strip("/")
    text = codeowners(library, handles, f"{place}/" if place else "", fallback)
    used = {article.meta.owner for article in library.articles if article.meta.owner}
    missing = sorted(owner for owner in used if not handles.get(owner))
    if missing:
        say(f"note: no `{host}` in {settings.prefix}.kb/owners.yml for {', '.join(missing)}")
    if existing is None:
        click.echo(text, nl=False)
        return
    try:
        found = existing.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        fail(f"{existing}: {getattr(error, 'strerror', None) or 'is not UTF-8'}", FINDINGS)
    if found != text:
        say(f"{existing} is not up to date\nhint: kb codeowners > {existing}")
        raise SystemExit(FINDINGS)
