"""The small bank as sites: served with a strict policy, and built for a folder on disk."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import _Quiet, build
from tests.browser.kitchen import ROOT
from tests.training.bank import files

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'"
)


class _Strict(_Quiet):
    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()


def write_bank(folder: Path) -> Path:
    """Content and the project's own mkdocs.yml; returns the configuration file."""
    for path, text in files().items():
        file = folder / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(str(text), encoding="utf-8")
    config = folder / "mkdocs.yml"
    config.write_text((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), encoding="utf-8")
    return config


@pytest.fixture(scope="session")
def bank_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A knowledge base with the small bank."""
    folder = tmp_path_factory.mktemp("bank")
    write_bank(folder)
    return folder


@pytest.fixture(scope="session")
def bank_site(bank_folder: Path) -> Iterator[str]:
    """Address of the public edition in English, served with a strict policy."""
    out = bank_folder / "out"
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Strict, directory=str(out / "public")))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    build(bank_folder / "mkdocs.yml", out, "public/en", address)
    yield f"{address}/en"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def offline_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of the public edition in English, to be opened without a server."""
    folder = tmp_path_factory.mktemp("offline")
    write_bank(folder)
    command = [
        sys.executable,
        "-m",
        "kb",
        "build",
        "--offline",
        "--edition",
        "public/en",
        "--site-dir",
        str(folder / "site"),
    ]
    quiet = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=folder, env=quiet, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site" / "public" / "en"


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    """A trainee who was never here before; `errors` are what the browser complained of."""
    context = browser.new_context(viewport={"width": 1200, "height": 900}, locale="en-GB")
    context.set_default_timeout(10_000)
    page = context.new_page()
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.errors = errors  # type: ignore[attr-defined]
    yield page
    assert errors == []
    context.close()
