"""The oracle: whatever is edited, `kb build` writes byte for byte what `mkdocs build` writes into an empty folder."""

from __future__ import annotations

import logging
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mkdocs.commands.build import build
from mkdocs.config import load_config

from kb.edition import Edition
from kb_mkdocs import driver
from kb_mkdocs.door import door_of
from kb_mkdocs.driven import Driven
from kb_mkdocs.driver import drive, why_plain
from kb_mkdocs.pagecache import PageCache
from kb_mkdocs.rendering import NEW
from tests.conftest import article
from tests.sites import FILES, tree, write_site

ROOT = Path(__file__).parents[2]
OURS = yaml.unsafe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
"""What the project's own site is configured with: every plugin and every extension."""


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    quiet = logging.getLogger("mkdocs")
    before = quiet.level
    quiet.setLevel(logging.CRITICAL)
    yield
    quiet.setLevel(before)


class Site:
    """A small knowledge base that is edited, and built by both."""

    def __init__(self, root: Path, edition: str = "public/uk") -> None:
        self.root = root
        self.edition = Edition.parse(edition)
        self.number = 100
        extensions = [e if isinstance(e, str) else next(iter(e)) for e in OURS["markdown_extensions"]]
        write_site(root, FILES, plugins=OURS["plugins"], markdown_extensions=extensions)

    def path(self, name: str) -> Path:
        return self.root / "content" / name

    def articles(self) -> list[Path]:
        return sorted(p for p in (self.root / "content").rglob("*.md") if "none" not in p.name)

    def fast(self, processes: int = 1) -> Driven:
        config = load_config(str(self.root / "mkdocs.yml"), site_dir=str(self.root / "fast"))
        door_of(config).choose(self.edition)
        config.plugins.on_startup(command="build", dirty=False)
        assert not why_plain(config)
        said = (self.root / "mkdocs.yml").read_text(encoding="utf-8")
        try:
            return drive(config, PageCache(self.root / "cache", self.edition, said), processes)
        finally:
            config.plugins.on_shutdown()
            door_of(config).choose(None)

    def plain(self) -> None:
        config = load_config(str(self.root / "mkdocs.yml"), site_dir=str(self.root / "plain"))
        door_of(config).choose(self.edition)
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
        finally:
            config.plugins.on_shutdown()
            door_of(config).choose(None)

    def same(self, processes: int = 1) -> Driven:
        done = self.fast(processes)
        self.plain()
        fast, plain = tree(self.root / "fast"), tree(self.root / "plain")
        assert sorted(fast) == sorted(plain)
        assert [path for path in plain if fast[path] != plain[path]] == []
        return done


def replace(site: Site, which: int, old: str, new: str) -> None:
    path = site.articles()[which % len(site.articles())]
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")


def body(site: Site, which: int) -> None:
    path = site.articles()[which % len(site.articles())]
    path.write_text(
        path.read_text(encoding="utf-8") + f"\n\n## Розділ {which}\n\nЩе [посилання](wifi.md#x).\n", encoding="utf-8"
    )


def title(site: Site, which: int) -> None:
    replace(site, which, "title: ", f"title: Нова {which} ")


def visibility(site: Site, which: int) -> None:
    path = site.articles()[which % len(site.articles())]
    text = path.read_text(encoding="utf-8")
    swapped = text.replace("visibility: internal", "visibility: @").replace(
        "visibility: public", "visibility: internal"
    )
    path.write_text(swapped.replace("visibility: @", "visibility: public"), encoding="utf-8")


def front_matter(site: Site, which: int) -> None:
    replace(site, which, "\n---\n", f'\ndescription: Опис {which}\nsymptoms: ["ознака {which}"]\n---\n')


def new(site: Site, which: int) -> None:
    site.number += 1
    text = article(f"Новий текст, див. [VPN](vpn.md). {which}", id=f"KB-0{site.number}", title=f"Нова стаття {which}")
    site.path(f"uk/network/new-{site.number}.md").write_text(text, encoding="utf-8")


def delete(site: Site, which: int) -> None:
    paths = [p for p in site.articles() if p.name != "index.md"]
    if paths:
        paths[which % len(paths)].unlink()


def rename(site: Site, which: int) -> None:
    paths = [p for p in site.articles() if p.name != "index.md"]
    if paths:
        path = paths[which % len(paths)]
        path.rename(path.with_name(f"renamed-{which}-{path.name[-12:]}"))


def move(site: Site, which: int) -> None:
    paths = [p for p in site.articles() if p.name != "index.md"]
    if paths:
        path = paths[which % len(paths)]
        target = path.parent.parent / f"topic-{which % 3}" / f"m{site.number}-{path.name[-12:]}"
        site.number += 1
        target.parent.mkdir(exist_ok=True)
        path.rename(target)


def asset(site: Site, which: int) -> None:
    picture = site.path(f"uk/network/img/new-{which}.png")
    picture.parent.mkdir(parents=True, exist_ok=True)
    picture.write_bytes(b"\x89PNG" + bytes([which % 256]))
    replace(site, which, "VPN", f"![нове](img/new-{which}.png) VPN")


def template(site: Site, which: int) -> None:
    folder = site.root / "overrides"
    folder.mkdir(exist_ok=True)
    (folder / "article.html").write_text(
        '{% extends "main.html" %}{% block content %}' + f"<p>{which}</p>" + "{{ page.content }}{% endblock %}\n",
        encoding="utf-8",
    )
    configure(site, theme={"name": "material", "font": False, "custom_dir": "overrides"})


def configuration(site: Site, which: int) -> None:
    configure(site, site_name=f"Стіл {which}")


def extension(site: Site, which: int) -> None:
    configure(site, markdown_extensions=["kb_mkdocs.blocks", "tables", {"toc": {"permalink": bool(which % 2)}}])


def option(site: Site, which: int) -> None:
    plugins = [{"kb/door": {"languages": ["uk", "en"], "taglines": {"uk": f"Гасло {which}"}}}, *OURS["plugins"][1:]]
    configure(site, plugins=plugins)


def team(site: Site, which: int) -> None:
    path = site.path(".kb/owners.yml")
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"service-desk:\n  name: {{uk: Служба {which}, en: Desk}}\n", encoding="utf-8")


def configure(site: Site, **changes: object) -> None:
    path = site.root / "mkdocs.yml"
    path.write_text(yaml.safe_dump({**yaml.safe_load(path.read_text(encoding="utf-8")), **changes}), encoding="utf-8")


Edit = Callable[[Site, int], None]
EDITS: list[Edit] = [
    body, title, visibility, front_matter, new, delete, rename, move, asset, template, configuration, extension, option, team,
]  # fmt: skip


@given(edits=st.lists(st.tuples(st.sampled_from(EDITS), st.integers(0, 9)), min_size=1, max_size=4))
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_edits_give_what_mkdocs_gives(
    edits: list[tuple[Edit, int]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    site = Site(tmp_path_factory.mktemp("oracle"))
    site.fast()
    for edit, which in edits:
        edit(site, which)
        site.same()


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_each_kind_of_edit(edit: Edit, tmp_path: Path) -> None:
    site = Site(tmp_path, "internal/uk")
    site.fast()
    edit(site, 3)
    site.same()


def test_processes_write_the_same(tmp_path: Path) -> None:
    site = Site(tmp_path, "internal/uk")
    for number in range(driver.FEW + driver.PART):
        text = f"Текст {number}. [Далі](a{number + 1}.md#x)\n\n## Розділ\n"
        site.path(f"uk/network/a{number}.md").write_text(
            article(text, id=f"KB-1{number}", title=f"Стаття {number}"), encoding="utf-8"
        )
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1790000000", "NO_MKDOCS_2_WARNING": "1"}
    for _ in range(2):
        # A program of its own: a process with threads, as a test has, does not fork
        done = subprocess.run(
            [sys.executable, "-c", "from kb.cli import main; main()", "build", "--edition", "internal/uk"],
            check=False,
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        site.plain()
        fast, plain = tree(tmp_path / "site" / "internal" / "uk"), tree(tmp_path / "plain")
        assert sorted(fast) == sorted(plain)
        assert [path for path in plain if fast[path] != plain[path]] == []
        replace(site, 5, "Текст", "Інший текст")


def test_only_what_changed_is_rendered(tmp_path: Path) -> None:
    site = Site(tmp_path)
    assert set(site.fast().rendered.values()) == {NEW}
    assert site.fast().rendered == {}
    replace_in = site.path("uk/network/wifi.md")
    replace_in.write_text(replace_in.read_text(encoding="utf-8") + "\nІще.\n", encoding="utf-8")
    assert site.fast().rendered == {"network/wifi.md": "its text or front matter changed"}


def test_a_page_that_comes_or_goes_touches_those_that_link_to_it(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.fast()
    site.path("uk/network/wifi.md").unlink()
    # The door takes the dead link out of the text, so it is the text that changed
    assert "network/vpn.md" in site.same().rendered


@pytest.mark.parametrize("damage", [b"", b"SQLite format 3\0 and then nonsense", b"\0" * 5000])
def test_a_broken_cache_costs_time_only(damage: bytes, tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.fast()
    for path in (tmp_path / "cache" / "pages").iterdir():
        path.write_bytes(damage)
    assert site.same().rendered
    assert site.fast().rendered == {}


def test_an_entry_of_another_form_is_as_good_as_none(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.fast()
    (path,) = (tmp_path / "cache" / "pages").glob("*.sqlite")
    with sqlite3.connect(path) as base:
        base.execute("UPDATE kept SET value = '[1, 2]'")
    assert site.same().rendered


def test_a_plugin_that_works_on_single_pages_is_named(tmp_path: Path) -> None:
    write_site(tmp_path, FILES, plugins=[*OURS["plugins"], "search"])
    config = load_config(str(tmp_path / "mkdocs.yml"), site_dir=str(tmp_path / "site"))
    config.plugins.on_startup(command="build", dirty=False)
    try:
        assert why_plain(config) == "plugins that work on single pages: material/search (on_page_context)"
    finally:
        config.plugins.on_shutdown()


def test_hooks_are_plugins_too(tmp_path: Path) -> None:
    (tmp_path / "hook.py").write_text(
        "def on_page_content(html, **more):\n    return html + '<p>x</p>'\n", encoding="utf-8"
    )
    write_site(tmp_path, FILES, plugins=OURS["plugins"], hooks=["hook.py"])
    config = load_config(str(tmp_path / "mkdocs.yml"), site_dir=str(tmp_path / "site"))
    assert "on_page_content" in why_plain(config)


@pytest.mark.parametrize("many", [False, True])
def test_a_page_that_cannot_be_made_is_named(many: bool, tmp_path: Path) -> None:
    """In one process and in several: whoever reads the message finds the file."""
    site = Site(tmp_path, "internal/uk")
    for number in range(driver.FEW if many else 1):
        text = article(f"Текст {number}.", id=f"KB-1{number}", title=f"Стаття {number}")
        site.path(f"uk/network/a{number}.md").write_text(text, encoding="utf-8")
    template(site, 1)
    text = '{% extends "main.html" %}{% block content %}{{ nothing.at.all }}{% endblock %}\n'
    (tmp_path / "overrides" / "article.html").write_text(text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", "from kb.cli import main; main()", "build", "--edition", "internal/uk"],
        check=False,
        cwd=tmp_path,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert "Error building page 'network/a0.md'" in done.stderr
