"""Queues in a built site: the right card below a runbook, pages by kind, and nothing hidden in a public edition."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from mkdocs.commands.build import build
from mkdocs.config import load_config

from kb.cli import main
from tests.conftest import article
from tests.sites import CONFIG, tree, write_site

OTHERS: list[Any] = CONFIG["plugins"][1:]  # type: ignore[index]
QUEUES = """hidden-l2:
  name: CANARY-queue
  kind: team
  hours: {days: mon-fri, from: "08:00", to: "18:00", zone: Europe/Kyiv}
  contact: {email: canary-mail@example.org, phone: CANARY-extension 12}
  on_call: {phone: CANARY-rota 99}
  sla: {P2: 1h}
  attach: [the CANARY-log of the gateway]
  handover: "{{queue}}: {{id}} {{title}}, {{severity}}. {{record}} {{attached}} {{reason}}"
open-desk:
  name: {uk: Стійка, en: Desk}
  kind: team
  visibility: public
  hours: always
  contact: {portal: "https://help.example.org/"}
closed-vendor:
  name: CANARY-vendor
  kind: vendor
  visibility: restricted
  hours: always
  contact: {email: canary-vendor@example.org}
"""
RUNBOOK = "type: runbook\nseverity: P2\nescalation: {}\n"
FILES: dict[str, str | bytes] = {
    "uk/index.md": article("Вітаємо.", id="KB-0001", title="Допомога", more="type: page\n"),
    "uk/net/a.md": article("Крок.", id="KB-0002", title='Шлюз "А" & <b>', more=RUNBOOK.format("hidden-l2")).replace(
        '"Шлюз "А" & <b>"', "'Шлюз \"А\" & <b>'"
    ),
    "uk/net/b.md": article("Крок.", id="KB-0003", title="Відкрите", more=RUNBOOK.format("open-desk")),
    "uk/net/c.md": article("Крок.", id="KB-0004", title="Без черги", more="type: runbook\n"),
    "uk/net/d.md": article("Крок.", id="KB-0005", title="Чужа", more=RUNBOOK.format("closed-vendor")),
    ".kb/queues.yml": QUEUES,
}


def build_edition(root: Path, edition: str, plugins: list[Any] | None = None) -> dict[str, str]:
    door = {"kb/door": {"languages": ["uk", "en"], "edition": edition}}
    mkdocs = write_site(root, FILES, plugins=plugins or [door, *OTHERS, "kb/escalation"])
    loaded = load_config(str(mkdocs))
    loaded.plugins.on_startup(command="build", dirty=False)
    build(loaded)
    site = tree(root / "site" / edition)
    return {path: data.decode() for path, data in site.items() if path.endswith((".html", ".xml", ".json", ".bin"))}


def test_a_public_edition_shows_open_queues_only(tmp_path: Path) -> None:
    site = build_edition(tmp_path, "public/uk")
    assert "kb-escalation" in site["net/b/index.html"] and "https://help.example.org/" in site["net/b/index.html"]
    assert "<kb-escalation" not in site["net/a/index.html"] and "<kb-escalation" not in site["net/c/index.html"]
    assert "Стійка" in site["kb/queues/index.html"] and "kb/vendors/index.html" not in site
    for path, text in site.items():
        assert "canary" not in text.lower() and "vendors" not in text, path


def test_an_internal_edition_has_the_card_and_the_text(tmp_path: Path) -> None:
    site = build_edition(tmp_path, "internal/uk")
    page = site["net/a/index.html"]
    assert '<a href="#kb-escalation">Кому передати: CANARY-queue</a>' in page
    assert "canary-mail@example.org" in page and "CANARY-rota 99" in page and "пн–пт 08:00–18:00" in page
    assert (
        "CANARY-queue: KB-0002 Шлюз &#34;А&#34; &amp; &lt;b&gt;, P2. {{record}} {{attached}} {{reason}}</textarea>"
        in page
    )
    assert "CANARY-queue" in site["kb/queues/index.html"] and "<textarea" not in site["kb/queues/index.html"]
    assert not [path for path, text in site.items() if "CANARY-vendor" in text or "canary-vendor" in text]


def test_the_order_of_plugins_does_not_matter(tmp_path: Path) -> None:
    door = {"kb/door": {"languages": ["uk", "en"], "edition": "internal/uk"}}
    first = build_edition(tmp_path / "a", "internal/uk")
    second = build_edition(tmp_path / "b", "internal/uk", ["kb/escalation", *reversed(OTHERS), door])
    assert first == second


@pytest.mark.parametrize("leak", ["", "Call CANARY-extension 12."])
def test_what_leaks_all_the_same_is_not_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, leak: str) -> None:
    door = {"kb/door": {"languages": ["uk"], "editions": ["public/uk"], "taglines": {"uk": ""}}}
    write_site(tmp_path, FILES, plugins=[door, *OTHERS, "kb/escalation"], copyright=leak)
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, ["build"])
    assert done.exit_code == (1 if leak else 0), done.output
    assert ("KB901" in done.output) is bool(leak)
