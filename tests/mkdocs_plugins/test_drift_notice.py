"""The notice on a translation whose original has other steps by now."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from kb.drift import as_yaml, prints_of
from tests.conftest import article, library_of
from tests.sites import CONFIG, write_site

Files = dict[str, str | bytes]

BEFORE: Files = {
    "uk/index.md": article("Вітаємо.", id="KB-0001"),
    "en/index.md": article("Welcome.", id="KB-0001"),
    "uk/a.md": article("1. Крок.\n\n/// visibility | internal\n1. CANARY один.\n///", id="KB-0002"),
    "en/a.md": article("1. Step.", id="KB-0002"),
}
NOTICE = "kb-notice--outdated"


def page(root: Path, edition: str, after: Files, records: str | None = None) -> str:
    library = library_of(BEFORE)
    recorded = {key: {lang: prints_of(a) for lang, a in versions.items()} for key, versions in library.by_key.items()}
    (root / "content/.kb").mkdir(parents=True)
    (root / "content/.kb/translations.yml").write_text(as_yaml(recorded) if records is None else records)
    door, *others = CONFIG["plugins"]  # type: ignore[misc]
    plugins = [{"kb/door": {**door["kb/door"], "edition": edition}}, *others]
    loaded = load_config(str(write_site(root, {**BEFORE, **after}, plugins=plugins)))
    loaded.plugins.on_startup(command="build", dirty=False)
    build(loaded)
    return (root / "site" / edition / "a/index.html").read_text(encoding="utf-8")


def test_nothing_is_said_while_the_steps_are_the_same(tmp_path: Path) -> None:
    assert NOTICE not in page(tmp_path, "public/en", {})


def test_the_notice_leads_to_the_original(tmp_path: Path) -> None:
    text = page(tmp_path, "public/en", {"uk/a.md": article("1. Інший крок.", id="KB-0002")})
    notice = text[text.index(NOTICE) :].split("</p>")[0]
    assert 'href="../../uk/a/" hreflang="uk" lang="uk">Українська</a>' in notice
    assert "steps" in notice


def test_the_original_says_nothing(tmp_path: Path) -> None:
    assert NOTICE not in page(tmp_path, "public/uk", {"uk/a.md": article("1. Інший крок.", id="KB-0002")})


@pytest.mark.parametrize(("edition", "told"), [("public/en", False), ("internal/en", True)])
def test_a_hidden_step_is_no_news_for_everybody(tmp_path: Path, edition: str, told: bool) -> None:
    hidden = str(BEFORE["uk/a.md"]).replace("один", "два")
    text = page(tmp_path, edition, {"uk/a.md": hidden})
    assert (NOTICE in text) == told and "CANARY" not in text


def test_a_broken_record_costs_only_the_notice(tmp_path: Path) -> None:
    text = page(tmp_path, "public/en", {"uk/a.md": article("1. Інший крок.", id="KB-0002")}, records="[")
    assert NOTICE not in text and "Step." in text
