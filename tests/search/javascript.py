"""Run one of our ES modules from a test: under node where it is present, else in Chromium."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from tests.browser.browser import FLAGS, find_browser

MODULES = Path(__file__).resolve().parents[2] / "theme_overrides" / "assets" / "kb" / "search"


def run_js(function: str, values: Any, folder: Path = MODULES, modules: Sequence[str] = ()) -> Any:
    """The result of `function`, the source of `async (kb, values) => …`, where kb holds the exports of some modules of a
    folder, else of all modules of the search."""
    names = list(modules) or [
        path.name for path in sorted(MODULES.glob("*.js")) if path.name not in ("kb-search.js", "view.js")
    ]
    node = shutil.which("node")
    if node:
        load = "\n".join(f"Object.assign(kb, await import({json.dumps((folder / n).as_uri())}));" for n in names)
        script = f"const kb = {{}};\n{load}\nlet text = ''; for await (const part of process.stdin) text += part;\n"
        script += f"console.log(JSON.stringify(await ({function})(kb, JSON.parse(text))));"
        command = [node, "--input-type=module", "-e", script]
        done = subprocess.run(
            command, input=json.dumps(values), capture_output=True, text=True, timeout=60, check=False
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)
    # In a process of its own: Playwright can be started only once in a process, and other tests may have done so
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_in_browser, function, values, folder, names).result()


def _in_browser(function: str, values: Any, folder: Path, names: list[str]) -> Any:
    with sync_playwright() as tool:
        browser = tool.chromium.launch(executable_path=find_browser(tool.chromium.executable_path), args=FLAGS)
        page = browser.new_page()
        page.route("**/*", lambda route: route.fulfill(**_answer(folder, route.request.url)))
        page.goto("http://kb.test/page")
        load = "".join(f"Object.assign(kb, await import('/{n}'));" for n in names)
        result = page.evaluate(
            f"async (values) => {{ const kb = {{}}; {load} return ({function})(kb, values) }}", values
        )
        browser.close()
        return result


def _answer(folder: Path, url: str) -> dict[str, Any]:
    path = folder / url.rpartition("/")[2]
    if path.suffix == ".js":
        return {"body": path.read_text(encoding="utf-8"), "content_type": "text/javascript"}
    return {"body": "<!doctype html><title>t</title>", "content_type": "text/html"}
