"""`kb verify`: look into a finished site for anything hidden."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kb.cli.common import FINDINGS, fail, read_or_fail, say, settings_option
from kb.edition import VISIBILITIES, Edition, Visibility
from kb.library import Hidden, Library
from kb.problem import Problem
from kb.sources import Settings, Team

if TYPE_CHECKING:
    from kb.sources.verified import Sought
    from kb.sources.verifying import Staying


@click.command("verify")
@click.argument("site", type=click.Path(path_type=Path, exists=True, file_okay=False), required=False)
@click.option("--edition", help="What SITE is, where its path does not say: public/uk, or only public.")
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json", "github", "sarif"]),
    default="text",
    show_default=True,
    help="text for people, github for annotations, json and sarif for programs.",
)
@settings_option
def command(site: Path | None, edition: str | None, style: str, settings: Settings) -> None:
    """Look into a finished SITE for text, titles, ids, paths and files that it may not show.

    SITE is the folder of all editions (the default), of one visibility (site/public) or of one edition
    (site/public/uk). HTML, JSON, XML, scripts, archives and images are read. Nothing is changed.
    """
    from kb.report import render

    library, team = read_or_fail(settings)
    folder = (site or settings.site).resolve()
    parts = _parts(folder, edition)
    if not folder.is_dir():
        fail(f"there is no site at {folder}\nhint: run `kb build` first")
    if not parts:
        fail(
            f"{folder} does not look like a site of editions\nhint: name a folder such as site/public, or say --edition public/uk"
        )
    problems = tuple(
        p for path, visibility, prefix in parts for p in check_folder(settings, library, team, path, visibility, prefix)
    )
    click.echo(render(problems, style), nl=False)
    if problems:
        raise SystemExit(FINDINGS)
    say(f"verified: {', '.join(str(path) for path, _, _ in parts)}: nothing hidden is shown")


def check_edition(
    settings: Settings,
    library: Library,
    team: Team,
    folder: Path,
    edition: Edition,
    processes: int = 1,
    staying: Staying | None = None,
) -> tuple[Problem, ...]:
    """Verify a freshly built edition, before it is published, with what stays of the one before. Files that were clean in
    the last build are not looked into again."""
    from kb.sources.verified import Verified, remembered_needles
    from kb.sources.verifying import verify_folder, verify_staged

    cache, shown = settings.root / ".kb-cache", f"{edition.path}/"
    few = staying is not None and staying.others  # then nothing is learnt of all the others
    known = remembered_needles(cache, edition) if few else None
    if known is not None and not verify_staged(folder, shown, known, processes):
        return ()
    # Where something was found, perhaps it may be shown by now: what is looked for is found out anew
    sought = _sought(settings, library, team, edition.visibility)
    return verify_folder(folder, shown, sought, processes, None if few else Verified(cache, edition, sought), staying)


def check_folder(
    settings: Settings,
    library: Library,
    team: Team,
    folder: Path,
    visibility: Visibility,
    prefix: str,
) -> tuple[Problem, ...]:
    """Hold everything below a folder against what its visibility may not show."""
    from kb.sources.verifying import verify_folder

    return verify_folder(folder, prefix, _sought(settings, library, team, visibility))


def _sought(settings: Settings, library: Library, team: Team, visibility: Visibility) -> Sought:
    """What may not be in an edition of this visibility."""
    from kb.escalation.hidden import hidden_contacts, shown_contacts
    from kb.sources.queues import load_queues
    from kb.sources.site import hidden_asset_digests, theme_digests
    from kb.verify import build_needles

    views = [library.for_edition(Edition(visibility, language)) for language in library.languages]
    edition = Edition(visibility, library.languages[0])
    shown_assets = {asset.key for view in views for asset in view.assets}
    paths = {article.key.removesuffix(".md") for view in views for article in view.articles} | shown_assets
    closed = (Hidden(asset.path, 0, "path", asset.key) for asset in library.assets)
    queues = load_queues(settings.content, settings.prefix).by_key
    needles = build_needles(
        chain(library.hidden_from(edition), closed, hidden_contacts(queues, edition)),
        chain(_shown(views, team, settings), shown_contacts(queues, edition)),
        paths,
        _alone(views),
    )
    hidden, shown = hidden_asset_digests(settings.content, library, views)
    return needles, hidden, shown | theme_digests()


def _shown(views: Iterable[Library], team: Team, settings: Settings) -> Iterator[str]:
    """All that these editions may say: articles, names of topics, the interface, team names."""
    from kb.pages import build_topics
    from kb.strings import strings_for

    for view in views:
        for article in view.articles:
            yield from (article.meta.title, article.meta.description or "", *article.meta.symptoms, article.meta.id)
            yield from article.meta.alerts
            yield from (given.label or "" for given in article.meta.inputs)
            yield from (goal.text for goal in article.meta.objectives)
            yield from (step.note or "" for step in article.meta.steps)
            for section in article.sections:
                yield section.title
                yield section.text.replace("\n", " ")
            yield article.body
        yield from (topic.title for topic in build_topics(view).by_key.values())
    for language in settings.options.languages:
        words = strings_for(language)
        for field in dataclasses.fields(words):
            value = getattr(words, field.name)
            yield from [value] if isinstance(value, str) else _leaves(value)
    yield from (name for owner in team.owners.values() for name in owner.name.values())
    yield from (text for ways in team.contact.values() for way in ways for text in way.values())
    yield from (settings.site_name, *settings.options.site_names.values(), *settings.options.taglines.values())


def _alone(views: Iterable[Library]) -> Iterator[str]:
    """Parts of articles that also stand alone: lines, and the cells of a row."""
    for view in views:
        for article in view.articles:
            for section in article.sections:
                for line in section.text.split("\n"):
                    yield from (line, *line.split(" · ")) if " · " in line else (line,)


def _leaves(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif hasattr(value, "values"):
        for item in value.values():
            yield from _leaves(item)


def _parts(folder: Path, edition: str | None) -> list[tuple[Path, Visibility, str]]:
    """(folder, visibility, prefix) of each visibility in a folder; the path says which, or the option."""
    if edition:
        visibility = edition.split("/")[0]
        if visibility not in VISIBILITIES:
            fail(f'"{edition}" is not an edition: write a visibility and a language, such as public/uk')
        return [(folder, visibility, "")]
    found: list[tuple[Path, Visibility, str]] = [
        (folder / v, v, f"{v}/") for v in VISIBILITIES if (folder / v).is_dir()
    ]
    if found:
        return found
    for visibility in VISIBILITIES:
        if visibility in (folder.name, folder.parent.name):
            return [(folder, visibility, "")]
    return []
