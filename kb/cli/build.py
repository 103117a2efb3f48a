"""`kb build`: all editions, verified, published at once or not at all."""

from __future__ import annotations

import atexit
import gc
import os
import re
import shutil
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kb.cli import unchanged
from kb.cli.common import FINDINGS, config_option, fail, read_or_fail, say, say_problems, settings_or_fail
from kb.collection import no_collection
from kb.edition import AUDIENCES, Audience, Edition

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kb.library import Library
    from kb.sources import Settings, Team
    from kb_mkdocs.builder import Built


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
@click.option("--clean", is_flag=True, help="Forget what earlier builds have kept, and render every page anew.")
@click.option(
    "--explain",
    metavar="PAGE",
    help="Say of a page (its id, file or address) whether it was rendered anew, and why.",
)
@config_option
def command(
    wanted: tuple[str, ...],
    audience: Audience | None,
    site_dir: Path | None,
    strict: bool,
    offline: bool,
    clean: bool,
    explain: str | None,
    config_file: Path | None,
) -> None:
    """Build the site: every edition, in parallel.

    By default public and internal in every language, side by side: site/public/uk, site/internal/uk, … Before anything
    is published it is verified (see `kb verify`); when something fails, the old site stays as it was.

    Only pages that have changed, or that link to such a page, are rendered; the rest comes from .kb-cache. Where nothing
    has changed at all, nothing is done.
    """
    began = time.time_ns()
    told = (
        *wanted,
        f"audience={audience}",
        f"site={site_dir}",
        f"strict={strict}",
        f"offline={offline}",
        f"config={config_file}",
    )
    config = (config_file or Path("mkdocs.yml")).absolute()
    before = None if clean or explain else unchanged.look(config.parent, config, told)
    if before and not before.changed:
        say("nothing has changed since the last build")
        click.echo(before.outputs[0])
        return
    click.get_current_context().with_resource(no_collection())
    settings = settings_or_fail(config_file)
    from kb.cli.quickly import edited_articles, previous_article
    from kb.cli.verify import check_edition
    from kb.sources.shelf import Shelf
    from kb.sources.texts import Texts
    from kb_mkdocs.builder import build_editions, choose_editions

    if clean:
        unchanged.forget(config.parent, told)
        _forget(settings)

    atexit.register(gc.freeze)  # nor at the end of the program: the system takes everything back at once
    try:
        editions = choose_editions(settings.options.all_editions, wanted, settings.options.languages, audience)
    except ValueError as error:
        fail(str(error))
    site = Path.cwd() / site_dir if site_dir else _default_site(settings, audience, offline)
    _refuse_risky(site, settings)
    texts = unchanged.texts_of(config.parent, told)
    if before and not offline and _quickly(settings, editions, site, before, texts):
        unchanged.renew(config.parent, told, before, began)
        click.echo(str(site))
        return
    shelf = Shelf(settings, began, before.seen if before else None)
    library, team = read_or_fail(settings, os.cpu_count() or 1, shelf)
    errors = _errors_in(library, team)
    if errors and strict:
        say(f"error: --strict: nothing was built; {site} is as it was")
        raise SystemExit(FINDINGS)
    edited = edited_articles(settings, library, before, texts) if before and not errors else ()
    build = partial(
        build_editions,
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
        previous=partial(previous_article, settings, texts),
        edited=edited,
        progress=say,
    )
    built = _built_or_fail(build, site)
    _say_of(built)
    if explain:
        _explain(explain, built, library)
    shelf.keep(library)
    if errors or any(edition.messages for edition in built):
        unchanged.forget(config.parent, told)  # the next build has to say it again
    elif before:
        Texts(texts).renew(settings.content, unchanged.renew(config.parent, told, before, began))
    else:
        _remember(settings, config, told, [edition.edition for edition in built], site, began)
    click.echo(str(site))


def _say_of(built: Sequence[Built]) -> None:
    for edition in built:
        for message in edition.messages:
            say(f"{edition.edition.path}: {message}")
    for reason in dict.fromkeys(edition.plain for edition in built if edition.plain):
        say(f"built the plain way, which takes longer: {reason}")


def _errors_in(library: Library, team: Team) -> bool:
    """Whether there are any; they are said."""
    errors = [p for p in (*library.problems, *team.problems) if p.severity == "error"]
    if errors:
        say_problems(errors)
        say(
            f"{len(errors)} error(s) in the content: wrong values are ignored, and what may not be safe to show stays out. `kb check` lists everything."
        )
    return bool(errors)


def _forget(settings: Settings) -> None:
    from kb.sources.shelf import NAME

    for folder in ("pages", "verified"):
        shutil.rmtree(settings.root / ".kb-cache" / folder, ignore_errors=True)
    (settings.root / ".kb-cache" / NAME).unlink(missing_ok=True)


def _built_or_fail(build: Callable[[], Sequence[Built]], site: Path) -> Sequence[Built]:
    from kb_mkdocs.builder import BuildFailed

    try:
        return build()
    except BuildFailed as failure:
        if failure.problems:
            say_problems(failure.problems)
        say(f"error: {failure}")
        say(f"nothing was published; {site} is as it was")
        raise SystemExit(FINDINGS) from None
    except OSError as error:
        fail(f"{error.strerror or error}: {error.filename or site}", FINDINGS)


def _quickly(
    settings: Settings, editions: Sequence[Edition], site: Path, before: unchanged.Before, texts: Path
) -> bool:
    """Whether all there was to do was to give some pages another text, and that is done."""
    from kb.cli.quickly import build_quickly
    from kb_mkdocs.quick import NotQuick

    if any(path not in before.stamps or not before.was_there(path) for path in before.changed):
        return False
    try:
        number = build_quickly(settings, editions, site, {path: before.stamps[path] for path in before.changed}, texts)
    except NotQuick:
        return False
    say(f"{number} page(s) have another text; nothing else has changed since the last build")
    return True


def _remember(
    settings: Settings, config: Path, told: Sequence[str], editions: Sequence[Edition], site: Path, began: int
) -> None:
    """For the next build, which may have less to do."""
    from kb.sources.texts import Texts

    outputs = [site, *(site / edition.path for edition in editions)]
    articles = unchanged.remember(config.parent, config, told, settings.content, _inputs(settings), outputs, began)
    if articles:
        Texts(unchanged.texts_of(config.parent, told)).keep(settings.content, articles)


def _inputs(settings: Settings) -> list[Path]:
    """Folders that a build reads, beside mkdocs.yml and this program."""
    from kb_mkdocs.door import theme_dir

    own = re.findall(r"^\s*custom_dir:\s*[\"']?([^\"'#\n]+)", settings.config.read_text(encoding="utf-8"), re.MULTILINE)
    folders = [settings.config.parent / name.strip() for name in own]
    return [
        settings.content,
        theme_dir(),
        theme_dir().parent / "plugins",
        Path(__file__).parents[2] / "kb_mkdocs",
        *folders,
    ]


def _explain(page: str, built: Sequence[Built], library: Any) -> None:
    """What happened to one page in each edition."""
    wanted = page.strip("/").removesuffix("index.html").rstrip("/")
    keys = {
        a.key for a in library.articles if wanted in (a.meta.id, a.path, a.key, a.url.rstrip("/"), f"content/{a.path}")
    }
    if not keys:
        say(f'there is no page "{page}": name its id, such as KB-0142, its file or its address')
    for edition in built:
        for key in sorted(keys):
            why = edition.rendered.get(key, "taken from what an earlier build has rendered")
            say(
                f"{edition.edition.path}: {key}: {why}"
                if key in edition.made
                else f"{edition.edition.path}: {key}: not in this edition"
            )


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
