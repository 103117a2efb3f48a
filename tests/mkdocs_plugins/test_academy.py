"""The academy in a built site: lists that read without a script, and nothing hidden in a public edition."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from kb.cli.verify import check_folder
from kb.sources import read_library, read_settings, read_team
from tests.sites import CONFIG, tree, write_site
from tests.training.paths.school import CERTIFICATIONS, school

OTHERS: list[Any] = CONFIG["plugins"][1:]  # type: ignore[index]
MORE = {
    "en/academy/m3.md": "---\nid: KB-0024\ntitle: CANARY module of agents\nvisibility: internal\nowner: desk\ntype: module\n"
    "objectives: [{id: OBJ-C-1, text: CANARY goal that only agents may read}]\n---\n\nCANARY lesson.\n",
}


def build_edition(root: Path, edition: str) -> dict[str, str]:
    files = {**school(), **MORE, ".kb/certifications.yml": CERTIFICATIONS}
    files["en/academy/path.md"] = str(files["en/academy/path.md"]).replace("KB-0023]", "KB-0023, KB-0024]")
    door = {"kb/door": {"languages": ["en", "uk"], "edition": edition}}
    mkdocs = write_site(root, files, plugins=[door, *OTHERS, "kb/academy"])
    loaded = load_config(str(mkdocs))
    loaded.plugins.on_startup(command="build", dirty=False)
    build(loaded)
    site = tree(root / "site" / edition)
    return {path: data.decode() for path, data in site.items() if path.endswith((".html", ".xml", ".json"))}


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    root = tmp_path_factory.mktemp("public")
    return root, build_edition(root, "public/en")


def test_nothing_hidden_is_in_the_public_edition(public: tuple[Path, dict[str, str]]) -> None:
    root, site = public
    assert {"academy/path/record/index.html", "academy/m1/index.html"} <= site.keys()
    assert "kb/matrix/index.html" not in site
    for path, text in site.items():
        assert "CANARY" not in text and "KB-0013" not in text and "KB-0024" not in text, path
    settings = read_settings(root)
    library, team = read_library(settings), read_team(settings.content)
    assert not list(check_folder(settings, library, team, root / "site" / "public", "public", ""))


def test_a_module_is_a_list_of_links_with_what_the_script_needs(public: tuple[Path, dict[str, str]]) -> None:
    page = public[1]["academy/m2/index.html"]
    assert 'href="../../net/wifi/"' in page and "Practise" in page and "First goal of B, in full" in page
    assert 'href="../../academy/m1/"' in page  # what to finish first
    steps = json.loads(unescape(re.search(r'data-steps="([^"]*)"', page)[1]))  # type: ignore[index]
    assert [step[:2] for step in steps] == [["KB-0012/practise", 1], ["lesson", 29]] or steps[0][
        0
    ] == "KB-0012/practise"
    assert "This is the last module" in page and "Next module" in public[1]["academy/m1/index.html"]


def test_the_path_the_start_and_the_step_lead_to_each_other(public: tuple[Path, dict[str, str]]) -> None:
    site = public[1]
    path, start, step = site["academy/path/index.html"], site["academy/index.html"], site["net/wifi/index.html"]
    assert (
        path.index("Module A") < path.index("Module B")
        and 'href="../../academy/path/record/"' in path
        and "First line" in path
    )
    assert 'href="../academy/path/"' in start and "kb-map" in start and "kb/matrix" not in start
    assert "A step of the study module" in step and 'href="../../academy/m2/"' in step
    assert "kb-study" not in site["index.html"]


def test_leads_see_the_matrix_with_its_holes_in_the_internal_edition(tmp_path: Path) -> None:
    site = build_edition(tmp_path, "internal/en")
    page = site["kb/matrix/index.html"]
    assert "CANARY goal that only agents may read" in page and "no questions" in page
    assert "first-line 1.1" in page and "Closes" in page
    assert 'href="../kb/matrix/"' in site["academy/index.html"]
    assert "CANARY gateway runbook" in site["academy/m1/index.html"]


def test_the_same_input_gives_the_same_bytes(public: tuple[Path, dict[str, str]], tmp_path: Path) -> None:
    again = build_edition(tmp_path, "public/en")
    assert {p: t for p, t in again.items() if "academy" in p} == {p: t for p, t in public[1].items() if "academy" in p}
