"""Runbooks in a built site: steps and commands for the script, the card, and nothing of the team's outside."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from tests.conftest import article
from tests.sites import CONFIG, tree, write_site

OTHERS: list[Any] = CONFIG["plugins"][1:]  # type: ignore[index]
HEADER = (
    "type: runbook\nseverity: P2\nservice: vpn\nalerts: [VpnGatewayDown]\nduration: 15m\ninputs: [{name: computer}]\n"
    "exercised:\n  - {on: 2026-11-02, by: CANARY-person, outcome: worked-with-changes, minutes: 12, note: CANARY-note}\n"
    "  - {on: 2020-01-01, outcome: failed}\n"
)
BODY = """\
## Діагностика

1. Пропінгуйте.

    ```powershell {name=ping}
    Test-Connection {{computer}} -Count 4
    ```

    Немає відповіді: [крок 3](#step-3).

2. Далі.

/// visibility | internal
CANARY-block
///

## Усунення

3. Перезапустіть.

    ```bash {name=restart danger=true}
    systemctl restart vpn
    ```
"""
FILES: dict[str, str | bytes] = {
    "uk/index.md": article("Вітаємо.", id="KB-0001", title="Допомога", more="type: page\n"),
    "uk/run.md": article(BODY, id="KB-0002", title="VPN стоїть", more=HEADER),
    "uk/other.md": article(BODY.replace("#step-3", "#_1"), id="KB-0003", title="Стаття"),
    ".kb/owners.yml": "desk: {name: Підтримка}\n",
}


def build_edition(root: Path, edition: str, plugin: list[Any], **more: str) -> dict[str, str]:
    door = {"kb/door": {"languages": ["uk"], "edition": edition}}
    mkdocs = write_site(root, {**FILES, **more}, plugins=[door, *OTHERS, *plugin], validation={"anchors": "warn"})
    loaded = load_config(str(mkdocs), strict=bool(plugin) and not more)
    loaded.plugins.on_startup(command="build", dirty=False)
    build(loaded)
    site = tree(root / "site" / edition)
    return {path: data.decode() for path, data in site.items() if path.endswith((".html", ".xml", ".json"))}


def test_a_runbook_has_steps_commands_and_a_card(tmp_path: Path) -> None:
    site = build_edition(tmp_path, "public/uk", ["kb/runbooks"])
    page = site["run/index.html"]
    assert 'id="step-1"' in page and 'id="step-3"' in page and '<ol class="kb-runbook__steps" start="3">' in page
    assert 'data-kb-cell="ping" data-kb-shell="powershell"' in page and 'data-kb-danger="true"' in page
    assert '<span class="kb-placeholder" data-name="computer">{{computer}}</span>' in page
    for shown in ("P2", "робота стоїть у багатьох", "VpnGatewayDown", "15 хвилин", "Підтримка", "2 листопада 2026"):
        assert shown in page
    assert "спрацювало зі змінами, 12 хвилин" in page
    for path, text in site.items():
        assert "CANARY" not in text and "kb-runbook {" not in text, path


def test_the_team_sees_who_carried_it_out(tmp_path: Path) -> None:
    page = build_edition(tmp_path, "internal/uk", ["kb/runbooks"])["run/index.html"]
    assert "12 хвилин, CANARY-person. CANARY-note" in page


def test_other_articles_are_the_same_bytes_with_and_without_the_plugin(tmp_path: Path) -> None:
    with_it = build_edition(tmp_path / "a", "public/uk", ["kb/runbooks"])
    without = build_edition(tmp_path / "b", "public/uk", [])
    assert with_it["other/index.html"] == without["other/index.html"] and "kb-step" not in with_it["other/index.html"]
    assert with_it["run/index.html"] != without["run/index.html"] and "Test-Connection" in without["run/index.html"]


@pytest.mark.parametrize("alert", ["VpnGatewayDown", "vpngatewaydown"])
def test_a_runbook_is_found_by_the_name_of_its_alert(alert: str, tmp_path: Path) -> None:
    from kb.search.chunks import chunks, terms_of
    from kb.search.documents import document
    from tests.conftest import library_of

    found = document(library_of({"uk/run.md": article(BODY, more=HEADER)}).articles[0])
    wanted = {term for chunk in chunks(alert) for term, _ in terms_of(chunk)}
    assert wanted & set(found.terms)


def test_the_names_of_sections_are_the_teams(tmp_path: Path) -> None:
    policy = "runbooks: {sections: {uk: {diagnosis: Що перевірити}}}\n"
    other = article(BODY.replace("Діагностика", "Що перевірити"), id="KB-0004", title="Інша", more=HEADER)
    site = build_edition(tmp_path, "public/uk", ["kb/runbooks"], **{".kb/policy.yml": policy, "uk/two.md": other})
    assert 'id="step-3"' in site["two/index.html"] and 'id="step-2"' not in site["run/index.html"]
