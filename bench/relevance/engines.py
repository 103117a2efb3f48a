"""Those that are asked: our two indices, and what others would put in their place."""

from __future__ import annotations

import json
import re
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from html import escape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from kb.library import Article, Library
from kb.search.agents import AgentsIndex
from kb.search.browser import browser_files
from kb.search.documents import document
from kb.search.store import open_index, spellings, write_index
from kb.search.synonyms import Synonyms
from tests.browser.browser import FLAGS, find_browser

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from whoosh import fields, index, qparser

Answers = list[list[str]]
Engine = Callable[[Library, Sequence[str], Path], Answers]
HERE = Path(__file__).parent


def agents(library: Library, texts: Sequence[str], folder: Path) -> Answers:
    write_index(folder, map(document, library.articles))
    index = AgentsIndex(open_index(folder), spellings(folder))
    return [[hit.key for hit in index.search(text, Synonyms()).hits] for text in texts]


def browser(library: Library, texts: Sequence[str], folder: Path) -> Answers:
    for path, data in browser_files(library, Synonyms()).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    by_url = {article.url: article.key for article in library.articles}
    given, found = folder / "queries.json", folder / "answers.json"
    given.write_text(json.dumps(list(texts)), encoding="utf-8")
    subprocess.run(["node", str(HERE / "browser.mjs"), str(folder), str(given), str(found)], check=True)
    return [[by_url[url] for url in row["urls"]] for row in json.loads(found.read_text(encoding="utf-8"))]


def whoosh_or(library: Library, texts: Sequence[str], folder: Path) -> Answers:
    return _whoosh(library, texts, folder, all_words=False)


def whoosh_and(library: Library, texts: Sequence[str], folder: Path) -> Answers:
    return _whoosh(library, texts, folder, all_words=True)


def _whoosh(library: Library, texts: Sequence[str], folder: Path, all_words: bool) -> Answers:
    schema = fields.Schema(key=fields.ID(stored=True), title=fields.TEXT, headings=fields.TEXT, body=fields.TEXT)
    made = index.create_in(str(folder), schema)
    writer = made.writer(limitmb=256)
    for article in library.articles:
        title, headings, body = _texts(article)
        writer.add_document(key=article.key, title=title, headings=headings, body=body)
    writer.commit()
    group = qparser.AndGroup if all_words else qparser.OrGroup
    boosts = {"title": 5.0, "headings": 2.0, "body": 1.0}
    parser = qparser.MultifieldParser(list(boosts), schema, fieldboosts=boosts, group=group)
    with made.searcher() as searcher:
        return [[hit["key"] for hit in searcher.search(parser.parse(_plain(text)), limit=10)] for text in texts]


def fts5(library: Library, texts: Sequence[str], folder: Path) -> Answers:
    return _fts5(library, texts, "unicode61")


def fts5_porter(library: Library, texts: Sequence[str], folder: Path) -> Answers:
    return _fts5(library, texts, "porter unicode61")


def _fts5(library: Library, texts: Sequence[str], tokenizer: str) -> Answers:
    base = sqlite3.connect(":memory:")
    base.execute(f"create virtual table t using fts5(key unindexed, title, headings, body, tokenize='{tokenizer}')")
    base.executemany("insert into t values (?, ?, ?, ?)", [(a.key, *_texts(a)) for a in library.articles])
    found: Answers = []
    for text in texts:
        words = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", text))
        order = "select key from t where t match ? order by bm25(t, 0, 5, 2, 1) limit 10"
        found.append([row[0] for row in base.execute(order, (words,))] if words else [])
    return found


def lunr(library: Library, texts: Sequence[str], folder: Path) -> Answers:
    """As Material sets it up; needs `npm install lunr` in the folder that NODE_PATH names."""
    rows = [dict(zip(("key", "title", "headings", "body"), (a.key, *_texts(a)), strict=True)) for a in library.articles]
    (folder / "in.json").write_text(json.dumps({"rows": rows, "texts": list(texts)}), encoding="utf-8")
    subprocess.run(["node", str(HERE / "lunr.cjs"), str(folder / "in.json"), str(folder / "out.json")], check=True)
    answers: Answers = json.loads((folder / "out.json").read_text(encoding="utf-8"))
    return answers


def pagefind(library: Library, texts: Sequence[str], folder: Path) -> Answers:
    """As it comes, asked in Chromium; needs the package pagefind[bin]."""
    for article in library.articles:
        title, _, _ = _texts(article)
        parts = [f"<h2>{escape(s.title)}</h2><p>{escape(s.text)}</p>" for s in article.sections]
        page = folder / "site" / article.url / "index.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        language = library.edition.language if library.edition else "en"
        head = (
            f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{escape(title)}</title></head>'
        )
        page.write_text(
            f"{head}<body><main data-pagefind-body><h1>{escape(title)}</h1>{''.join(parts)}</main></body></html>",
            encoding="utf-8",
        )
    made = [sys.executable, "-m", "pagefind", "--site", str(folder / "site")]
    subprocess.run(made, check=True, stdout=subprocess.DEVNULL)
    by_url = {f"/{article.url}": article.key for article in library.articles}
    script = """async (texts) => {
      const pagefind = await import("/pagefind/pagefind.js");
      const found = [];
      for (const text of texts) {
        const { results } = await pagefind.search(text);
        found.push(await Promise.all(results.slice(0, 10).map(async (r) => (await r.data()).raw_url)));
      }
      return found;
    }"""
    with in_chromium(folder / "site") as page_at:
        rows = page_at.evaluate(script, list(texts))
    return [[by_url[url.partition("index.html")[0]] for url in row] for row in rows]


@contextmanager
def in_chromium(folder: Path) -> Iterator[Any]:
    """A page of a site that is served from a folder."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  # only here

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: Any) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as tool:
        place = find_browser(tool.chromium.executable_path)
        chromium = tool.chromium.launch(executable_path=place, args=FLAGS)
        page = chromium.new_page()
        page.goto(f"http://127.0.0.1:{server.server_address[1]}/")
        yield page
        chromium.close()
    server.shutdown()


def _texts(article: Article) -> tuple[str, str, str]:
    headings = "\n".join(section.title for section in article.sections)
    return article.meta.title, headings, "\n".join(section.text for section in article.sections)


def _plain(text: str) -> str:
    return re.sub(r"[^\w\s'’ʼ._-]", " ", text)


ENGINES: dict[str, Engine] = {
    "agents": agents,
    "browser": browser,
    "Whoosh, or": whoosh_or,
    "Whoosh, and": whoosh_and,
    "SQLite FTS5": fts5,
    "SQLite FTS5, porter": fts5_porter,
    "lunr as in Material": lunr,
    "Pagefind": pagefind,
}


def ask(name: str, library: Library, texts: Sequence[str]) -> tuple[Answers, float]:
    """The answers of an engine, and the seconds that it took with building its index."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        return ENGINES[name](library, texts, Path(folder)), time.perf_counter() - start
