"""Serves the built editions on this machine, and tells the browser when they have changed."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path, PurePosixPath
from typing import Any, ClassVar
from urllib.parse import parse_qs, unquote, urlsplit

RELOAD_PATH = "/__kb/"
_SCRIPT = b"""// Asks the server when this edition was built, and loads the page anew when it was built again; shows what is wrong.
let known = null;
function show(problems) {
  document.querySelector("[data-kb-live]")?.remove();
  if (!problems.length) return;
  const box = document.createElement("pre");
  box.dataset.kbLive = "";
  box.setAttribute("role", "alert");
  box.tabIndex = 0;
  box.textContent = problems.join("\\n");
  Object.assign(box.style, {
    position: "fixed", insetInline: "0", insetBlockEnd: "0", zIndex: "99", margin: "0", padding: "1rem", maxBlockSize: "40vh",
    overflow: "auto", background: "#3b0d0c", color: "#fff", font: "14px/1.5 monospace", whiteSpace: "pre-wrap",
  });
  document.body.append(box);
}
async function watch() {
  try {
    const at = new URLSearchParams({ at: location.pathname, ...(known === null ? {} : { after: known }) });
    const answer = await fetch("/__kb/version?" + at, { cache: "no-store" });
    const { version, problems } = await answer.json();
    show(problems);
    if (known !== null && version.split(".")[0] !== known.split(".")[0]) return location.reload();
    known = version;
  } catch {
    await new Promise((wait) => setTimeout(wait, 2000));
  }
  watch();
}
watch();
"""
_TAG = b'<script type="module" src="/__kb/reload.js"></script></body>'


class Version:
    """Counts the builds of each place (the address of an edition), and holds what is wrong; requests wait on it.

    A version is `builds.messages`: the number before the point grows when the place was built again, the other when
    there is something else to say.
    """

    def __init__(self) -> None:
        self._first = int(time.time())
        self._builds: dict[str, int] = {}
        self._said = 0
        self._problems: tuple[str, ...] = ()
        self._changed = threading.Condition()

    def bump(self, places: Iterable[str] = ("",)) -> None:
        """These places were built again: `uk/`, `internal/uk/`; `` is every place."""
        with self._changed:
            for place in places:
                self._builds[place] = self._builds.get(place, 0) + 1
            self._changed.notify_all()

    def say(self, problems: Iterable[str]) -> None:
        """What is wrong now."""
        told = tuple(problems)
        with self._changed:
            if told != self._problems:
                self._problems = told
                self._said += 1
                self._changed.notify_all()

    def at(self, path: str) -> str:
        """The version of the place that an address belongs to."""
        place = max((p for p in self._builds if path.lstrip("/").startswith(p)), key=len, default="")
        builds = self._builds.get(place, 0) + (self._builds.get("", 0) if place else 0)
        return f"{self._first + builds}.{self._said}"

    def wait_after(self, known: str | None, path: str = "/", timeout: float = 25.0) -> tuple[str, tuple[str, ...]]:
        """(version, what is wrong), as soon as the version is another than the known one, or after the timeout."""
        with self._changed:
            self._changed.wait_for(lambda: self.at(path) != known, timeout)
            return self.at(path), self._problems


Answer = Callable[[str, str], tuple[int, str, bytes]]
"""(path, query) → (status, content type, body)"""


def make_server(
    site: Path, host: str, port: int, version: Version, answers: Mapping[str, Answer] | None = None
) -> ThreadingHTTPServer:
    """Public editions at /uk/, /en/; others at /internal/uk/ and so on. OSError when the port is taken.

    `answers` maps the beginning of a path to who answers below it.
    """

    class Handler(_Handler):
        root = site
        state = version
        mounted = answers or {}

    server = ThreadingHTTPServer((host, port), Handler)
    server.daemon_threads = True
    return server


class _Handler(SimpleHTTPRequestHandler):
    root: ClassVar[Path]
    state: ClassVar[Version]
    mounted: ClassVar[Mapping[str, Answer]]
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # a body does not wait until its headers have arrived
    extensions_map: ClassVar[dict[str, str]] = {  # type: ignore[misc]
        **SimpleHTTPRequestHandler.extensions_map,
        ".js": "text/javascript",
        ".mjs": "text/javascript",
        ".gz": "application/gzip",
        ".svg": "image/svg+xml",
        ".webp": "image/webp",
    }

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        answer = next((self.mounted[begin] for begin in self.mounted if path.startswith(begin)), None)
        if path.startswith(RELOAD_PATH):
            self._own(path)
        elif answer is not None:
            self._send(*answer(path, urlsplit(self.path).query))
        elif self._translated(path) is None:
            self._send(404, "text/html; charset=utf-8", self._not_found(path))
        else:
            target = self._translated(path)
            assert target is not None
            if target.is_dir() and not path.endswith("/"):
                self.send_response(301)
                self.send_header("Location", path + "/")
                self.send_header("Content-Length", "0")
                self.end_headers()
            elif (target / "index.html" if target.is_dir() else target).suffix == ".html":
                file = target / "index.html" if target.is_dir() else target
                page = file.read_bytes()
                self._send(
                    200, "text/html; charset=utf-8", page.replace(b"</body>", _TAG, 1) if b"</body>" in page else page
                )
            else:
                super().do_GET()

    def translate_path(self, path: str) -> str:
        target = self._translated(urlsplit(path).path)
        return str(target or self.root / "missing")

    def _translated(self, path: str) -> Path | None:
        """The file or folder behind an address; None when there is none, or it leads out of the site."""
        parts = [p for p in PurePosixPath(unquote(path)).parts if p not in ("/", ".")]
        if ".." in parts or any("\0" in p or "\\" in p for p in parts):
            return None
        base = self.root if parts and parts[0] in ("internal", "restricted") else self.root / "public"
        target = base.joinpath(*parts)
        if target.is_dir():
            return target if (target / "index.html").is_file() else None
        return target if target.is_file() else None

    def _not_found(self, path: str) -> bytes:
        parts = [p for p in path.split("/") if p]
        for depth in (2, 1):
            page = self._translated("/" + "/".join([*parts[:depth], "404.html"])) if len(parts) >= depth else None
            if page is not None:
                return page.read_bytes()
        return b"<!doctype html><title>404</title><h1>404</h1>"

    def _own(self, path: str) -> None:
        if path == RELOAD_PATH + "reload.js":
            self._send(200, "text/javascript", _SCRIPT)
        elif path == RELOAD_PATH + "version":
            asked = parse_qs(urlsplit(self.path).query)
            number, problems = self.state.wait_after(asked.get("after", [None])[0], asked.get("at", ["/"])[0])
            said = json.dumps({"version": number, "problems": problems}, ensure_ascii=False)
            self._send(200, "application/json", said.encode())
        else:
            self._send(404, "text/plain", b"")

    def _send(self, status: int, kind: str, data: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        try:
            self.wfile.write(data)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def end_headers(self) -> None:
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet: what the browser asks for is no news."""


def watch(
    places: Sequence[Path],
    changed: Callable[[frozenset[Path]], None],
    stop: threading.Event,
    watching: threading.Event | None = None,
) -> None:
    """Call `changed` with the files at or below these places that have changed. Runs until `stop`; from `watching` on nothing
    is missed.

    An editor that saves writes, renames and sets times within a few milliseconds; a tool that changes many files takes
    longer, and comes again.
    """
    from watchfiles import watch as changes  # noqa: PLC0415 - only a server watches

    there = [place for place in places if place.exists()]
    for found in changes(
        *there,
        debounce=400,
        step=15,
        rust_timeout=100,
        yield_on_timeout=True,
        stop_event=stop,
        raise_interrupt=False,
    ):
        if watching is not None:
            watching.set()
        if found:
            changed(frozenset(Path(path) for _, path in found))
