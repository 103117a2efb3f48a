"""Freshness in a built site: the report is the team's alone, and readers are told what they need."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from tests.conftest import article
from tests.sites import CONFIG, tree, write_site

OTHERS: list[Any] = CONFIG["plugins"][1:]  # type: ignore[index]
FILES: dict[str, str | bytes] = {
    "uk/index.md": article("Вітаємо.", id="KB-0001", title="Допомога", more="type: page\n"),
    "uk/net/index.md": article("Мережа.", id="KB-0002", title="Мережа", more="type: page\n"),
    "uk/net/old.md": article(
        "[x](no.md)", id="KB-0003", title="Старе", more="verified: {on: 2020-01-02, by: CANARY-person, against: W 7}\n"
    ),
    "uk/net/new.md": article("Нове.", id="KB-0004", title="Нове", more="verified: {on: 2026-11-20, by: desk}\n"),
    "uk/net/in.md": article("x", id="KB-0005", title="CANARY-internal", visibility="internal"),
    "uk/net/no.restricted.md": article("x", id="KB-0006", title="CANARY-restricted", visibility="restricted"),
    ".kb/owners.yml": "desk: {name: Підтримка}\n",
    ".kb/feedback.csv": "path,helpful,not_helpful\nuk/net/new.md,0,9\n",
}


def build_edition(root: Path, edition: str, plugins: list[Any] | None = None) -> dict[str, str]:
    door = {"kb/door": {"languages": ["uk", "en"], "edition": edition}}
    mkdocs = write_site(root, FILES, plugins=plugins or [door, *OTHERS, "kb/freshness"])
    loaded = load_config(str(mkdocs))
    loaded.plugins.on_startup(command="build", dirty=False)
    build(loaded)
    site = tree(root / "site" / edition)
    return {path: data.decode() for path, data in site.items() if path.endswith((".html", ".xml", ".json"))}


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795430000")  # 2026-11-23


def test_a_public_edition_has_the_banner_and_nothing_of_the_team(tmp_path: Path) -> None:
    site = build_edition(tmp_path, "public/uk")
    old, new = site["net/old/index.html"], site["net/new/index.html"]
    assert "kb-notice--stale" in old and "2 січня 2020" in old and "W 7" in old
    assert "kb-notice--stale" not in new and "Підтримка" in new
    assert "kb/freshness/index.html" not in site
    for path, text in site.items():
        assert "CANARY" not in text and "kb-notice--team" not in text and "kb/freshness/" not in text, path


def test_an_internal_edition_has_the_report(tmp_path: Path) -> None:
    site = build_edition(tmp_path, "internal/uk")
    page = site["kb/freshness/index.html"]
    assert "CANARY-internal" in page and "Старе" in page and "непрацюючих посилань: 1" in page and "9/9" in page
    assert 'href="../../net/old/"' in page and "<svg" in page and "Мережа" in page
    assert "CANARY-person" in site["net/old/index.html"] and "kb-notice--team" in site["net/old/index.html"]
    assert 'href="../../kb/freshness/"' in site["net/new/index.html"]
    assert not [path for path, text in site.items() if "CANARY-restricted" in text]


def test_the_order_of_plugins_does_not_matter_nor_the_time_of_day(tmp_path: Path) -> None:
    door = {"kb/door": {"languages": ["uk", "en"], "edition": "internal/uk"}}
    first = build_edition(tmp_path / "a", "internal/uk")
    second = build_edition(tmp_path / "b", "internal/uk", ["kb/freshness", *reversed(OTHERS), door])
    assert first["kb/freshness/index.html"] == second["kb/freshness/index.html"]
    assert first["net/old/index.html"] == second["net/old/index.html"]


def test_the_site_builds_without_the_plugin(tmp_path: Path) -> None:
    door = {"kb/door": {"languages": ["uk", "en"]}}
    site = build_edition(tmp_path, "public/uk", [door, *OTHERS])
    assert "2 січня 2020" in site["net/old/index.html"] and "kb-notice--stale" not in site["net/old/index.html"]
