"""Sizes and speed at many articles: `python -m bench.relevance.speed CONTENT [--queries FILE]`.

CONTENT is a content folder (articles in uk/ or en/), FILE has one query per line, before a tab. Printed: CPU seconds and
bytes of both indices, milliseconds of the agents' queries, of an update of either, and what the first query costs in a browser.
"""

from __future__ import annotations

import argparse
import gc
import json
import subprocess
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from bench.relevance.engines import HERE
from kb.edition import Edition
from kb.library import build_library
from kb.search.agents import AgentsIndex
from kb.search.browser import browser_index
from kb.search.documents import document
from kb.search.patch import Change, patch_index
from kb.search.shards import Index
from kb.search.store import open_index, spellings, update_index, write_index
from kb.search.synonyms import Synonyms
from kb.sources import read_content
from tests.browser.browser import FLAGS, find_browser
from tests.search.javascript import MODULES


def main() -> None:
    """One line per figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("content", type=Path)
    parser.add_argument("--queries", type=Path)
    parser.add_argument("--language", default="uk")
    parser.add_argument("--only", choices=["browser", "agents"])
    given = parser.parse_args()
    library = build_library(read_content(given.content), ("uk", "en"))
    view = library.for_edition(Edition("public", given.language))
    del library
    gc.collect()
    gc.freeze()
    lines = given.queries.read_text(encoding="utf-8").splitlines() if given.queries else []
    texts = [line.partition("\t")[0] for line in lines][:200] or [a.meta.title for a in view.articles[:200]]
    print(f"{len(view.articles)} articles, {len(texts)} queries; {calibration():.2f} s for ten million additions")
    with tempfile.TemporaryDirectory() as folder:
        if given.only != "agents":
            browser(view, texts, Path(folder, "site"))
        if given.only != "browser":
            agents(view, texts, Path(folder, "agents"))


def calibration() -> float:
    """What this machine is worth at the moment; a quiet one of 2024 needs about 0.4 s."""
    start, total = time.process_time(), 0
    for number in range(10_000_000):
        total += number
    return time.process_time() - start


def browser(view: Any, texts: Sequence[str], folder: Path) -> None:
    start = time.process_time()
    index = browser_index(view, Synonyms())
    files = index.files
    print(
        f"browser: build {time.process_time() - start:.1f} CPU s, {sum(map(len, files.values())) / 1e6:.1f} MB, {len(files)} files"
    )
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    (folder / "q.json").write_text(json.dumps(list(texts)), encoding="utf-8")
    subprocess.run(
        ["node", str(HERE / "browser.mjs"), str(folder), str(folder / "q.json"), str(folder / "a.json")], check=True
    )
    rows = json.loads((folder / "a.json").read_text(encoding="utf-8"))
    show("browser under node, ms a query", [row["ms"] for row in rows])
    show("browser under node, kB a query, with ten cards before it", [row["bytes"] / 1000 for row in rows])
    first_query(texts[:9], folder)
    patches(view, index)


SENTENCE = "\n\nЩе одне речення про принтер, монітор і нову парасольку користувача.\n"


def patches(view: Any, index: Index) -> None:
    """Ten articles that get a sentence more, one at a time."""
    times = []
    for article in view.articles[:: len(view.articles) // 10]:
        change = Change(document(article), document(replace(article, body=article.body + SENTENCE)))
        start = time.process_time()
        found = patch_index(index.files.__getitem__, index.state, [change], Synonyms(), view.edition.language)
        times.append(1000 * (time.process_time() - start))
        assert found
    show("browser, CPU ms to patch one article", times)


def first_query(texts: Sequence[str], folder: Path) -> None:
    """Cold each time: a new browser context, nothing cached."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  # only here

    for module in MODULES.glob("*.js"):
        (folder / module.name).write_bytes(module.read_bytes())
    (folder / "index.html").write_text("<!doctype html><title>t</title>", encoding="utf-8")
    handler = partial(_Quiet, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    script = """async (text) => {
      const start = performance.now();
      const { openIndex } = await import("/reader.js");
      const index = await openIndex(location.origin + "/");
      const { hits } = await index.search(text);
      await Promise.all(hits.slice(0, 8).map((hit) => index.card(hit.doc)));
      const ms = performance.now() - start;
      const loaded = performance.getEntriesByType("resource").filter((r) => r.startTime >= start);
      return { ms, bytes: loaded.reduce((sum, r) => sum + r.transferSize, 0), files: loaded.length };
    }"""
    rows = []
    with sync_playwright() as tool:
        chromium = tool.chromium.launch(executable_path=find_browser(tool.chromium.executable_path), args=FLAGS)
        for text in texts:
            context = chromium.new_context()
            page = context.new_page()
            page.goto(f"http://127.0.0.1:{server.server_address[1]}/")
            rows.append(page.evaluate(script, text))
            context.close()
        chromium.close()
    server.shutdown()
    show("first query in Chromium, ms", [row["ms"] for row in rows])
    show("first query in Chromium, kB with scripts", [row["bytes"] / 1000 for row in rows])


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        return


def agents(view: Any, texts: Sequence[str], folder: Path) -> None:
    start = time.process_time()
    write_index(folder, map(document, view.articles))
    size = sum(f.stat().st_size for f in folder.rglob("*") if f.is_file())
    print(f"agents: build {time.process_time() - start:.1f} CPU s, {size / 1e6:.1f} MB")
    index = AgentsIndex(open_index(folder), spellings(folder))
    gc.collect()
    gc.freeze()
    times = []
    for text in texts:
        start = time.process_time()
        index.search(text, Synonyms())
        times.append(1000 * (time.process_time() - start))
    show("agents, CPU ms a query", times)
    gc.collect()
    gc.freeze()
    times = []
    for number in range(0, len(view.articles), len(view.articles) // 10 + 1):
        changed = document(view.articles[number])
        start = time.perf_counter()
        update_index(folder, [changed])
        times.append(1000 * (time.perf_counter() - start))
    show("agents, ms to update one article", times)


def show(name: str, values: Sequence[float]) -> None:
    """Median, 95th of 100, greatest."""
    ordered = sorted(values)
    print(
        f"{name}: p50 {ordered[len(ordered) // 2]:.1f}, p95 {ordered[int(len(ordered) * 0.95)]:.1f}, most {ordered[-1]:.1f}"
    )


if __name__ == "__main__":
    main()
