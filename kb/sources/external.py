"""Ask other sites whether a page is there: gently, at most once in a while, and never in a private network."""

from __future__ import annotations

import ipaddress
import socket
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from email.message import Message
from pathlib import Path
from typing import IO, Any
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from kb import __version__
from kb.checks.rules.external_links import Answer
from kb.sources.answers import read_answers, still_holds, write_answers

HOPS = 6
AGENT = f"Mozilla/5.0 (compatible; Poradnyk/{__version__}; link check)"


@dataclass(frozen=True)
class Manner:
    """How to ask. `private` also asks addresses inside a private network."""

    pause: float = 1.0
    timeout: float = 10.0
    hosts: int = 8
    private: bool = False


def ask_all(
    urls: Iterable[str],
    today: date,
    store: Path,
    manner: Manner = Manner(),
    progress: Callable[[int], None] = lambda left: None,
) -> dict[str, Answer]:
    """Address → answer, from what is kept where that is young enough. Hosts are asked side by side, one host never."""
    kept = read_answers(store)
    answers = {url: answer for url, (answer, day) in kept.items() if still_holds(answer, day, today)}
    wanted = sorted(set(urls))
    by_host: dict[str, list[str]] = {}
    for url in wanted:
        if url not in answers:
            by_host.setdefault(urlsplit(url).netloc, []).append(url)
    left = sum(map(len, by_host.values()))
    lock = threading.Lock()

    def ask_host(listed: list[str]) -> dict[str, Answer]:
        nonlocal left
        found: dict[str, Answer] = {}
        for number, url in enumerate(listed):
            if number:
                time.sleep(manner.pause)
            found[url] = ask(url, manner)
            with lock:
                left -= 1
                progress(left)
            if found[url].status == 429:
                break  # enough for today: the others of this host wait for another run
        return found

    fresh: dict[str, Answer] = {}
    with ThreadPoolExecutor(manner.hosts) as pool:
        for found in pool.map(ask_host, by_host.values()):
            fresh |= found
    if fresh and not any(answer.status for answer in fresh.values()) and _is_offline():
        fresh = dict.fromkeys(fresh, Answer(0, "no network"))  # it is this computer that is cut off
    write_answers(store, kept, fresh, today)
    return {url: answer for url, answer in (answers | fresh).items() if url in wanted}


def _is_offline() -> bool:
    """No name at all is found: then a missing host says nothing."""
    try:
        socket.getaddrinfo("example.com", 443)
    except OSError:
        return True
    return False


def ask(url: str, manner: Manner) -> Answer:
    """HEAD, and GET where HEAD is refused. Every failure of the network is an answer."""
    answer = _follow("HEAD", url, manner)
    return answer if answer.is_fine or answer.status in (0, 429) else _follow("GET", url, manner)


def _follow(method: str, url: str, manner: Manner) -> Answer:
    here, for_good = url, True
    for _ in range(HOPS):
        answer, location = _once(method, here, manner)
        if answer.status not in (301, 302, 303, 307, 308) or not location:
            moved = here if for_good and here != url and answer.is_fine else ""
            return answer._replace(moved=moved)
        for_good = for_good and answer.status in (301, 308)
        here = urljoin(here, location)
    return Answer(0, "too many redirects")


def _once(method: str, url: str, manner: Manner) -> tuple[Answer, str]:
    try:
        address = _ascii(url)
        if not manner.private and _is_private(address):
            return Answer(0, "in a private network"), ""
        request = urllib.request.Request(address, method=method, headers={"User-Agent": AGENT, "Accept": "*/*"})
        with _opener().open(request, timeout=manner.timeout) as response:
            return Answer(response.status, response.reason or ""), ""
    except urllib.error.HTTPError as error:
        with error:
            return Answer(error.code, str(error.reason or "")), error.headers.get("Location", "") or ""
    except urllib.error.URLError as error:
        return Answer(0, _reason(error.reason)), ""
    except socket.gaierror as error:
        return Answer(0, _reason(error)), ""
    except (OSError, ValueError, UnicodeError) as error:
        return Answer(0, _reason(error)), ""
    except Exception as error:  # http.client has exceptions of its own for servers that speak nonsense
        if type(error).__module__ != "http.client":
            raise
        return Answer(0, "an answer that is no HTTP"), ""


def _reason(error: object) -> str:
    if isinstance(error, socket.gaierror):
        return (
            "no such host"
            if error.errno in (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", -5))
            else "no name service"
        )
    if isinstance(error, TimeoutError):
        return "no answer in time"
    return str(error) or type(error).__name__


def _is_private(url: str) -> bool:
    """An address that only some networks know; asked from a server of ours, it could tell or do more than a link should."""
    parts = urlsplit(url)
    if urllib.request.getproxies().get(parts.scheme):
        return False  # the proxy decides, and knows names that this computer may not know
    found = socket.getaddrinfo(
        parts.hostname, parts.port or (443 if parts.scheme == "https" else 80), type=socket.SOCK_STREAM
    )
    return any(not ipaddress.ip_address(str(entry[4][0]).partition("%")[0]).is_global for entry in found)


def _ascii(url: str) -> str:
    """An address with Ukrainian letters as it goes over the wire."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https"):
        raise ValueError("leads to an address that is neither http nor https")
    host = (parts.hostname or "").encode("idna").decode()
    host = f"[{host}]" if ":" in host else host
    netloc = f"{host}:{parts.port}" if parts.port else host
    return urlunsplit(
        (
            parts.scheme,
            netloc,
            quote(parts.path, safe="/%:@!$&'()*+,;=~-._"),
            quote(parts.query, safe="=&%/?:@!$'()*+,;~-._"),
            "",
        )
    )


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, req: Any, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str) -> None:
        return None


def _opener() -> urllib.request.OpenerDirector:
    return urllib.request.build_opener(_Stay)
