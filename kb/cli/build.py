"""`kb build`: all editions, verified, published at once or not at all."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from kb.cli.common import FINDINGS, fail, read_or_fail, say, say_problems, settings_option
from kb.edition import AUDIENCES, Audience
from kb.sources import Settings


@click.command("build")
@click.option(
    "--edition",
    "wanted",
    multiple=True,
    metavar="VISIBILITY/LANGUAGE",
    help="Build only this edition, such as public/uk; may be repeated.",
)
@click.option(
    "--audience",
    type=click.Choice(AUDIENCES),
    help="Build for one audience alone, by default into a folder of its own: site-novice.",
)
@click.option(
    "--site-dir",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where to build; the default is site_dir of mkdocs.yml.",
)
@click.option(
    "--strict", is_flag=True, help="Build nothing while there are errors in the content or warnings of MkDocs."
)
@click.option(
    "--offline",
    is_flag=True,
    help="Make pages that work from a folder on disk, search included, by default in a folder of their own: site-offline.",
)
@settings_option
def command(
    wanted: tuple[str, ...],
    audience: Audience | None,
    site_dir: Path | None,
    strict: bool,
    offline: bool,
    settings: Settings,
) -> None:
    """Build the site: every edition, in parallel.

    By default public and internal in every language, side by side: site/public/uk, site/internal/uk, … Before anything
    is published it is verified (see `kb verify`); when something fails, the old site stays as it was.
    """
    from kb.cli.agents_index import keep_agents, tree_signature
    from kb.cli.verify import check_edition
    from kb_mkdocs.builder import BuildFailed, build_editions, choose_editions

    options = settings.options
    try:
        editions = choose_editions(options.all_editions, wanted, options.languages, audience)
    except ValueError as error:
        fail(str(error))
    site = Path.cwd() / site_dir if site_dir else _default_site(settings, audience, offline)
    _refuse_risky(site, settings)
    signature = tree_signature(settings.content)
    library, team = read_or_fail(settings)
    errors = [p for p in (*library.problems, *team.problems) if p.severity == "error"]
    if errors:
        say_problems(errors)
        say(
            f"{len(errors)} error(s) in the content: wrong values are ignored, and what may not be safe to show stays out. `kb check` lists everything."
        )
        if strict:
            say(f"error: --strict: nothing was built; {site} is as it was")
            raise SystemExit(FINDINGS)
    try:
        built = build_editions(
            settings,
            library,
            team,
            editions,
            site=site,
            check=partial(check_edition, settings, library, team),
            whole=not wanted,
            strict=strict,
            offline=offline,
            cache=settings.root / ".kb-cache",
            progress=say,
        )
    except BuildFailed as failure:
        if failure.problems:
            say_problems(failure.problems)
        say(f"error: {failure}")
        say(f"nothing was published; {site} is as it was")
        raise SystemExit(FINDINGS) from None
    except OSError as error:
        fail(f"{error.strerror or error}: {error.filename or site}", FINDINGS)
    for edition in built:
        for message in edition.messages:
            say(f"{edition.edition.path}: {message}")
    try:
        keep_agents(settings, library, [edition.edition for edition in built], signature)
    except Exception as failure:  # the site is published: whatever Whoosh or the disk says can't change that
        say(f"warning: the index of `kb search` was not written: {failure}; the next search does it")
    click.echo(str(site))


def _default_site(settings: Settings, audience: str | None, offline: bool) -> Path:
    """A variant has a folder of its own, so that it does not take the place of the site."""
    return settings.site.with_name("-".join(filter(None, (settings.site.name, audience, "offline" if offline else ""))))


def _refuse_risky(site: Path, settings: Settings) -> None:
    """The folder is replaced as a whole, so it must be one of ours."""
    resolved = site.resolve()
    for precious in (settings.root, settings.content):
        if precious.resolve().is_relative_to(resolved):
            fail(f"{site} holds the sources: choose another --site-dir")
    if resolved.is_relative_to(settings.content.resolve()):
        fail(f"{site} is inside the content folder: choose another --site-dir")
    if (
        resolved.is_dir()
        and any(resolved.iterdir())
        and not any((resolved / name).is_dir() for name in ("public", "internal", "restricted"))
    ):
        fail(f"{site} is not empty and is no site of ours: choose another --site-dir, or empty it")
