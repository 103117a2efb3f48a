"""A browser, and a small site served to it: built once for all tests here."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.kitchen import ROOT, write_kitchen


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args: Any) -> None:
        pass

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """A missing page gets the edition's 404.html, as on a real server."""
        lost = Path(self.directory, self.path.split("/")[1], "404.html")
        if code != 404 or not lost.is_file():
            super().send_error(code, message, explain)
            return
        body = lost.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def build(config: Path, out: Path, edition: str, address: str, audience: str = "") -> None:
    """One edition, by plain MkDocs, as any continuous integration would."""
    text = config.read_text(encoding="utf-8")
    options = f"- kb/door:\n      edition: {edition}" + (f"\n      audience: {audience}" if audience else "")
    text = text.replace("- kb/door:", options, 1)
    own = config.with_name(f"mkdocs-{edition.replace('/', '-')}.yml")
    # Material's instant navigation compares whole addresses, so the site must know its own
    own.write_text(re.sub(r"(?m)^site_url: .*$", f"site_url: {address}/", text), encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(own), "--site-dir", str(out)]
    quiet = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, check=False, capture_output=True, text=True, env=quiet, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for the editions; `site` and `internal` fill it."""
    return tmp_path_factory.mktemp("kitchen")


@pytest.fixture(scope="session")
def site(built: Path) -> Iterator[str]:
    """Address of the public editions."""
    config = write_kitchen(built)
    with served(built / "out" / "public") as address:
        for language in ("uk", "en"):
            build(config, built / "out", f"public/{language}", address)
        yield address


@pytest.fixture(scope="session")
def internal(built: Path) -> Iterator[str]:
    """Address of the internal edition, where it is served at the root of its visibility."""
    config = write_kitchen(built)
    with served(built / "out") as address:
        build(config, built / "out", "internal/uk", address)
        yield f"{address}/internal"


@pytest.fixture(scope="session")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of an edition for the accessibility audience alone."""
    folder = tmp_path_factory.mktemp("alone")
    config = write_kitchen(folder)
    with served(folder / "out" / "public") as address:
        build(config, folder / "out", "public/en", address, "accessibility")
        yield address


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the project's own content, Ukrainian."""
    out = tmp_path_factory.mktemp("real")
    config = out / "mkdocs.yml"
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    config.write_text(text.replace("docs_dir: content", f"docs_dir: {ROOT / 'content'}"), encoding="utf-8")
    with served(out / "site" / "public") as address:
        build(config, out / "site", "public/uk", address)
        yield address


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A reader who was never here before, in front of a desktop."""
    context = browser.new_context(viewport={"width": 1360, "height": 900})
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()
