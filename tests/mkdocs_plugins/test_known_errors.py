"""Known errors in a built site: card, banner, register, notices and feed, and nothing hidden in a public edition."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from click.testing import CliRunner
from mkdocs.commands.build import build
from mkdocs.config import load_config

from kb.cli import main
from tests.conftest import article
from tests.sites import CONFIG, tree, write_site

OTHERS: list[Any] = CONFIG["plugins"][1:]  # type: ignore[index]
MORE = 'type: known-error\nproblem: {0} cause\nworkaround: {0} helps\naffected: {{win: "{1}"}}\nsince: 2026-10-14\n'
FILES: dict[str, str | bytes] = {
    "uk/index.md": article("Вітаємо.", id="KB-0001", title="Допомога", more="type: page\n"),
    "uk/k/open.md": article("x", id="KB-0002", title="Відкрита <b>", more=MORE.format("OPEN", ">=24H2") + "notice: true\n"),
    "uk/k/done.md": article(
        "x", id="KB-0003", title="Закрита", more=MORE.format("DONE", "<24H2") + "notice: true\nfixed_in: 24H2\nrelated: [KB-0005]\n"
    ),
    "uk/k/in.md": article(
        "x", id="KB-0004", title="CANARY-внутрішня", visibility="internal", more=MORE.format("CANARY", "*") + "notice: true\nrelated: [KB-0005]\n"
    ),
    "uk/net/a.md": article("x", id="KB-0005", title="Стаття", more="related: [KB-0002]\n"),
    "uk/net/b.md": article("x", id="KB-0006", title="Інша"),
    ".kb/products.yml": "win: {name: Віндовс, version: 24H2}\n",
}  # fmt: skip


def build_edition(root: Path, edition: str, plugins: list[Any] | None = None) -> dict[str, str]:
    door = {"kb/door": {"languages": ["uk", "en"], "edition": edition}}
    mkdocs = write_site(root, FILES, plugins=plugins or [door, *OTHERS, "kb/known-errors"])
    loaded = load_config(str(mkdocs))
    loaded.plugins.on_startup(command="build", dirty=False)
    build(loaded)
    site = tree(root / "site" / edition)
    return {path: data.decode() for path, data in site.items() if path.endswith((".html", ".xml", ".json"))}


def test_a_public_edition(tmp_path: Path) -> None:
    site = build_edition(tmp_path, "public/uk")
    card = site["k/open/index.html"]
    assert "kb-known__state--mitigated" in card and "Віндовс: від 24H2" in card and "14 жовтня 2026" in card
    assert "kb-known__state--fixed" in site["k/done/index.html"]
    assert site["net/a/index.html"].count("kb-notice--known") == 1 and "OPEN helps" in site["net/a/index.html"]
    assert "kb-notice--known" not in site["net/b/index.html"] and "kb-notice--known" not in card
    register, listed = site["kb/known-errors/index.html"], site["kb/notices/index.html"]
    assert "Відкрита &lt;b&gt;" in register and "Закрита" in register
    assert "OPEN helps" in listed and "DONE" not in listed and "OPEN helps" in site["index.html"]
    assert "KB-0002" in site["kb/notices.xml"] and "KB-0003" not in site["kb/notices.xml"]
    assert 'type="application/atom+xml"' in site["index.html"] and "atom+xml" not in site["net/b/index.html"]
    for path, text in site.items():
        assert "CANARY" not in text and "KB-0004" not in text, path


def test_an_internal_edition_has_internal_errors_but_no_internal_notice(tmp_path: Path) -> None:
    site = build_edition(tmp_path, "internal/uk")
    assert "CANARY-внутрішня" in site["kb/known-errors/index.html"] and "CANARY helps" in site["net/a/index.html"]
    for path in ("kb/notices/index.html", "kb/notices.xml", "index.html"):
        assert "CANARY helps" not in site[path] and "CANARY cause" not in site[path], path


def test_the_order_of_plugins_does_not_matter_and_verify_passes(tmp_path: Path, monkeypatch: Any) -> None:
    door = {"kb/door": {"languages": ["uk", "en"], "edition": "public/uk"}}
    first = build_edition(tmp_path / "a", "public/uk")
    second = build_edition(tmp_path / "b", "public/uk", ["kb/known-errors", *reversed(OTHERS), door])
    assert first == second
    monkeypatch.chdir(tmp_path / "a")
    done = CliRunner().invoke(main, ["build"])
    assert done.exit_code == 0, done.output


def test_without_known_errors_there_are_no_pages(tmp_path: Path) -> None:
    files = {path: text for path, text in FILES.items() if "/k/" not in path}
    door = {"kb/door": {"languages": ["uk", "en"]}}
    mkdocs = write_site(tmp_path, files, plugins=[door, *OTHERS, "kb/known-errors"])
    build(load_config(str(mkdocs)))
    site = tree(tmp_path / "site" / "public/uk")
    assert not [path for path in site if "notices" in path or "known-errors/index" in path]
