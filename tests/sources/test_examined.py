"""What is kept from the last run changes nothing but the time."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from kb.checks.policy import CheckPolicy
from kb.checks.rule import Context
from kb.library.kept import keep_article, kept_article
from kb.sources import examined as module
from kb.sources import read_library, read_settings
from kb.sources.examined import read_examined
from tests.conftest import ROOT, article
from tests.sites import write_site

FILES: dict[str, str | bytes] = {
    "uk/index.md": article("Вітаємо.", id="KB-0001", title="Допомога"),
    "uk/a/b.md": article("![](x.png)\r\n\r\n[туди](c.md#х)\n\n/// audience | novice\nТак.\n///\n", id="KB-0002"),
    "uk/a/c.md": article(
        "## Х\n\n#### Y\n\nТекст.", id="KB-0003", more="verified: {on: 2026-11-02, by: desk}\ntags: [a]\n"
    ),
    "uk/a/d.md": article("x", id="KB-0004", more="colour: red\n"),
    "uk/a/empty.md": article("", id="KB-0005"),
    "uk/a/none.md": "no header",
    "uk/a/x.png": b"x",
}
CONTEXT = Context(CheckPolicy())


@pytest.fixture
def site(tmp_path: Path) -> Path:
    write_site(tmp_path, FILES)
    return tmp_path


def test_an_article_comes_back_as_it_was() -> None:
    settings = read_settings(ROOT)
    for one in read_library(settings).articles:
        back = kept_article(keep_article(one), one.path, one.language, (settings.content / one.path).read_bytes())
        assert back == one and back.blocks == one.blocks and back.links == one.links and back.sections == one.sections


def test_the_second_run_says_the_same_and_asks_no_rule(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = read_settings(site)
    first = read_examined(settings, CONTEXT)
    asked: list[str] = []
    real = module.examine
    monkeypatch.setattr(module, "examine", lambda one, context: asked.append(one.path) or real(one, context))
    assert read_examined(settings, CONTEXT) == first
    assert asked == ["uk/a/d.md"]  # what has problems is read anew, so that they are said again
    (site / "content/uk/a/c.md").write_text(article("![](y.png)", id="KB-0003"), encoding="utf-8")
    (site / "content/uk/index.md").unlink()
    asked.clear()
    library, facts = read_examined(settings, CONTEXT)
    assert asked == ["uk/a/c.md", "uk/a/d.md"]
    assert [code for code, _ in facts["uk/a/c.md"].findings] == [
        "KB701",
        "KB711",
    ] and "uk/index.md" not in library.by_path


def test_another_policy_or_version_asks_again(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = read_settings(site)
    read_examined(settings, CONTEXT)
    words = replace(CONTEXT, avoid=(("uk", "текст", "напис"),))
    assert "KB722" in [code for code, _ in read_examined(settings, words)[1]["uk/a/c.md"].findings]
    monkeypatch.setattr(module, "rules_version", lambda: "next")
    monkeypatch.setattr(module, "examine", lambda one, context: module.Examined((), "new"))
    assert {facts.sketch for facts in read_examined(settings, words)[1].values()} == {"new"}


@pytest.mark.parametrize("damage", ["text", "form", "values", "read-only", "file"])
def test_a_damaged_store_costs_only_time(damage: str, site: Path) -> None:
    settings = read_settings(site)
    first = read_examined(settings, CONTEXT)
    store = site / ".kb-cache" / module.NAME
    if damage == "text":
        store.write_bytes(b"this is no data base" * 100)
    elif damage in ("form", "values"):
        with sqlite3.connect(store) as base:
            value = "not json" if damage == "form" else '[["{}",1,2,[],[],[]],[[],""]]'
            base.execute("UPDATE kept SET value = ?", (value,))
        base.close()
    elif damage == "read-only":
        store.unlink()
        (site / ".kb-cache").rmdir()
        (site / ".kb-cache").write_text("a file in the place of the folder")
    else:
        store.unlink()
        store.mkdir()
    assert read_examined(settings, CONTEXT) == first
    assert read_examined(settings, CONTEXT) == first


def test_two_processes_say_the_same_as_one(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = read_settings(site)
    one = read_examined(settings, CONTEXT)
    (site / ".kb-cache" / module.NAME).unlink()
    monkeypatch.setattr(module, "MANY", 1)
    assert read_examined(settings, CONTEXT) == one
