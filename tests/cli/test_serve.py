"""`kb serve`: every edition at its address, and a change reaches the browser."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kb_mkdocs.server import Version, make_server
from tests.sites import write_site


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path, subprocess.Popen[str]]]:
    root = tmp_path_factory.mktemp("serve")
    write_site(root)
    process = subprocess.Popen(
        [sys.executable, "-m", "kb", "serve", "--port", "0"],
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    address = process.stdout.readline().strip()
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/uk/", address)
    yield address.removesuffix("uk/"), root, process
    process.send_signal(signal.SIGINT)
    assert process.wait(60) == 0


def get(address: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(address, timeout=40) as answer:
            return answer.status, answer.read().decode("utf-8", "replace")
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode("utf-8", "replace")


def test_every_edition_has_its_address(served: tuple[str, Path, object]) -> None:
    base = served[0]
    for path in ("", "uk/", "en/", "internal/uk/", "internal/en/", "uk/network/vpn/", "uk/network/img/open.png"):
        assert get(base + path)[0] == 200, path
    assert "CANARY-page" in get(base + "internal/uk/network/secret/")[1]
    assert get(base + "uk")[0] == 200  # leads on to uk/


@pytest.mark.parametrize(
    "path",
    [
        "uk/network/secret/",
        "uk/../internal/uk/",
        "../../etc/passwd",
        "%2e%2e/%2e%2e/mkdocs.yml",
        "uk/%00",
        "uk/..%5c..%5cmkdocs.yml",
        "public/",
        "nothing",
    ],
)
def test_what_is_not_there_is_404(path: str, served: tuple[str, Path, object]) -> None:
    base = served[0]
    import http.client

    connection = http.client.HTTPConnection(base.removeprefix("http://").strip("/"), timeout=20)
    connection.request("GET", "/" + path)
    answer = connection.getresponse()
    body = answer.read()
    assert answer.status == 404 and b"site_name" not in body and b"CANARY" not in body


def waited(base: str, version: str, at: str = "/en/") -> dict[str, Any]:
    """The answer when something has changed."""
    found: dict[str, Any] = json.loads(get(f"{base}__kb/version?after={version}&at={at}")[1])
    return found


def test_a_change_is_built_and_announced(served: tuple[str, Path, object]) -> None:
    base, root, _ = served
    version = json.loads(get(f"{base}__kb/version?at=/en/")[1])["version"]
    page = root / "content/en/network/vpn.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nFreshly written.\n", encoding="utf-8")
    answer, deadline = waited(base, version), time.monotonic() + 60
    while time.monotonic() < deadline and answer["version"].split(".")[0] == version.split(".")[0]:
        answer = waited(base, answer["version"])
    assert "Freshly written." in get(base + "en/network/vpn/")[1]


def test_what_is_wrong_is_told_to_the_page(served: tuple[str, Path, object]) -> None:
    base, root, _ = served
    before = json.loads(get(f"{base}__kb/version?at=/en/")[1])
    bad = root / "content" / "en" / "network" / "bad.md"
    bad.write_text("---\nid: KB-0099\ntitle: [\n---\nText\n", encoding="utf-8")
    deadline, answer = time.monotonic() + 60, before
    while time.monotonic() < deadline and not any("bad.md" in text for text in answer["problems"]):
        answer = waited(base, answer["version"])
    assert [text for text in answer["problems"] if "content/en/network/bad.md:" in text]
    bad.unlink()
    while time.monotonic() < deadline and any("bad.md" in text for text in answer["problems"]):
        answer = waited(base, answer["version"])
    assert not [text for text in answer["problems"] if "bad.md" in text]


def test_places_have_versions_of_their_own() -> None:
    version = Version()
    version.bump(["uk/"])
    english, ukrainian = version.at("/en/x/"), version.at("/uk/x/")
    version.bump(["uk/", "internal/uk/"])
    assert version.at("/en/x/") == english and version.at("/uk/x/") != ukrainian
    assert version.wait_after(ukrainian, "/uk/x/", timeout=0) == (version.at("/uk/x/"), ())
    version.say(["wrong"])
    assert version.wait_after(english, "/en/x/", timeout=0)[1] == ("wrong",)


def test_a_broken_configuration_leaves_the_last_good_site(served: tuple[str, Path, subprocess.Popen[str]]) -> None:
    base, root, process = served
    config = root / "mkdocs.yml"
    good = config.read_text(encoding="utf-8")
    config.write_text("site_name: [", encoding="utf-8")
    time.sleep(2.5)
    assert process.poll() is None and get(base + "uk/")[0] == 200
    config.write_text(good, encoding="utf-8")


def test_a_port_in_use_is_one_clear_line(tmp_path: Path) -> None:
    write_site(tmp_path)
    server = make_server(tmp_path, "127.0.0.1", 0, Version())
    try:
        words = [sys.executable, "-m", "kb", "serve", "--port", str(server.server_address[1])]
        result = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)
    finally:
        server.server_close()
    assert result.returncode == 1 and "--port" in result.stderr and "Traceback" not in result.stderr


def test_programs_ask_over_http(served: tuple[str, Path, object]) -> None:
    base = served[0]
    status, body = get(base + "api/search?q=vpn")
    assert status == 200 and [hit["id"] for hit in json.loads(body)["results"]][:1] == ["KB-0002"]
    assert "CANARY" not in body
    assert get(base + "api/articles/KB-0004")[0] == 404
    assert get(base + "internal/uk/api/articles/KB-0004")[0] == 200
    assert json.loads(get(base + "internal/uk/api/openapi.json")[1])["openapi"].startswith("3.")
    assert get(base + "api/nothing")[0] == 404
