"""The readers' index is written once for the same content."""

from __future__ import annotations

from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config

from tests.sites import write_site


def build_dirty(config: Path, site: Path) -> Path:
    loaded = load_config(str(config), site_dir=str(site))
    loaded.plugins.on_startup(command="build", dirty=True)
    build(loaded, dirty=True)
    loaded.plugins.on_shutdown()
    return next(site.rglob("kb/search/index.json"))


def test_what_is_there_is_left_and_what_changed_is_written(tmp_path: Path) -> None:
    config, site = write_site(tmp_path), tmp_path / "out"
    index = build_dirty(config, site)
    first = index.read_bytes()
    mark = index.parent / "mark"
    mark.touch()
    build_dirty(config, site)
    assert mark.exists() and index.read_bytes() == first
    page = tmp_path / "content/uk/network/vpn.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nЩе рядок.\n", encoding="utf-8")
    build_dirty(config, site)
    assert not mark.exists() and index.read_bytes() != first
    index.write_text("{", encoding="utf-8")
    build_dirty(config, site)
    assert index.read_bytes() != b"{"
