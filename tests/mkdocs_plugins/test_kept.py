"""What templates draw once for many pages is what each of them would draw."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config

from kb.edition import Edition
from kb_mkdocs import kept, pages
from kb_mkdocs.door import door_of
from kb_mkdocs.kept import address_from
from tests.conftest import ROOT, article
from tests.sites import FILES, tree, write_site

OURS = yaml.unsafe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("path", "base", "address"),
    [
        ("net/vpn/", "../..", "../../net/vpn/"),
        ("net/vpn/", ".", "net/vpn/"),
        ("net/vpn/#x", "..", "../net/vpn/#x"),
        ("assets/a.css", "..", "../assets/a.css"),
        ("../en/net/", "..", "../../en/net/"),
        ("net//../mail/", "..", "../mail/"),
        (".", "..", ".."),
        ("./", "..", "../"),
        ("", "../..", "../.."),
        (".", ".", "."),
        (".", "/internal/uk/", "/internal/uk/"),
        ("net/", "/internal/uk/", "/internal/uk/net/"),
        ("#x", "..", "#x"),
        ("/net/", "..", "/net/"),
        ("//cdn.example.org/a.js", "..", "//cdn.example.org/a.js"),
        ("https://example.org/", "..", "https://example.org/"),
        ("mailto:help@example.org", "..", "mailto:help@example.org"),
    ],
)
def test_addresses_climb_to_the_root_first(path: str, base: str, address: str) -> None:
    assert address_from(path, base) == address


MANY = {
    f"uk/net/more/n{i:02}.md": article(
        f"## Розділ {i}\n\nТекст.\n",
        id=f"KB-2{i:02}",
        title=f"Стаття {i}",
        more=f"audience: [novice]\ntags: [t{i % 3}]\n",
    )
    for i in range(30)
}


@pytest.mark.parametrize("edition", ["public/uk", "internal/uk", "internal/en"])
def test_kept_is_as_drawn_anew(tmp_path: Path, edition: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages of every depth and kind, topics with more articles than the column lists, and the page that is not there."""
    extensions = [e if isinstance(e, str) else next(iter(e)) for e in OURS["markdown_extensions"]]
    files = {**FILES, **MANY, "uk/own.md": article(id="KB-300", title="Угорі")}
    write_site(tmp_path, files, plugins=OURS["plugins"], markdown_extensions=extensions)
    once = _built(tmp_path, edition, "once")
    monkeypatch.setattr(pages, "prepare", lambda env, config: kept.prepare(env, config, keep=False))
    anew = _built(tmp_path, edition, "anew")
    assert sum(path.endswith(".html") for path in once) > 10
    assert [path for path in anew if once[path] != anew[path]] == []
    assert all(b"\0" not in data for path, data in once.items() if path.endswith(".html"))


def _built(root: Path, edition: str, name: str) -> dict[str, bytes]:
    config = load_config(str(root / "mkdocs.yml"), site_dir=str(root / name))
    door_of(config).choose(Edition.parse(edition))
    config.plugins.on_startup(command="build", dirty=False)
    try:
        build(config)
    finally:
        config.plugins.on_shutdown()
        door_of(config).choose(None)
    return tree(root / name)


def test_templates_of_the_site_are_drawn_for_every_page(tmp_path: Path) -> None:
    write_site(tmp_path, {**FILES, "../overrides/partials/kb/footer.html": "<footer>{{ page.title }}</footer>"})
    settings = tmp_path / "mkdocs.yml"
    said = yaml.safe_load(settings.read_text(encoding="utf-8"))
    said["theme"]["custom_dir"] = "overrides"
    settings.write_text(yaml.safe_dump(said), encoding="utf-8")
    site = {
        path: data.decode() for path, data in _built(tmp_path, "public/uk", "site").items() if path.endswith(".html")
    }
    footers = {path: text.partition("<footer>")[2].partition("</footer>")[0] for path, text in site.items()}
    assert len({footer for path, footer in footers.items() if "/kb/" not in f"/{path}"}) > 3
