"""`kb serve`: all editions in the browser, built anew when a file changes."""

from __future__ import annotations

import gc
import json
import signal
import threading
import webbrowser
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kb.cli.common import FINDINGS, fail, say, say_problems, settings_option
from kb.edition import Edition, edition_address
from kb.sources import Settings, SettingsError, read_settings, read_team

if TYPE_CHECKING:
    from http.server import ThreadingHTTPServer

    from kb.cli.quickly import QuickDesk
    from kb.library import Article, Library
    from kb.sources import Team
    from kb_mkdocs.server import Version


@click.command("serve")
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Address to listen on. The internal editions are served, too: leave it unless you know your network.",
)
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="Port; 0 takes a free one."
)
@click.option("--open", "open_browser", is_flag=True, help="Open the browser.")
@settings_option
def command(host: str, port: int, open_browser: bool, settings: Settings) -> None:
    """Build all editions and look at them in the browser.

    Public editions are at /uk/ and /en/, internal ones at /internal/uk/ and /internal/en/. When a file changes, the
    site is built anew and the browser shows it; while something is broken, the last good site stays. Stop with Ctrl+C.

    With the extra `serve`, programs can ask at /api/search?q=… and /api/articles/KB-0142 (public, main language), and
    below every edition's address, such as /internal/uk/api/. The description is at /api/openapi.json.
    """
    from kb_mkdocs.server import Version, make_server, watch

    site = settings.root / ".kb-cache" / "serve"
    version = Version()
    try:
        server = make_server(site, host, port, version, api_answers(settings))
    except OSError as error:
        fail(
            f"can't listen on {host}:{port}: {error.strerror}\nhint: is another `kb serve` running? Use --port 8001",
            FINDINGS,
        )
    address = f"http://{host}:{server.server_address[1]}/"
    say("building …")
    desk = _Desk(settings, site, address, version)
    if not desk.build(settings):
        server.server_close()
        raise SystemExit(FINDINGS)
    stop = threading.Event()

    def rebuild(changed: frozenset[Path]) -> None:
        if desk.replace(changed):
            return
        say("something changed, building …")
        desk.build_again(_reread(settings))

    watching = threading.Event()
    watcher = threading.Thread(target=watch, args=(_watched(settings), rebuild, stop, watching), daemon=True)
    watcher.start()
    watching.wait(10)  # who reads the address may write at once
    click.echo(f"{address}{settings.options.languages[0]}/")
    for edition in settings.options.all_editions:
        place = f"{edition.language}/" if edition.visibility == "public" else f"{edition.path}/"
        say(f"  {edition.path}: {address}{place}")
    say("stop with Ctrl+C")
    if open_browser:
        webbrowser.open(f"{address}{settings.options.languages[0]}/")
    _stop_on_signal(server)
    try:
        server.serve_forever(poll_interval=0.2)
        say("stopped")
    finally:
        stop.set()
        server.server_close()


def _stop_on_signal(server: ThreadingHTTPServer) -> None:
    """Ctrl+C, and what a service manager sends. An exception in the midst of anything could be lost; this can't."""

    def end(*_: object) -> None:
        # From another thread: `shutdown` waits for the loop that this one runs
        threading.Thread(target=server.shutdown, daemon=True).start()

    for name in ("SIGINT", "SIGTERM"):
        signal.signal(getattr(signal, name), end)


def api_answers(settings: Settings) -> dict[str, Callable[[str, str], tuple[int, str, bytes]]]:
    """The API of every edition below its address, and of the main public one at /api/."""
    main = Edition("public", settings.options.languages[0])
    places = {f"/{edition_address(edition)}api/": edition for edition in settings.options.all_editions}
    return {place: _Api(settings, edition, place.rstrip("/")) for place, edition in {"/api/": main, **places}.items()}


class _Api:
    """Opens the index of its edition when it is first asked."""

    def __init__(self, settings: Settings, edition: Edition, prefix: str) -> None:
        self._settings, self._edition, self._prefix = settings, edition, prefix
        self._app: Any = None
        self._lock = threading.Lock()

    def __call__(self, path: str, query: str) -> tuple[int, str, bytes]:
        from kb.api import MissingExtraError
        from kb_mkdocs.asgi import ask

        try:
            with self._lock:
                if self._app is None:
                    from kb.cli.api import api_app

                    self._app = api_app(self._settings.root, self._settings.config, self._edition, say, self._prefix)
            return ask(self._app, path, query)
        except MissingExtraError as error:
            said = json.dumps({"error": {"status": 501, "message": str(error)}}).encode()
            return 501, "application/json", said


class _Desk:
    """Builds into the folder that is being served, and remembers what it can; on failure the folder stays as it was."""

    def __init__(self, settings: Settings, site: Path, address: str, version: Version) -> None:
        from kb.sources.living import LivingLibrary

        self._living, self._site, self._address, self._version = LivingLibrary(), site, address, version
        self._cache = settings.root / ".kb-cache" / "serving"
        self._views: dict[Edition, Library] = {}
        self._articles: dict[str, Article] = {}
        """As they were published, by path."""
        self._quick: QuickDesk | None = None
        self._making_ready: threading.Thread | None = None
        self._changed: set[Path] | None = None
        """Since everything was read last; None where that was before anybody watched."""

    def build(self, settings: Settings) -> bool:
        """Every edition, side by side."""
        read = self._read(settings)
        if not read or not self._built(settings, *read, settings.options.all_editions, whole=True):
            return False
        self._making_ready = threading.Thread(target=self._ready, args=(settings, *read), daemon=True)
        self._making_ready.start()
        return True

    def _ready(self, settings: Settings, library: Library, team: Team) -> None:
        """For the next edit, which is perhaps no more than another text."""
        from kb.cli.quickly import QuickDesk
        from kb_mkdocs.quick import NotQuick

        editions = settings.options.all_editions
        with suppress(NotQuick):
            self._quick = QuickDesk(settings, library, team, editions, self._site, self._cache, self._address)
            self._articles = self._quick.articles
        # Every article lives on in memory: no collection has to look at all of them again
        gc.unfreeze()
        gc.collect()
        gc.freeze()

    def replace(self, changed: frozenset[Path]) -> bool:
        """Whether all there was to do was to give some pages another text: then that is done, and the browser knows."""

        def shown(editions: list[Edition]) -> None:
            self._version.bump(edition_address(edition) for edition in editions)
            say(f"another text: {', '.join(edition.path for edition in editions) or 'nowhere'}")

        if self._making_ready:
            self._making_ready.join()
        if self._changed is not None:
            self._changed |= changed
        return self._quick is not None and self._quick.replace(changed, shown)

    def build_again(self, settings: Settings) -> None:
        """First the editions that show something else now, then the others: they may show a translation's state."""
        self._quick = None
        read = self._read(settings)
        if read is None:
            return
        self._changed = set()
        before = self._views
        editions = settings.options.all_editions
        first = [e for e in editions if before.get(e) != read[0].for_edition(e)]
        for part in (first, [e for e in editions if e not in first]):
            if part and not self._built(settings, *read, part, whole=False):
                return
            self._version.bump(edition_address(edition) for edition in part)
        self._ready(settings, *read)

    def _previous(self, path: str) -> Article | None:
        return self._articles.get(path)

    def _read(self, settings: Settings) -> tuple[Library, Team] | None:
        known = self._changed is not None and all(path.is_relative_to(settings.content) for path in self._changed)
        try:
            library = self._living.read(settings, self._changed if known else None)
            team = read_team(settings.content, settings.prefix)
        except SettingsError as error:
            say(f"error: {error}")
            self._version.say([str(error)])
            return None
        problems = [p for p in (*library.problems, *team.problems) if p.severity == "error"]
        if problems:
            say_problems(problems)
        self._version.say([f"{p.place}: {p.code} {p.message}\n    {p.hint}" for p in problems[:20]])
        return library, team

    def _built(
        self, settings: Settings, library: Library, team: Team, editions: Sequence[Edition], *, whole: bool
    ) -> bool:
        from kb.cli.verify import check_edition
        from kb_mkdocs.builder import BuildFailed, build_editions

        try:
            build_editions(
                settings,
                library,
                team,
                editions,
                site=self._site,
                check=partial(check_edition, settings, library, team),
                whole=whole,
                site_url=self._address,
                cache=self._cache,
                previous=None if whole else self._previous,
                alone=not whole,
                progress=lambda text: say(f"  {text}"),
            )
        except BuildFailed as failure:
            say_problems(failure.problems)
            say(f"error: {failure}\nthe last good site stays")
            self._version.say([str(failure), *(f"{p.place}: {p.message}" for p in failure.problems[:20])])
            return False
        self._views |= {edition: library.for_edition(edition) for edition in editions}
        return True


def _reread(settings: Settings) -> Settings:
    """mkdocs.yml may have changed; while it is broken the old one holds."""
    try:
        return read_settings(settings.root, settings.config)
    except SettingsError as error:
        say(f"error: {error}")
        return settings


def _watched(settings: Settings) -> list[Path]:
    return [
        settings.content,
        settings.config,
        *(p for p in (settings.root / "theme_overrides", settings.root / "overrides") if p.is_dir()),
    ]
