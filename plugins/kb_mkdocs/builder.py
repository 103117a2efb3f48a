"""Builds editions side by side, checks them, and publishes all of them or none."""

from __future__ import annotations

import json
import logging
import multiprocessing
import os
import re
import shutil
import time
import warnings
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, replace
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from kb.edition import Audience, Edition
from kb.library import Article, Library
from kb.problem import Problem
from kb.sources import Settings, Team
from kb.sources.forked import can_fork
from kb.sources.publish import publish_changes, staging_folder, swap
from kb.sources.verifying import Staying
from kb.strings import strings_for
from kb_mkdocs.around import Edited, reach_of
from kb_mkdocs.driven import Driven
from kb_mkdocs.published import Difference, published, publishing_mark

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

Check = Callable[[Path, Edition, int, Staying | None], Sequence[Problem]]
"""Looks into a finished edition, with so many processes, and what stays beside it of the published one; must be picklable
where processes are not forked."""

Previous = Callable[[str], Article | None]
Progress = Callable[[str], None]


class BuildFailed(Exception):
    """Nothing was published. `problems` say why, where it was the verification that refused."""

    def __init__(self, message: str, problems: Sequence[Problem] = ()) -> None:
        super().__init__(message)
        self.problems = tuple(problems)


@dataclass(frozen=True)
class Built:
    """One edition as it was built: articles, seconds of wall time, and what MkDocs had to say."""

    edition: Edition
    articles: int
    seconds: float
    messages: tuple[str, ...]
    problems: tuple[Problem, ...] = ()
    error: str = ""
    made: frozenset[str] = frozenset()
    rendered: Mapping[str, str] = field(default_factory=dict)
    filled: Mapping[str, str] = field(default_factory=dict)
    """Pages, by the path of their file below the language; those of them whose Markdown was rendered, and whose template was
    filled, with why."""
    plain: str = ""
    """Why MkDocs built by itself; empty where it did not."""
    difference: Difference | None = None
    """How it differs from what is published, where that is known."""


@dataclass(frozen=True)
class _Job:
    config: str
    out: str
    site: str
    site_url: str | None
    strict: bool
    offline: bool
    check: Check
    cache: Path | None
    previous: Previous | None
    processes: int
    edited: tuple[Edited, ...]


def build_editions(
    settings: Settings,
    library: Library,
    team: Team,
    editions: Sequence[Edition],
    *,
    site: Path,
    check: Check,
    whole: bool = True,
    strict: bool = False,
    offline: bool = False,
    site_url: str | None = None,
    cache: Path | None = None,
    previous: Previous | None = None,
    edited: tuple[Edited, ...] = (),
    alone: bool = False,
    progress: Progress = lambda text: None,
) -> tuple[Built, ...]:
    """Build, verify, publish; BuildFailed leaves `site` as it was.

    `cache` is the folder where rendered pages are kept for the next time; `previous` says what an article was in the last
    build, where that is known; `edited` are the articles that have changed since, where nothing else has.
    `alone`: in this process, one after another.
    `whole`: these are all the editions of the site, so the folder is replaced as one; otherwise only theirs are.
    `offline`: the pages work from a folder on disk, without a server.
    """
    stage = staging_folder(site)
    built: tuple[Built, ...] = ()
    try:
        processes = max(1, (os.cpu_count() or 1) // len(editions))
        job = _Job(
            str(settings.config),
            str(stage),
            str(site),
            site_url,
            strict,
            offline,
            check,
            cache,
            previous,
            processes,
            edited,
        )
        built = _build_all(job, library, team, editions, progress, 1 if alone else len(editions))
        failed = [b for b in built if b.error]
        if failed:
            raise BuildFailed("\n".join(_grouped(failed)))
        for visibility in {e.visibility for e in editions}:
            _write_entrance(stage / visibility, [e.language for e in editions if e.visibility == visibility])
        problems = [problem for b in built for problem in b.problems]
        if problems:
            raise BuildFailed(f"the verification found {len(problems)} thing(s) that may not be shown", problems)
        _publish(stage, site, built, whole, cache)
        return built
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _publish(stage: Path, site: Path, built: Sequence[Built], whole: bool, cache: Path | None) -> None:
    """Editions that were built as a whole take their place in one step; of others, only what differs is put there."""
    differ = {one.edition: one.difference for one in built if one.difference is not None}
    beside = {edition: found for edition, found in differ.items() if found.known}
    if whole and not beside:
        swap(stage, site)
    else:
        assert cache is not None  # nothing could be known otherwise
        for one in built:
            place = one.edition.path
            if one.edition in beside:
                found, mark = beside[one.edition], publishing_mark(cache, one.edition)
                publish_changes(stage / place, found.gone, site / place, mark, found.renamed, found.confirm)
            else:
                swap(stage / place, site / place)
        if whole:
            _tidy(stage, site, [one.edition for one in built])
    for one in built:
        if one.edition in differ and one.edition not in beside:
            differ[one.edition].confirm()
        if cache is not None:
            publishing_mark(cache, one.edition).unlink(missing_ok=True)


def _tidy(stage: Path, site: Path, editions: Sequence[Edition]) -> None:
    """What is in the site beside the editions: their entrances, and nothing else."""
    languages: dict[str, set[str]] = {}
    for edition in editions:
        languages.setdefault(edition.visibility, set()).add(edition.language)
    for folder in site.iterdir():
        for found in [folder] if folder.name not in languages else folder.iterdir():
            if found.name not in {"index.html", *languages.get(folder.name, ())}:
                shutil.rmtree(found) if found.is_dir() else found.unlink()
    for visibility in languages:
        new, old = (root / visibility / "index.html" for root in (stage, site))
        if not old.is_file() or old.read_bytes() != new.read_bytes():
            new.replace(old)


def _build_all(
    job: _Job, library: Library, team: Team, editions: Sequence[Edition], progress: Progress, most: int
) -> tuple[Built, ...]:
    workers = min(most, os.cpu_count() or 1)
    if workers <= 1:
        _start(job, library, team)
        return tuple(_report(_build_one(edition), progress) for edition in editions)
    # Forked workers share the library that was read once. Where threads run (kb serve) a fork could inherit a lock that
    # nobody will open, so there, and on other systems, it is sent to them.
    context = multiprocessing.get_context("fork" if can_fork() else "spawn")
    try:
        with ProcessPoolExecutor(
            workers, mp_context=context, initializer=_start, initargs=(job, library, team)
        ) as pool:
            return tuple(_report(built, progress) for built in pool.map(_build_one, editions))
    except BrokenProcessPool:
        raise BuildFailed("a build process was killed, perhaps for want of memory") from None


def _grouped(failed: Sequence[Built]) -> list[str]:
    """Each error once, with the editions it broke."""
    editions: dict[str, list[str]] = {}
    for built in failed:
        editions.setdefault(built.error, []).append(built.edition.path)
    return [f"{', '.join(paths)}: {error}" for error, paths in editions.items()]


def _report(built: Built, progress: Progress) -> Built:
    done = "failed after" if built.error else f"{built.articles} article(s), built and verified in"
    progress(f"{built.edition.path}: {done} {built.seconds:.1f} s")
    return built


_current: tuple[_Job, Library, Team] | None = None


def _start(job: _Job, library: Library, team: Team) -> None:
    global _current  # noqa: PLW0603 - a worker process has one job
    _current = (job, library, team)


def _build_one(edition: Edition) -> Built:
    assert _current is not None
    job, library, team = _current
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    started = time.monotonic()
    heard = _Messages()
    loggers = [logging.getLogger(name) for name in ("mkdocs", "properdocs")]
    for logger in loggers:
        logger.addHandler(heard)
        logger.propagate = False
    count, done = 0, Driven()
    error = ""
    problems: tuple[Problem, ...] = ()
    difference: Difference | None = None
    try:
        count, done = _mkdocs_build(job, library, team, edition)
        before, out = done.before, Path(job.out, edition.path)
        problems = tuple(job.check(out, edition, job.processes, before.staying if before else None))
        if before is not None:
            difference = before.remember(out)
            if not before.still_there():
                error = "somebody else changed what is published meanwhile: build again"
    except Exception as failure:  # MkDocs and its plugins raise anything; one line tells, the site stays
        error = "; ".join(heard.errors[-3:]) or f"{type(failure).__name__}: {failure}"
    except SystemExit:
        error = "; ".join(heard.errors[-3:]) or "MkDocs gave up"
    finally:
        for logger in loggers:
            logger.removeHandler(heard)
    if job.strict and heard.messages and not error:
        error = f"{len(heard.messages)} warning(s) with --strict: {heard.messages[0]}"
    seconds = time.monotonic() - started
    messages = tuple(heard.messages)
    return Built(
        edition,
        count,
        seconds,
        messages,
        problems,
        error,
        frozenset(done.pages),
        done.rendered,
        done.filled,
        done.plain,
        difference,
    )


def _mkdocs_build(job: _Job, library: Library, team: Team, edition: Edition) -> tuple[int, Driven]:
    from mkdocs.commands.build import build  # noqa: PLC0415 - heavy, and only workers need it

    from kb_mkdocs.door import door_of  # noqa: PLC0415
    from kb_mkdocs.driver import drive, why_plain  # noqa: PLC0415
    from kb_mkdocs.pagecache import PageCache  # noqa: PLC0415
    from kb_mkdocs.search import SearchPlugin  # noqa: PLC0415

    config, said = configured(job.config, Path(job.out, edition.path), site_url=job.site_url, offline=job.offline)
    door = door_of(config)
    door.choose(edition, library, team)
    search = config.plugins.get("kb/search")
    if isinstance(search, SearchPlugin):
        search.cache, search.previous = job.cache, job.previous
    config.plugins.on_startup(command="build", dirty=False)
    reason = why_plain(config)
    try:
        if reason:
            build(config)
            done = Driven([a.key for a in door.view.articles], {a.key: reason for a in door.view.articles}, reason)
        else:
            cache = PageCache(job.cache, edition, said)
            reach, place = reach_of(library, edition, job.edited), Path(job.site, edition.path)
            before = published(job.cache, edition, place, cache.version, few=bool(reach)) if job.cache else None
            done = drive(config, cache, job.processes, before, reach)
    finally:
        config.plugins.on_shutdown()
        door.choose(None)
    return sum(1 for article in door.view.articles if article.meta.type != "page"), done


def configured(file: str, out: Path, *, site_url: str | None = None, offline: bool = False) -> tuple[MkDocsConfig, str]:
    """The configuration of a build into `out`; and as text mkdocs.yml, with what it inherits and takes from the
    environment, and the options of this build."""
    from mkdocs.config import load_config  # noqa: PLC0415 - heavy, and only workers need it

    config = load_config(file, site_dir=str(out), **({} if site_url is None else {"site_url": site_url}))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        # Where the site is staged has another name each time
        given = [{key: value for key, value in part.items() if key != "site_dir"} for part in config.user_configs]
    if offline:
        from kb_mkdocs.offline import OfflinePlugin  # noqa: PLC0415

        config.plugins["kb/offline"] = OfflinePlugin()
    said = json.dumps(given, sort_keys=True, default=lambda value: re.sub(r" at 0x[0-9a-f]+", "", repr(value)))
    return config, f"{said}\0{site_url}\0{offline}"


class _Messages(logging.Handler):
    """Keeps what MkDocs says instead of printing four editions at once."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []
        self.errors: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        text = record.getMessage().strip()
        if text:
            self.messages.append(text)
        if record.levelno >= logging.ERROR:
            self.errors.append(text)


def _write_entrance(folder: Path, languages: Sequence[str]) -> None:
    """The page at the root of a visibility: leads to the main language, lists them all."""
    main = languages[0]
    links = "".join(
        f'<li><a href="{lang}/" lang="{lang}" hreflang="{lang}">{escape(strings_for(lang).name)}</a></li>'
        for lang in languages
    )
    names = " · ".join(escape(strings_for(lang).name) for lang in languages)
    (folder / "index.html").write_text(
        f'<!doctype html>\n<html lang="{main}">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        f'<meta http-equiv="refresh" content="0; url={main}/">\n<title>{names}</title>\n</head>\n'
        f"<body>\n<main>\n<h1>{names}</h1>\n<ul>{links}</ul>\n</main>\n</body>\n</html>\n",
        encoding="utf-8",
        newline="\n",
    )


def choose_editions(
    all_editions: Sequence[Edition], wanted: Sequence[str], languages: Sequence[str], audience: Audience | None
) -> tuple[Edition, ...]:
    """Editions named on the command line, or all; ValueError for one that does not exist."""
    chosen = list(all_editions)
    if wanted:
        chosen = [Edition.parse(text) for text in wanted]
        for edition in chosen:
            if edition.language not in languages:
                raise ValueError(f'"{edition.path}": the language is not one of {", ".join(languages)}')
    return (
        tuple(replace(e, audience=audience) for e in dict.fromkeys(chosen))
        if audience
        else tuple(dict.fromkeys(chosen))
    )
