"""Links to other sites still lead somewhere (with `--external` only).

Each address is asked at most once, gently: a request a second for each host, HEAD first and GET where a server refuses
HEAD. What was found is kept in `.kb-cache` for two weeks, a failure for a day. A failure is only what is certain: the
page is gone (404, 410), or there is no such host. Refused, too many requests, a broken server or no answer (403, 429,
5xx, time out) tell about the asking, not about the page. Addresses in private networks are not asked.
"""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple
from urllib.parse import urlsplit

from kb.checks.page import Page
from kb.library import Article
from kb.problem import Problem

CODE = "KB751"
UK = """Посилання на інші сайти досі кудись ведуть (лише з `--external`).

Кожну адресу запитують щонайбільше один раз і обережно: один запит на секунду до кожного сервера, спершу HEAD, а GET там, де
сервер відмовляє HEAD. Знайдене зберігається в `.kb-cache` два тижні, невдача один день. Невдачею вважають лише певне:
сторінки немає (404, 410) або немає такого сервера. Відмова, забагато запитів, несправний сервер чи мовчання (403, 429,
5xx, час вичерпано) кажуть про запит, а не про сторінку. Адрес у приватних мережах не запитують.
"""

_LINK = re.compile(
    r"(?:\]\(\s*<?|\]:\s*<?|<|\b(?:href|src)\s*=\s*[\"']?)(?P<url>https?://(?:[^\s()<>\"'\\]|\([^\s()<>\"']*\))+)",
    re.IGNORECASE,
)
_EXAMPLE = re.compile(
    r"(?:^|\.)(?:example(?:\.(?:com|org|net|edu))?|test|invalid|localhost|local|internal)$", re.IGNORECASE
)


class Answer(NamedTuple):
    """What a server said. `status` 0: nothing, for `reason`; `moved` is where it leads for good."""

    status: int
    reason: str = ""
    moved: str = ""

    @property
    def is_gone(self) -> bool:
        """Certain that a reader gets nothing there."""
        return self.status in (404, 410) or self.reason == "no such host"

    @property
    def is_fine(self) -> bool:
        return 200 <= self.status < 400


class Address(NamedTuple):
    """An address where it stands first in an article."""

    url: str
    article: Article
    line: int
    column: int


def find_addresses(articles: Iterable[Article], skip: tuple[str, ...]) -> Iterator[Address]:
    """External addresses outside of code, without those for examples and those of the patterns, once for each article."""
    for article in articles:
        if "://" not in article.body:
            continue
        page, seen = Page(article), set()
        for match in _LINK.finditer(page.markup):
            url = match["url"].partition("#")[0].rstrip(".,;:")
            if url not in seen and _is_asked(url, skip):
                seen.add(url)
                yield Address(url, article, *page.place(match.start("url")))


def judge(addresses: Iterable[Address], answers: Mapping[str, Answer], prefix: str) -> Iterator[Problem]:
    """The addresses where it is certain that there is nothing."""
    for address in addresses:
        answer = answers.get(address.url)
        if answer and answer.is_gone:
            said = f"{answer.status} {answer.reason}".strip() if answer.status else answer.reason
            hint = "find the new address, or say without a link what was there"
            path = prefix + address.article.path
            yield Problem(path, address.line, address.column, CODE, f"{address.url} leads to nothing: {said}", hint)


def _is_asked(url: str, skip: tuple[str, ...]) -> bool:
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return False
    placeholder = re.search(r"[{}$…]|\b(?:YOUR|OWNER|EXAMPLE)\b", url)
    return (
        bool(host) and not _EXAMPLE.search(host) and not placeholder and not any(fnmatch.fnmatch(url, p) for p in skip)
    )
