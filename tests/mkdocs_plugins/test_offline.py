"""An offline edition: addresses of pages, and modules as one classic script."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kb.search.labels import labels_script
from kb_mkdocs.classic import classic_script
from kb_mkdocs.offline import whole_addresses


@pytest.mark.parametrize(
    ("written", "whole"),
    [
        ("network/", "network/index.html"),
        ("../../network/#steps", "../../network/index.html#steps"),
        ("../?audience=novice", "../index.html?audience=novice"),
        (".", "./index.html"),
        ("..", "../index.html"),
        ("../..", "../../index.html"),
        ("#here", "#here"),
        ("", ""),
        ("https://example.org/x/", "https://example.org/x/"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("//example.org/", "//example.org/"),
        ("img/a.png", "img/a.png"),
        ("a.html#x", "a.html#x"),
    ],
)
def test_links_to_folders_become_links_to_pages(written: str, whole: str) -> None:
    assert whole_addresses(f'<p><a class="x" href="{written}">t</a></p>') == f'<p><a class="x" href="{whole}">t</a></p>'


def test_text_and_code_are_left_alone() -> None:
    page = '<code>href="network/"</code> <img src="a/">'
    assert whole_addresses(page) == page


def test_modules_are_joined_in_the_order_of_need(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "a.js").write_text(
        'import { b as other } from "./sub/b.js"\nimport "./c.js";\nexport const a = other() + 1\nglobalThis.a = a\n'
    )
    (tmp_path / "sub/b.js").write_text('import { c } from "../c.js"\nexport function b() { return c }\n')
    (tmp_path / "c.js").write_text("const hidden = 40\nexport const c = hidden + 1\n")
    script = classic_script(tmp_path, ["a.js"])
    assert script.index('kb["c.js"]') < script.index('kb["sub/b.js"]') < script.index('kb["a.js"]')
    assert "import " not in script and "export " not in script
    assert 'const { b: other } = kb["sub/b.js"];' in script


def test_our_own_modules_can_be_joined(tmp_path: Path) -> None:
    from kb_mkdocs.door import theme_dir

    modules = tmp_path / "kb"
    shutil.copytree(theme_dir() / "assets" / "kb", modules)
    (modules / "search" / "labels.js").write_text(labels_script("uk"), encoding="utf-8")
    script = classic_script(modules, ["offline.js", "kb.js", "search/kb-search.js"])
    assert "\nimport " not in script and "\nexport " not in script
