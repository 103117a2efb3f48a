"""The oracle: whatever is edited, `kb build` writes byte for byte what `mkdocs build` writes into an empty folder."""

from __future__ import annotations

import logging
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jinja2 import Environment
from jinja2.runtime import Context
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.theme import Theme

from kb.edition import Edition
from kb.library import Article, Library
from kb.pages import Topic, Topics
from kb.pages.sidebar import WINDOW
from kb.sources import read_library, read_settings, read_team
from kb.sources.publish import publish_changes, swap
from kb_mkdocs import driver
from kb_mkdocs.around import Edited, Reach, reach_of
from kb_mkdocs.door import door_of
from kb_mkdocs.driven import Driven
from kb_mkdocs.driver import drive, reusable, why_plain
from kb_mkdocs.pagecache import PageCache
from kb_mkdocs.published import published, publishing_mark
from kb_mkdocs.rendering import NEW
from kb_mkdocs.search import SearchPlugin
from kb_mkdocs.shown import ARTICLE, FROM_AFAR, LISTED, OF_PAGE
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
        self.published: Mapping[str, Article] = {}
        self.patched = False
        """Whether the last build has patched the search index."""
        extensions = [e if isinstance(e, str) else next(iter(e)) for e in OURS["markdown_extensions"]]
        write_site(root, FILES, plugins=OURS["plugins"], markdown_extensions=extensions)
        self.seen: tuple[Library, dict[str, bytes]] | None = None
        """What `fast` has published last: its library, and every file that is no article."""

    def path(self, name: str) -> Path:
        return self.root / "content" / name

    def articles(self) -> list[Path]:
        return sorted(p for p in (self.root / "content").rglob("*.md") if "none" not in p.name)

    def fast(self, processes: int = 1) -> Driven:
        """As `kb build` does it: what differs is built, and put among what is published."""
        stage, fast, cache = self.root / "stage", self.root / "fast", self.root / "cache"
        config = load_config(str(self.root / "mkdocs.yml"), site_dir=str(stage))
        search = config.plugins["kb/search"]
        assert isinstance(search, SearchPlugin)
        search.cache, search.previous = cache, self.published.get
        config.plugins.on_startup(command="build", dirty=False)
        assert not why_plain(config)
        kept = PageCache(cache, self.edition, (self.root / "mkdocs.yml").read_text(encoding="utf-8"))
        library, reach = self._reach()
        try:
            door_of(config).choose(self.edition, library, read_team(self.root / "content"))
            before = published(cache, self.edition, fast, kept.version, few=bool(reach))
            done = drive(config, kept, processes, before, reach)
            self.published = library.by_path
        finally:
            config.plugins.on_shutdown()
            door_of(config).choose(None)
        self.patched = bool(done.before and done.before.renamed)
        difference = done.before.remember(stage) if done.before else None
        if difference and difference.known:
            mark = publishing_mark(cache, self.edition)
            publish_changes(stage, difference.gone, fast, mark, difference.renamed, difference.confirm)
        else:
            swap(stage, fast)
            if difference:
                difference.confirm()
        return done

    def _reach(self) -> tuple[Library, Reach | None]:
        """As `kb build` finds out what need not be looked at, where nothing but articles has changed."""
        library = read_library(read_settings(self.root))
        before, others = self.seen or (None, {})
        rest = {
            path: path.read_bytes() for path in self._files() if path.suffix != ".md" or not _article(library, path)
        }
        self.seen = library, rest
        if before is None or others != rest or before.problems != library.problems:
            return library, None
        was, now = before.by_path, library.by_path
        edited = [Edited(was.get(p), now.get(p)) for p in {**was, **now} if was.get(p) != now.get(p)]
        return library, reach_of(library, self.edition, edited)

    def _files(self) -> list[Path]:
        folders = [self.root / "content", self.root / "overrides"]
        return [self.root / "mkdocs.yml", *(path for folder in folders for path in folder.rglob("*") if path.is_file())]

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


def _article(library: Library, path: Path) -> bool:
    return any(path.as_posix().endswith(f"/content/{article.path}") for article in library.articles)


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


def order(site: Site, which: int) -> None:
    replace(site, which, "\n---\n", f"\norder: {9 - which}\n---\n")


def tags(site: Site, which: int) -> None:
    for place in (which, which + 1):
        replace(site, place, "\n---\n", f"\ntags: [мітка-{which}, інша]\n---\n")


def related(site: Site, which: int) -> None:
    replace(site, which, "\n---\n", "\nrelated: [KB-0001, KB-0002, KB-0003]\n---\n")


def audience(site: Site, which: int) -> None:
    replace(site, which, "\n---\n", f"\naudience: [{('novice', 'expert')[which % 2]}]\n---\n")


def icon(site: Site, which: int) -> None:
    """Of a topic, whose page may not have been there."""
    text = article("Вступ.", id="KB-0990", title=f"Мережа {which % 2}", more=f"icon: {('wifi', 'lan')[which % 2]}\n")
    site.path("uk/network/index.md").write_text(text, encoding="utf-8")


def published_by_hand(site: Site, which: int) -> None:
    """Somebody changes, removes and adds files where the edition is published."""
    pages = sorted((site.root / "fast").rglob("*.html"))
    if pages:
        pages[which % len(pages)].write_text("<p>інше</p>", encoding="utf-8")
        pages[(which * 7 + 3) % len(pages)].unlink()
        (site.root / "fast" / f"extra-{which}.html").write_text("<p>зайве</p>", encoding="utf-8")


def configure(site: Site, **changes: object) -> None:
    path = site.root / "mkdocs.yml"
    path.write_text(yaml.safe_dump({**yaml.safe_load(path.read_text(encoding="utf-8")), **changes}), encoding="utf-8")


Edit = Callable[[Site, int], None]
EDITS: list[Edit] = [
    body, title, visibility, front_matter, new, delete, rename, move, asset, template, configuration, extension, option, team,
    order, tags, related, audience, icon, published_by_hand,
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


@pytest.mark.parametrize("edition", ["public/uk", "internal/uk", "internal/en"])
def test_a_long_chain_of_edits(edition: str, tmp_path: Path) -> None:
    site = Site(tmp_path, edition)
    site.fast()
    # Without what makes everything anew, so that one thing is kept from the first to the last
    chain = [edit for edit in EDITS if edit not in (template, configuration, extension, option, team)]
    for number, edit in enumerate([*chain, body, title, new, delete]):
        edit(site, number)
        site.same()


def crowded(site: Site) -> None:
    """More articles in a topic than are listed beside one, and a topic within."""
    for number in range(WINDOW + 6):
        text = article(f"Текст {number}.", id=f"KB-1{number:02}", title=f"Стаття {number:02}")
        site.path(f"uk/network/a{number:02}.md").write_text(text, encoding="utf-8")
    site.path("uk/network/inner").mkdir()
    site.path("uk/network/inner/b.md").write_text(article("Усередині.", id="KB-0800", title="Б"), encoding="utf-8")


def test_in_a_crowded_topic(tmp_path: Path) -> None:
    site = Site(tmp_path)
    crowded(site)
    site.fast()
    for number, edit in enumerate([title, new, order, delete, audience, icon, move]):
        edit(site, number)
        site.same()


@pytest.mark.parametrize("edition", ["public/uk", "internal/uk"])
def test_the_search_index_is_patched(edition: str, tmp_path: Path) -> None:
    """Also where an article that is shown only in part, or links to one that comes or goes, is changed."""
    site = Site(tmp_path, edition)
    parts = "Для всіх.\n\n/// visibility | internal\nДля своїх.\n///\n\n[Далі](wifi.md), [колись](later.md), [тайне](secret.md)."
    site.path("uk/network/parts.md").write_text(article(parts, id="KB-0901", title="Частини"), encoding="utf-8")
    site.fast()

    def part(site: Site, which: int) -> None:
        path = site.path("uk/network/parts.md")
        path.write_text(path.read_text(encoding="utf-8").replace("всіх", f"всіх {which}"), encoding="utf-8")

    def later(site: Site, which: int) -> None:
        path = site.path("uk/network/later.md")
        if path.exists():
            path.unlink()
        else:
            path.write_text(article("Ось.", id="KB-0903", title="Колись"), encoding="utf-8")

    index = tmp_path / "fast/kb/search/index.json"
    patched = 0
    for number, edit in enumerate(
        [part, later, later, part, new, delete, delete, rename, move, title, visibility, audience]
    ):
        before = index.read_bytes()
        edit(site, number)
        site.same()
        assert site.patched == (index.read_bytes() != before), edit.__name__
        patched += site.patched
    assert patched > 8  # other edits don't show here


def test_only_pages_that_show_something_else_are_filled(tmp_path: Path) -> None:
    site = Site(tmp_path)
    crowded(site)
    assert len(site.fast().filled) > WINDOW
    assert site.fast().filled == {}
    path = site.path("uk/network/a29.md")
    path.write_text(path.read_text(encoding="utf-8").replace("Текст 29.", "Інший текст."), encoding="utf-8")
    assert "network/a29.md" in site.same().filled
    path.write_text(path.read_text(encoding="utf-8").replace("title: ", "title: Я "), encoding="utf-8")
    filled = site.same().filled
    assert {"network/a29.md", "network/a28.md", "network/index.md"} <= filled.keys()
    assert {"network/a02.md", "network/inner/b.md"}.isdisjoint(filled)
    assert set(filled.values()) == {"what it shows has changed"}


def test_a_build_that_is_broken_off_while_it_publishes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = Site(tmp_path)
    crowded(site)
    site.fast()
    plain = Path.replace
    for number, stop in enumerate((0, 1, 5)):
        title(site, number)
        delete(site, number + 3)
        moved: list[Path] = []

        def replace_some(self: Path, target: Path, stop: int = stop, moved: list[Path] = moved) -> Path:
            if str(self).startswith(str(tmp_path / "stage")):
                if len(moved) == stop:
                    raise KeyboardInterrupt
                moved.append(self)
            return plain(self, target)

        monkeypatch.setattr(Path, "replace", replace_some)
        with pytest.raises(KeyboardInterrupt):
            site.fast()
        monkeypatch.undo()
        assert len(moved) == stop
        assert publishing_mark(tmp_path / "cache", site.edition).exists()
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
        done = site.same()
        assert set(done.filled) == set(done.pages)
        publishing_mark(tmp_path / "cache", site.edition).unlink()  # as the builder does it
        assert site.fast().filled == {}


def test_templates_ask_for_nothing_that_is_not_looked_at(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Of MkDocs only for the page, and an article's page of topics only for what it is said to see from afar."""
    asked: set[tuple[str, str]] = set()
    afar: set[tuple[str, str]] = set()
    others: set[str] = set()
    configs: list[MkDocsConfig] = []
    stock = Theme.get_env

    class Listening(Context):
        def resolve_or_missing(self, key: str) -> Any:
            if key in ("nav", "pages", "build_date_utc") and configs[-1]._current_page is not None:
                asked.add(("context", key))
            return super().resolve_or_missing(key)

    def get_env(self: Theme) -> Environment:
        env = stock(self)
        plain = env.getattr

        def listen(value: Any, name: str) -> Any:
            page = configs[-1]._current_page
            if page is not None and type(value).__module__.startswith("mkdocs.structure"):
                asked.add((type(value).__name__, name))
            if page is not None and isinstance(value, Topic | Topics):
                if page.meta.get("template") == ARTICLE:
                    afar.add((type(value).__name__, name))
                elif isinstance(value, Topics) or f"{value.key}/index.md" != page.file.src_uri:
                    others.add(name)
            return plain(value, name)

        env.getattr = listen  # type: ignore[method-assign, assignment]
        env.context_class = Listening
        return env

    monkeypatch.setattr(Theme, "get_env", get_env)
    for edition in ("internal/uk", "public/en"):
        configs.append(load_config(str(ROOT / "mkdocs.yml"), site_dir=str(tmp_path / "site")))
        door_of(configs[-1]).choose(Edition.parse(edition))
        configs[-1].plugins.on_startup(command="build", dirty=False)
        drive(configs[-1], PageCache(tmp_path / "cache", Edition.parse(edition), ""), 1)
        door_of(configs[-1]).choose(None)
    kinds = {kind for kind, _ in asked} - {"Page", "TableOfContents", "AnchorLink"}
    assert kinds == set()
    assert {name for kind, name in asked if kind == "Page"} <= set(OF_PAGE)
    assert {name for kind, name in asked if kind == "Page"} > {"title", "meta", "content"}
    assert {name for kind, name in afar if kind == "Topic"} <= set(FROM_AFAR)
    assert {name for kind, name in afar if kind == "Topics"} <= {"children", "trail"}
    assert "title" in others and not others & {LISTED, "left_out", "places"}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, True),
        ({"theme": {"name": "material", "font": False, "custom_dir": "overrides"}}, False),
        ({"theme": {"name": "material", "font": False, "features": ["navigation.tabs"]}}, False),
        ({"theme": {"name": "material", "font": False, "features": ["navigation.instant", "content.code.copy"]}}, True),
        ({"theme": {"name": "readthedocs"}}, False),
        ({"hooks": ["hook.py"]}, False),
    ],
)
def test_where_finished_pages_are_kept(changes: dict[str, Any], expected: bool, tmp_path: Path) -> None:
    (tmp_path / "overrides").mkdir()
    (tmp_path / "hook.py").write_text("def on_post_build(**more):\n    pass\n", encoding="utf-8")
    site = Site(tmp_path)
    configure(site, **changes)
    assert reusable(load_config(str(tmp_path / "mkdocs.yml"))) is expected


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
    path = tmp_path / "cache" / "pages" / "public-uk.sqlite"
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


@pytest.mark.parametrize("many", [False, True])
def test_an_index_that_cannot_be_made_is_told(many: bool, tmp_path: Path) -> None:
    """It is made after the pages, or by one of the processes that make them."""
    site = Site(tmp_path, "internal/uk")
    for number in range(driver.FEW if many else 1):
        text = article(f"Текст {number}.", id=f"KB-1{number}", title=f"Стаття {number}")
        site.path(f"uk/network/a{number}.md").write_text(text, encoding="utf-8")
    program = """
import os
from kb.cli import main
from kb_mkdocs import search

began = os.getpid()

def write(*given):
    raise ValueError("made apart" if os.getpid() != began else "made after the pages")

search._write = write
main()
"""
    done = subprocess.run(
        [sys.executable, "-c", program, "build", "--edition", "internal/uk"],
        check=False,
        cwd=tmp_path,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1 and "Traceback" not in done.stderr
    apart = many and (os.cpu_count() or 1) > 1
    assert f"ValueError: {'made apart' if apart else 'made after the pages'}" in done.stderr
    assert not (tmp_path / "site").exists()
