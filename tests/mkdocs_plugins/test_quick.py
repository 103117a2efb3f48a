"""A text that is put into a published page gives the page that a whole build would write; or it is refused."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from mkdocs.commands.build import build
from mkdocs.config import load_config

from kb.cli.quickly import QuickDesk
from kb.cli.verify import check_edition
from kb.edition import Edition
from kb.library import Library
from kb.sources import Settings, Team, read_library, read_settings, read_team
from kb_mkdocs.builder import Built, build_editions
from kb_mkdocs.door import door_of
from kb_mkdocs.shown import digest_of, with_text
from tests.conftest import article
from tests.sites import FILES, tree, write_site

OURS = yaml.unsafe_load((Path(__file__).parents[2] / "mkdocs.yml").read_text(encoding="utf-8"))
EDITIONS = tuple(Edition.parse(text) for text in ("public/uk", "public/en", "internal/uk", "internal/en"))
MORE: dict[str, str | bytes] = {
    "uk/network/plain.md": article(
        "Перший абзац про [Wi-Fi](wifi.md).\n\n## Далі\n\n1. Крок\n2. Другий\n\n/// note\nПримітка.\n///\n",
        id="KB-0010",
        title="Звичайна стаття",
        more="tags: [vpn]\ndescription: Опис\n",
    ),
    "en/network/plain.md": article(
        "A first paragraph.", id="KB-0010", title="A plain article", more="description: About it\n"
    ),
    "uk/network/lonely.md": article(
        "Лише тут.\n\n## Розділ\n\nТекст.", id="KB-0011", title="Без перекладу", more="description: Одна мова\n"
    ),
    "uk/network/steps.md": article(
        "## Рішення\n\n1. Перевірте `ping`.\n\n    ```bash\n    ping -c 1 example.org\n    ```\n",
        id="KB-0012",
        title="Процедура",
        more="type: runbook\ndescription: Кроки\n",
    ),
    "uk/network/questions.md": article(
        "Текст.\n\n/// question | q-one\n    type: true-false\nТак?\n\n- [x] Так\n///\n",
        id="KB-0013",
        title="З питанням",
    ),
}


@pytest.fixture(autouse=True)
def _quiet(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    log = logging.getLogger("mkdocs")
    before = log.level
    log.setLevel(logging.CRITICAL)
    yield
    log.setLevel(before)


class Desk:
    """A small knowledge base that was built, and whose articles are written anew."""

    def __init__(self, root: Path) -> None:
        self.root = root
        extensions = [e if isinstance(e, str) else next(iter(e)) for e in OURS["markdown_extensions"]]
        write_site(root, {**FILES, **MORE}, plugins=OURS["plugins"], markdown_extensions=extensions)
        self.settings: Settings = read_settings(root)
        self.library: Library = read_library(self.settings)
        self.team: Team = read_team(self.settings.content, self.settings.prefix)
        self.cache = root / ".kb-cache"
        self.build(self.library)
        self.quick = QuickDesk(self.settings, self.library, self.team, EDITIONS, root / "site", self.cache)

    def build(self, library: Library) -> tuple[Built, ...]:
        """All editions, as a whole."""
        published = {article.path: article for article in self.library.articles}
        return build_editions(
            self.settings,
            library,
            self.team,
            EDITIONS,
            site=self.root / "site",
            check=partial(check_edition, self.settings, library, self.team),
            cache=self.cache,
            previous=lambda article: published.get(article.path),
            alone=True,
        )

    def write(self, path: str, text: str) -> list[str] | None:
        """The editions that show the new text; None where that takes a whole build."""
        told: list[list[Edition]] = []
        file = self.root / "content" / path
        file.write_text(text, encoding="utf-8")
        self.quick.replace([file], told.append)
        return [edition.path for edition in told[0]] if told else None

    def text(self, path: str) -> str:
        return (self.root / "content" / path).read_text(encoding="utf-8")

    def exact(self) -> None:
        """Every edition is what MkDocs builds by itself; the search index has its own tests."""
        for edition in EDITIONS:
            out = self.root / "plain" / edition.path
            config = load_config(str(self.root / "mkdocs.yml"), site_dir=str(out))
            door_of(config).choose(edition)
            config.plugins.on_startup(command="build", dirty=False)
            try:
                build(config)
            finally:
                config.plugins.on_shutdown()
                door_of(config).choose(None)
            quick, plain = tree(self.root / "site" / edition.path), tree(out)
            pages = [path for path in plain if not path.startswith("kb/search/")]
            assert [path for path in quick if not path.startswith("kb/search/")] == pages
            assert [f"{edition.path}/{path}" for path in pages if quick[path] != plain[path]] == []


@pytest.mark.parametrize(
    ("path", "more", "shown"),
    [
        ("uk/network/plain.md", "1. Ще крок <b>тут</b> & там\n2. `код`", ["public/uk", "internal/uk"]),
        ("uk/network/lonely.md", "Ще одне речення.", ["public/uk", "public/en", "internal/uk", "internal/en"]),
        ("uk/network/steps.md", "3. Третій крок", ["public/uk", "public/en", "internal/uk", "internal/en"]),
    ],
)
def test_a_new_text_is_shown_where_the_old_one_was(tmp_path: Path, path: str, more: str, shown: list[str]) -> None:
    desk = Desk(tmp_path)
    before = tree(tmp_path / "site")
    assert desk.write(path, f"{desk.text(path)}\n{more}\n") == shown
    assert tree(tmp_path / "site") != before
    desk.exact()


def test_a_whole_build_after_it_finds_all_that_was_done(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    for number, name in enumerate(("plain", "lonely", "steps", "plain")):
        path = f"uk/network/{name}.md"
        assert desk.write(path, f"{desk.text(path)}\nЩе {number} речення.\n")
    before = {path: (tmp_path / "site" / path).stat().st_ino for path in tree(tmp_path / "site")}
    for built in desk.build(read_library(desk.settings)):
        assert built.difference is not None and built.difference.known
        assert (built.rendered, built.filled) == ({}, {})
        # The search index of the edition was not written anew either
        assert not [path for path in built.difference.change.files if path.startswith("kb/search/")]
    after = tree(tmp_path / "site")
    assert sorted(after) == sorted(before)
    changed = [path for path in after if (tmp_path / "site" / path).stat().st_ino != before[path]]
    assert [path for path in changed if not path.endswith("index.html")] == []
    desk.exact()


def test_what_is_around_a_text_is_not_known_where_a_page_shows_more_of_it() -> None:
    shown = "1" * 32
    digest = with_text(shown + digest_of("<p>old</p>"), "<p>old</p>", "<p>new</p>")
    assert digest == shown + digest_of("<p>new</p>")
    assert with_text(shown + digest_of("<p>old</p>\n<p>more</p>"), "<p>old</p>", "<p>new</p>") == ""
    assert with_text("", "<p>old</p>", "<p>new</p>") == ""


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """One whose site is never touched."""
    return Desk(tmp_path_factory.mktemp("still"))


@pytest.mark.parametrize(
    ("path", "more"),
    [
        ("uk/network/plain.md", "## Новий розділ"),
        ("uk/network/plain.md", "Див. [VPN](vpn.md)"),
        ("uk/network/plain.md", "Див. [таємне](secret.md)"),
        ("uk/network/plain.md", "слово " * 400),
        ("uk/network/plain.md", "/// visibility | internal\nТаємне\n///"),
        ("uk/network/plain.md", "/// visibility | internal\nБлок без кінця"),
        ("uk/network/plain.md", "Див. KB-0004."),
        ("uk/network/wifi.md", "Картка показує ці слова."),
        ("uk/network/vpn.md", "Ще одне речення."),
        ("uk/network/secret.md", "Ще одне речення."),
        ("uk/network/questions.md", "Ще одне речення."),
        ("uk/index.md", "Ще одне речення."),
    ],
)
def test_what_may_show_elsewhere_takes_a_whole_build(still: Desk, path: str, more: str) -> None:
    before, text = tree(still.root / "site"), still.text(path)
    assert still.write(path, f"{text}\n{more}\n") is None
    assert tree(still.root / "site") == before
    (still.root / "content" / path).write_text(text, encoding="utf-8")


def test_front_matter_is_never_another_text(still: Desk) -> None:
    desk, text = still, still.text("uk/network/plain.md")
    for old, new in (
        ("title: ", "title: Нова "),
        ("visibility: public", "visibility: internal"),
        ("tags: [vpn]", "tags: [x]"),
    ):
        assert old in text
        assert desk.write("uk/network/plain.md", text.replace(old, new)) is None
        assert desk.write("uk/network/plain.md", text) == []


def test_what_an_editor_leaves_nothing_of_is_no_change(still: Desk) -> None:
    desk, content = still, still.root / "content"
    article = content / "uk/network/plain.md"
    assert desk.quick.replace([article, content / "uk/network/4913"], lambda _: None)
    for path in ("uk/network", "uk/network/img/open.png", ".kb/owners.yml"):
        away = still.root / "away"
        (content / path).parent.mkdir(exist_ok=True)
        there = (content / path).exists()
        if there:
            (content / path).rename(away)
        assert not desk.quick.replace([content / path], lambda _: None), path
        if there:
            away.rename(content / path)


WORDS = st.sampled_from(
    ["слово", "**жирне**", "`код`", "# ", "\n\n", "\n", "- пункт\n", "1. крок\n", "[Wi-Fi](wifi.md)", "[немає](x.md#y)", "<b>", "</b>", "&amp;", "|", "```\n", "/// note\n", "///\n", "!!! tip\n\n    ", "CANARY", "KB-0004", "{: #id}", "$", "\\", "8<", "\u00ad"]
)  # fmt: skip


@hypothesis_settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.sampled_from(["uk/network/plain.md", "en/network/plain.md", "uk/network/lonely.md"]), st.lists(WORDS, max_size=12)), min_size=1, max_size=6))  # fmt: skip
def test_after_any_texts_the_pages_are_exact(tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[str, list[str]]]) -> None:  # fmt: skip
    desk = Desk(tmp_path_factory.mktemp("desk"))
    first = {path: desk.text(path) for path, _ in edits}
    for path, words in edits:
        before = desk.text(path)
        if desk.write(path, f"{first[path]}\n{''.join(words)}\n") is None:
            assert desk.write(path, before) == []  # as if the writer had undone it
    desk.exact()
