"""Asking other sites: gently, and only what is certain is a failure. All servers here are on this machine."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path

import pytest

from kb.checks.rules.external_links import Answer, find_addresses, judge
from kb.sources.external import Manner, ask, ask_all
from tests.conftest import article, library_of

DAY = date(2026, 11, 23)
QUICK = Manner(pause=0.0, timeout=1.0, private=True)
Asked = list[tuple[str, str, float]]


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, Asked]]:
    """(address, what was asked: method, path, time)."""
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    asked: Asked = []

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            asked.append((self.command, self.path, time.monotonic()))
            name = self.path.strip("/").split("?")[0]
            if name == "slow":
                time.sleep(2)
            if name == "nonsense":
                self.wfile.write(b"this is no answer\r\n\r\n")
                return
            status = 200
            if name.startswith("no-head-"):
                status = int(name[8:]) if self.command == "HEAD" else 200
            elif name.startswith(("moved", "found", "loop", "away")):
                status = 302 if name.startswith("found") else 301
            elif name.isdigit():
                status = int(name)
            self.send_response(status)
            if name == "moved":
                self.send_header("Location", "/new")
            elif name == "found":
                self.send_header("Location", "new")
            elif name == "loop":
                self.send_header("Location", "/loop")
            elif name == "away":
                self.send_header("Location", "file:///etc/passwd")
            self.end_headers()

        do_HEAD = do_GET = answer

        def log_message(self, *args: object) -> None:
            pass

    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{running.server_port}", asked
    running.shutdown()
    running.server_close()


@pytest.mark.parametrize("status", [404, 410])
def test_gone_is_a_failure(status: int, server: tuple[str, Asked]) -> None:
    answer = ask(f"{server[0]}/{status}", QUICK)
    assert answer.is_gone and answer.status == status
    assert [method for method, _, _ in server[1]] == ["HEAD", "GET"]


@pytest.mark.parametrize("status", [401, 403, 429, 500, 503])
def test_refused_or_broken_is_none(status: int, server: tuple[str, Asked]) -> None:
    answer = ask(f"{server[0]}/{status}", QUICK)
    assert not answer.is_gone and not answer.is_fine and answer.status == status


@pytest.mark.parametrize("path", ["x", "no-head-405", "no-head-404", "no-head-501", "found", "шлях?q=слово"])
def test_what_is_there_is_fine(path: str, server: tuple[str, Asked]) -> None:
    answer = ask(f"{server[0]}/{path}", QUICK)
    assert answer.is_fine and answer.moved == ""


def test_moved_for_good_is_told(server: tuple[str, Asked]) -> None:
    assert ask(f"{server[0]}/moved", QUICK).moved == f"{server[0]}/new"


@pytest.mark.parametrize("path", ["slow", "loop", "away", "nonsense"])
def test_no_answer_is_no_failure_and_no_traceback(path: str, server: tuple[str, Asked]) -> None:
    answer = ask(f"{server[0]}/{path}", QUICK)
    assert answer.status == 0 and not answer.is_gone and answer.reason


def test_a_closed_port_is_no_failure() -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        answer = ask(f"http://127.0.0.1:{held.getsockname()[1]}/", QUICK)
    assert answer.status == 0 and not answer.is_gone


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:1/", "http://[::1]/", "http://10.0.0.1/", "http://169.254.169.254/latest"]
)
def test_private_networks_are_not_asked(url: str, server: tuple[str, Asked]) -> None:
    assert ask(url, Manner()) == Answer(0, "in a private network")
    assert ask(server[0], Manner()).reason == "in a private network" and server[1] == []


def test_a_host_is_asked_slowly_and_each_address_once(server: tuple[str, Asked], tmp_path: Path) -> None:
    urls = [f"{server[0]}/{name}" for name in "abc"] * 2
    answers = ask_all(urls, DAY, tmp_path / "e.json", Manner(pause=0.15, private=True))
    assert len(answers) == 3 and all(a.is_fine for a in answers.values())
    times = [when for _, _, when in server[1]]
    assert len(times) == 3 and all(b - a >= 0.14 for a, b in pairwise(times))


def test_too_many_requests_ends_the_asking_of_that_host(server: tuple[str, Asked], tmp_path: Path) -> None:
    answers = ask_all([f"{server[0]}/429", f"{server[0]}/z"], DAY, tmp_path / "e.json", QUICK)
    assert list(answers) == [f"{server[0]}/429"] and len(server[1]) == 1


def test_answers_are_kept_for_a_while(server: tuple[str, Asked], tmp_path: Path) -> None:
    store, urls = tmp_path / "sub" / "e.json", [f"{server[0]}/x", f"{server[0]}/404", f"{server[0]}/403"]

    def asked(day: date) -> set[str]:
        server[1].clear()
        assert len(ask_all(urls, day, store, QUICK)) == 3
        return {path for _, path, _ in server[1]}

    assert asked(DAY) == {"/x", "/404", "/403"}
    assert asked(DAY) == {"/403"}
    assert asked(DAY + timedelta(2)) == {"/404", "/403"}
    assert asked(DAY + timedelta(20)) == {"/x", "/404", "/403"}
    store.write_text("[1, 2", encoding="utf-8")
    assert asked(DAY) == {"/x", "/404", "/403"}


def test_an_article_is_told_of_what_is_gone_at_its_line() -> None:
    body = (
        "[a](https://gone.net/a) <https://gone.net/b>\n\n`https://gone.net/code` [ref]\n\n[ref]: https://fine.net/x#part\n\n"
        "[no](https://help.example.org/) [no](http://localhost:8000/) [no](https://gone.net/{path}) [skip](https://portal.net/x)\n"
        "[again](https://gone.net/a#other)"
    )
    library = library_of({"en/a.md": article(body)})
    addresses = tuple(find_addresses(library.articles, ("https://portal.net/*",)))
    assert [a.url for a in addresses] == ["https://gone.net/a", "https://gone.net/b", "https://fine.net/x"]
    answers = {
        "https://gone.net/a": Answer(404, "Not Found"),
        "https://gone.net/b": Answer(503),
        "https://fine.net/x": Answer(200),
    }
    (problem,) = judge(addresses, answers, "content/")
    assert (problem.code, problem.line, problem.column) == ("KB751", 8, 5) and "404" in problem.message
