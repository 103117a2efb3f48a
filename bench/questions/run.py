"""`python -m bench.questions.run`: 2,000 questions, made of the project's own, timed in Python and in Chromium."""

from __future__ import annotations

import gzip
import http.server
import re
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from playwright.sync_api import sync_playwright

from kb.edition import Edition
from kb.library import Library, RawFile, build_library
from kb.training.questions.check import check_study
from kb.training.questions.data import FILE, bank_json, bank_of
from tests.browser.browser import FLAGS, find_browser

ROOT = Path(__file__).resolve().parents[2]
MODULES = ROOT / "theme_overrides" / "assets" / "kb" / "academy"
IN_BROWSER = """async () => {
  const data = await import("/academy/data.js"), state = await import("/academy/exam-state.js")
  window.__md_scope = new URL("/", location)
  const times = [performance.now()]
  const bank = await data.loadBank()
  times.push(performance.now())
  const exam = { questions: 40, blueprint: [["OBJ-BIG-1", 10], ["OBJ-BIG", 30]], pass: 70 }
  const begun = state.begin(exam, bank, "1", 60, 0)
  times.push(performance.now())
  return [bank.questions.length, begun.ids.length, times[1] - times[0], times[2] - times[1]]
}"""


def large_library(count: int) -> Library:
    """Our own questions again and again, under ids of their own."""
    found: list[str] = []
    for file in sorted((ROOT / "content" / "uk" / "academy").glob("m*.md")):
        found += re.findall(r"^/// question \| \S+\n.*?^///$", file.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    goals = "".join(f"  - {{id: OBJ-BIG-{n}, text: Goal {n}}}\n" for n in range(10))
    files = []
    for start in range(0, count, 20):
        blocks = []
        for n in range(start, min(start + 20, count)):
            block = re.sub(r"question \| \S+", f"question | Q-BIG-{n:05}", found[n % len(found)])
            block = re.sub(r"objective: \S+", f"objective: OBJ-BIG-{n % 10}", block)
            blocks.append(re.sub(r"source: .*", "source: KB-10", block))
        header = f"id: KB-1{start // 20}\ntitle: Bank {start}\nvisibility: public\ntype: module\nobjectives:\n{goals}"
        text = "\n\n".join([f"---\n{header}---", *blocks]) + "\n"
        files.append(RawFile(f"uk/b{start:05}.md", text.encode()))
    return build_library(files, ("uk",))


def timed(name: str, work: Callable[[], object]) -> object:
    started = time.perf_counter()
    made = work()
    print(f"{name:32} {time.perf_counter() - started:6.2f} s")
    return made


def main(count: int) -> None:
    library = large_library(count)
    view = library.for_edition(Edition("public", "uk"))
    timed("checks", lambda: list(check_study(library, "")))
    bank = bank_of(view)
    timed("read again", lambda: bank_of(view))
    data = bank_json(bank, view)
    timed("the file again", lambda: bank_json(bank, view))
    print(f"{'size':32} {len(data) / 1e6:6.2f} MB, gzip {len(gzip.compress(data)) / 1e6:.2f} MB")
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "academy").symlink_to(MODULES)
        (root / "storage.js").symlink_to(MODULES.parent / "storage.js")
        (root / f"{FILE}.json").parent.mkdir(parents=True)
        (root / f"{FILE}.json").write_bytes(data)
        (root / "index.html").write_text("<!doctype html><title>bench</title>")
        handler = partial(http.server.SimpleHTTPRequestHandler, directory=folder)
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with sync_playwright() as tool:
            browser = tool.chromium.launch(executable_path=find_browser(tool.chromium.executable_path), args=FLAGS)
            page = browser.new_page()
            page.goto(f"http://127.0.0.1:{server.server_port}/")
            questions, asked, load, draw = page.evaluate(IN_BROWSER)
            browser.close()
        server.shutdown()
    print(f"in Chromium: {questions} questions loaded in {load:.0f} ms, {asked} drawn in {draw:.0f} ms")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
