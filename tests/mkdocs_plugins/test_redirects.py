"""Earlier addresses in a built edition: they lead on, with and without scripts, and give nothing away."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from tests.conftest import article
from tests.sites import CONFIG, tree, write_site

Files = dict[str, str | bytes]

FILES: Files = {
    "uk/index.md": article("Вітаємо.", id="KB-0001", title="Допомога", more="type: page\n"),
    "uk/net/vpn.md": article(
        "## Нове ім'я {#new-name}\n\nТекст.\n\n/// visibility | internal\n## CANARY heading\n\nCANARY\n///",
        id="KB-0002",
        title="VPN & <проксі>",
        more='moved_from: ["old/vpn.md", "#stare -> new-name", "#canary-old -> canary-heading", "net/wifi/#vpn -> new-name"]\n'
        "supersedes: [KB-0008]\n",
    ),
    "uk/net/wifi.md": article("Текст.", id="KB-0003", title="Wi-Fi", more='moved_from: ["net/canary/", "uk/hand/made.md"]\n'),
    "uk/net/canary.md": article(
        "CANARY", id="KB-0004", title="CANARY", visibility="internal", more='moved_from: ["net/canary-old/", "net/wifi/#canary-x"]\n'
    ),
    "uk/img.md": article("![x](hand/made/index.html)", id="KB-0005"),
}  # fmt: skip


def build_site(root: Path, **config: Any) -> dict[str, bytes]:
    plugins = [*CONFIG["plugins"], "kb/redirects", *config.pop("more", ())]  # type: ignore[misc]
    mkdocs = write_site(root, FILES, plugins=plugins, **config)
    loaded = load_config(str(mkdocs))
    loaded.plugins.on_startup(command="build", dirty=False)
    build(loaded)
    return {path.removeprefix("public/uk/"): data for path, data in tree(root / "site").items()}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return build_site(tmp_path_factory.mktemp("site"))


def test_an_earlier_address_leads_to_the_page(site: dict[str, bytes]) -> None:
    page = site["old/vpn/index.html"].decode()
    assert '<noscript><meta http-equiv="refresh" content="0; url=../../net/vpn/"></noscript>' in page
    assert '<a id="onward" href="../../net/vpn/">VPN &amp; &lt;проксі&gt;</a>' in page
    assert 'src="../../assets/kb/moved.js"' in page and "assets/kb/moved.js" in site
    assert '<a data-from="stare" href="../../net/vpn/#new-name">' in page
    assert "<script>" not in page and "style=" not in page


def test_an_earlier_heading_stands_before_the_present_one(site: dict[str, bytes]) -> None:
    page = site["net/vpn/index.html"].decode()
    assert re.search(r'<a id="stare"></a><h2 id="new-name"', page)


def test_a_heading_that_went_to_another_page(site: dict[str, bytes]) -> None:
    page = site["net/wifi/index.html"].decode()
    assert '<kb-moved hidden><a data-from="vpn" href="../../net/vpn/#new-name"></a></kb-moved>' in page


def test_a_superseded_id_leads_on(site: dict[str, bytes]) -> None:
    assert 'url=../../net/vpn/">' in site["kb/KB-0008/index.html"].decode()
    assert 'url=../../net/vpn/">' in site["kb/KB-0002/index.html"].decode()


def test_nothing_hidden_is_written(site: dict[str, bytes]) -> None:
    for path, data in site.items():
        assert "canary" not in path.lower(), path
        if path.endswith((".html", ".js", ".json", ".xml")):
            assert b"canary" not in data.lower(), path


def test_a_page_that_exists_is_never_overwritten(tmp_path: Path) -> None:
    content = tmp_path / "content/uk/hand/made"
    content.mkdir(parents=True)
    (content / "index.html").write_text("mine")
    assert build_site(tmp_path)["hand/made/index.html"] == b"mine"


def test_without_a_server_whole_addresses(tmp_path: Path) -> None:
    site = build_site(tmp_path, more=["kb/offline"])
    page = site["old/vpn/index.html"].decode()
    assert '<meta http-equiv="refresh" content="0; url=../../net/vpn/index.html">' in page
    assert "<noscript>" not in page and "<script" not in page
    assert 'href="../../net/vpn/index.html#new-name"' in site["net/wifi/index.html"].decode()


def test_same_input_same_bytes(site: dict[str, bytes], tmp_path: Path) -> None:
    again = build_site(tmp_path)
    assert {p: d for p, d in again.items() if p.endswith(".html")} == {
        p: d for p, d in site.items() if p.endswith(".html")
    }
