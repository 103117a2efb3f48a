"""The door inside MkDocs: nothing hidden is written, in whatever order the plugins stand."""

from __future__ import annotations

import gzip
import itertools
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, BuildError, ConfigurationError, PluginError

from tests.sites import CONFIG, tree, write_site

PLUGINS: list[Any] = CONFIG["plugins"]  # type: ignore[assignment]


def build_site(root: Path, **config: Any) -> dict[str, bytes]:
    mkdocs = write_site(root, **config)
    loaded = load_config(str(mkdocs))
    loaded.plugins.on_startup(command="build", dirty=False)
    build(loaded)
    return tree(root / "site")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return build_site(tmp_path_factory.mktemp("site"))


def test_the_default_edition_is_public_in_the_main_language(site: dict[str, bytes]) -> None:
    assert "public/uk/index.html" in site and "public/uk/network/vpn/index.html" in site
    assert not [path for path in site if not path.startswith("public/uk/")]


def test_nothing_hidden_is_written(site: dict[str, bytes]) -> None:
    for path, data in site.items():
        text = gzip.decompress(data) if path.endswith(".gz") else data
        assert b"CANARY" not in text and b"canary" not in text, path
        for name in ("secret", "none/", "hidden", "closed", "orphan"):
            assert f"network/{name}" not in path and name not in path.split("/")
    page = site["public/uk/network/vpn/index.html"].decode()
    assert "secret" not in page and "внутрішнє" in page


def test_what_is_shown_is_there(site: dict[str, bytes]) -> None:
    page = site["public/uk/network/vpn/index.html"].decode()
    assert 'class="kb-audience" data-kb-for="novice"' in page and "Просто натисніть" in page
    assert "public/uk/network/img/open.png" in site
    assert "public/uk/kb/KB-0002/index.html" in site and "public/uk/kb/KB-0004/index.html" not in site
    assert b"https://help.example.org/uk/network/vpn/" in site["public/uk/sitemap.xml"]
    assert "public/uk/network/index.html" in site  # a topic without an index of its own


def test_the_internal_edition_shows_internal_and_not_restricted(tmp_path: Path) -> None:
    plugins = [{"kb/door": {"edition": "internal/uk"}}, *PLUGINS[1:]]
    site = build_site(tmp_path, plugins=plugins)
    everything = b"".join(site.values())
    assert b"CANARY-page" in everything and b"CANARY-block" in everything
    assert b"CANARY-only" not in everything and b"CANARY-none" not in everything
    assert "internal/uk/network/img/closed.png" in site


def test_a_missing_translation_falls_back(tmp_path: Path) -> None:
    site = build_site(tmp_path, plugins=[{"kb/door": {"edition": "public/en"}}, *PLUGINS[1:]])
    assert "Лише українською" in site["public/en/network/wifi/index.html"].decode()


def orders() -> list[tuple[Any, ...]]:
    """Every plugin at every place, both ways round: a sample of the 120 orders that holds each pair both ways."""
    rotations = [PLUGINS[i:] + PLUGINS[:i] for i in range(1, len(PLUGINS))]
    chosen = [*rotations, PLUGINS[::-1], *(r[::-1] for r in rotations[:1])]
    for one, other in itertools.permutations(range(len(PLUGINS)), 2):
        assert any(order.index(PLUGINS[one]) < order.index(PLUGINS[other]) for order in chosen)
    return [tuple(order) for order in chosen]


@pytest.mark.parametrize("order", orders(), ids=lambda order: " ".join(str(p)[:14] for p in order))
def test_the_order_of_plugins_does_not_matter(order: tuple[Any, ...], site: dict[str, bytes], tmp_path: Path) -> None:
    other = build_site(tmp_path, plugins=list(order))
    assert other.keys() == site.keys()
    assert [path for path in site if other[path] != site[path] and not path.endswith(".gz")] == []


def test_without_the_door_nothing_is_rendered(tmp_path: Path) -> None:
    with pytest.raises((Abort, BuildError, SystemExit, PluginError)):
        build_site(tmp_path, plugins=[])
    assert (
        not [path for path in tree(tmp_path / "site") if path.endswith("/index.html") or path == "index.html"]
        if (tmp_path / "site").exists()
        else True
    )


@pytest.mark.parametrize("plugin", PLUGINS[1:])
def test_no_other_plugin_works_without_the_door(plugin: str, tmp_path: Path) -> None:
    with pytest.raises((Abort, BuildError, SystemExit, PluginError)):
        build_site(tmp_path, plugins=[plugin])


def test_without_the_guard_the_door_refuses(tmp_path: Path) -> None:
    with pytest.raises((Abort, PluginError), match=r"markdown_extensions|Aborted"):
        build_site(tmp_path, markdown_extensions=["toc"])


def test_the_guard_refuses_any_other_engine() -> None:
    import markdown

    from kb_mkdocs.blocks import DoorMissing

    for fake in ({}, {"door": True}, {"door": "yes"}, {"door": {"edition": "public/uk"}}):
        for text in ("Text", ""):
            with pytest.raises(DoorMissing):
                markdown.markdown(text, extensions=["kb_mkdocs.blocks"], extension_configs={"kb_mkdocs.blocks": fake})


def test_snippets_are_refused(tmp_path: Path) -> None:
    with pytest.raises((Abort, PluginError)):
        build_site(tmp_path, markdown_extensions=[*CONFIG["markdown_extensions"], "pymdownx.snippets"])  # type: ignore[misc]


@pytest.mark.parametrize(
    "options",
    [{"edition": "secret/uk"}, {"edition": "public/de"}, {"languages": "uk"}, {"editions": ["public"]}, {"colour": 1}],
)
def test_wrong_options_are_configuration_errors(options: dict[str, Any], tmp_path: Path) -> None:
    with pytest.raises((ConfigurationError, Abort)):
        build_site(tmp_path, plugins=[{"kb/door": options}, *PLUGINS[1:]])


def test_a_file_that_another_plugin_adds_past_the_door_is_removed(tmp_path: Path) -> None:
    hooks = tmp_path / "smuggle.py"
    hooks.write_text(
        "from mkdocs.structure.files import File\n"
        "def on_files(files, config):\n"
        "    files.append(File('uk/network/secret.md', config.docs_dir, config.site_dir, config.use_directory_urls))\n"
        "    return files\n",
        encoding="utf-8",
    )
    site = build_site(tmp_path, hooks=["smuggle.py"])
    assert not [path for path in site if "secret" in path]
    assert b"CANARY" not in b"".join(v for k, v in site.items() if not k.endswith(".gz"))


def test_a_navigation_that_names_a_hidden_page_does_not_show_it(tmp_path: Path) -> None:
    site = build_site(
        tmp_path,
        nav=[
            {"Home": "index.md"},
            {"CANARY title": "network/secret.md"},
            {"Net": [{"CANARY too": "network/secret.md"}, {"VPN": "network/vpn.md"}]},
        ],
    )
    assert b"CANARY" not in b"".join(v for k, v in site.items() if not k.endswith(".gz"))
