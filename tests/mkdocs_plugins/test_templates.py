"""Templates are found and compiled as MkDocs and Jinja do it; pages have the same addresses."""

from __future__ import annotations

import copy
from pathlib import Path

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import FileSystemLoader
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.theme import Theme

from kb_mkdocs.addressed import AddressedPage
from kb_mkdocs.icons import Icons
from kb_mkdocs.templates import VisibleFiles, compiled_templates

SEGMENTS = st.sampled_from(
    ["a", "vpn-1", "сторінка", "a b", "c%20", "..", "x.y", "index", "README", "http:", "q?1", "~"]
)


@given(st.lists(SEGMENTS, min_size=1, max_size=4), st.sampled_from(["", "https://a.example/", "https://a.example/kb", "https://a.example/x/../y/", "/below/", "x"]))  # fmt: skip
def test_a_page_has_the_address_that_mkdocs_gives_it(parts: list[str], site_url: str) -> None:
    config = MkDocsConfig()
    config.load_dict({"site_name": "x", "site_url": site_url})
    file = File("/".join(parts) + ".md", None, "site", use_directory_urls=True)
    plain = Page(None, copy.copy(file), config)
    ours = AddressedPage(None, file, config)
    assert (ours.canonical_url, ours.abs_url) == (plain.canonical_url, plain.abs_url)


def test_the_theme_has_the_files_that_mkdocs_finds(tmp_path: Path) -> None:
    for name in ("assets/a.css", ".icons/b.svg", "assets/.hidden/c.js", "assets/.d.css", "main.html", "e.js"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")

    def found(own: bool) -> list[str]:
        config = MkDocsConfig()
        config.load_dict({"site_name": "x"})
        config.theme = Theme("material", custom_dir=str(tmp_path))
        env = config.theme.get_env()
        assert type(env.loader) is FileSystemLoader
        if own:
            env.loader = VisibleFiles(env.loader.searchpath)
        files = Files([])
        files.add_files_from_theme(env, config)
        return [file.src_uri for file in files]

    assert found(own=True) == found(own=False)
    assert {"assets/a.css", "e.js"} <= set(found(own=True))


def test_compiled_templates_hold_for_the_same_icons_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    (tmp_path / "t").mkdir()
    (tmp_path / "t" / "a.html").write_text("{{ 'bell' | icon }}", encoding="utf-8")

    def drawn(svg: str, classes: str) -> str:
        icons = Icons((), {"bell": svg})
        env = jinja2.Environment(loader=FileSystemLoader(tmp_path / "t"), bytecode_cache=compiled_templates(icons))
        env.filters["icon"] = lambda name: f"{name}-{classes}"
        return env.get_template("a.html").render()

    assert drawn("<svg/>", "1") == drawn("<svg/>", "2") == "bell-1"  # compiled once
    assert drawn("<svg></svg>", "3") == "bell-3"


def test_nothing_is_kept_where_others_may_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unsafe(self: object) -> str:
        raise RuntimeError("no safe folder")

    monkeypatch.setattr(jinja2.FileSystemBytecodeCache, "_get_default_cache_dir", unsafe)
    assert compiled_templates(Icons((), {})) is None
