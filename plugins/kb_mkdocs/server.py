"""Serves the built editions on this machine, and tells the browser when they have changed."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path, PurePosixPath
from typing import Any, ClassVar
from urllib.parse import unquote, urlsplit

RELOAD_PATH = "/__kb/"
_SCRIPT = b"""// Asks the server when the site was built, and loads the page anew when it was built again.
let known = null;
async function watch() {
  try {
    const answer = await fetch("/__kb/version" + (known === null ? "" : "?after=" + known), { cache: "no-store" });
    const { version } = await answer.json();
    if (known !== null && version !== known) return location.reload();
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
    """Counts builds; requests wait on it for the next one."""

    def __init__(self) -> None:
        self._number = int(time.time())
        self._changed = threading.Condition()

    def bump(self) -> None:
        with self._changed:
            self._number += 1
            self._changed.notify_all()

    def wait_after(self, known: int | None, timeout: float = 25.0) -> int:
        with self._changed:
            if known == self._number:
                self._changed.wait(timeout)
            return self._number


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
            after = urlsplit(self.path).query.removeprefix("after=")
            number = self.state.wait_after(int(after) if after.isdigit() else None)
            self._send(200, "application/json", json.dumps({"version": number}).encode())
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


def watch(folders: Sequence[Path], changed: Callable[[], None], stop: threading.Event, interval: float = 0.5) -> None:
    """Call `changed` after files below the folders have changed and been quiet for one interval. Runs until `stop`."""
    known = _stamps(folders)
    while not stop.wait(interval):
        now = _stamps(folders)
        if now != known:
            while not stop.wait(0.2) and (later := _stamps(folders)) != now:
                now = later
            known = now
            changed()


def _stamps(places: Sequence[Path]) -> dict[str, tuple[int, int]]:
    found = {}
    for place in places:
        for path in [place] if place.is_file() else place.rglob("*"):
            try:
                stat = path.stat()
            except OSError:
                continue
            found[str(path)] = (stat.st_mtime_ns, stat.st_size)
    return found
