"""`kb new` and `kb init`: what they write is valid and builds at once."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from kb.cli import main
from kb.library.slugs import file_slug
from kb.scaffold.bodies import BODIES
from tests.sites import write_site


def kb_run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


@pytest.fixture
def kb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_site(tmp_path)
    (tmp_path / "content/uk/network/none.md").unlink()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_new_article_is_valid_and_in_the_right_place(kb: Path) -> None:
    result = kb_run("new", "article", "VPN не підключається")
    assert result.exit_code == 0, result.output
    path = Path.cwd() / result.stdout.strip()
    assert path == kb / "content/uk/network/vpn-ne-pidkliuchaietsia.md"
    text = path.read_text(encoding="utf-8")
    assert "id: KB-0007" in text and "visibility: internal" in text
    check = kb_run("check")
    assert check.exit_code == 0, check.output
    second = kb_run("new", "article", "VPN не підключається")
    assert second.stdout.strip().endswith("vpn-ne-pidkliuchaietsia-2.md")


@pytest.mark.parametrize("kind", ["article", "runbook", "known-error", "playbook", "module", "path", "page"])
@pytest.mark.parametrize("title", ["Printer prints blank pages", 'Лапки " і: двокрапка #1', "0x00000709"])
def test_every_type_passes_the_check(kb: Path, kind: str, title: str) -> None:
    assert kb_run("new", kind, title).exit_code == 0
    check = kb_run("check")
    assert check.exit_code == 0, check.output


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["article", ""], "title"),
        (["article", "x" * 301], "title"),
        (["article", "x", "--language", "de"], "de"),
        (["article", "x", "--topic", "../../.."], "out of the content"),
        (["story", "x"], "story"),
        (["article", "x", "--visibility", "secret"], "secret"),
    ],
)
def test_wrong_calls_are_refused(kb: Path, words: list[str], says: str) -> None:
    before = sorted(kb.rglob("*"))
    result = kb_run("new", *words)
    assert result.exit_code == 2 and says in result.stderr
    assert sorted(kb.rglob("*")) == before


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("VPN не підключається", "vpn-ne-pidkliuchaietsia"),
        ("Згорів їжак", "zghoriv-yizhak"),
        ("Щастя м'яке", "shchastia-miake"),
        ("Яна йшла", "yana-yshla"),
        ("???", "article"),
        ("Café №1", "cafe-1"),
    ],
)
def test_file_names_follow_the_official_transliteration(title: str, slug: str) -> None:
    assert file_slug(title) == slug


def test_every_language_has_the_same_bodies() -> None:
    assert BODIES["uk"].keys() == BODIES["en"].keys()


def test_a_new_knowledge_base_checks_and_builds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = kb_run("init", "my-kb")
    assert result.exit_code == 0, result.output
    root = tmp_path / "my-kb"
    for name in (
        "mkdocs.yml",
        ".github/workflows/kb.yml",
        ".gitlab-ci.yml",
        ".vscode/settings.json",
        ".gitignore",
        "content/.kb/owners.yml",
    ):
        assert (root / name).is_file(), name
    yaml.safe_load((root / ".github/workflows/kb.yml").read_text(encoding="utf-8"))
    settings = json.loads((root / ".vscode/settings.json").read_text(encoding="utf-8"))
    schema = next(iter(settings["yaml.schemas"]))
    assert json.loads((root / schema).read_text(encoding="utf-8"))["properties"]["visibility"]
    monkeypatch.chdir(root)
    assert kb_run("check", "--strict").exit_code == 0
    built = kb_run("build", "--strict")
    assert built.exit_code == 0, built.output
    assert (root / "site/public/uk/network/wifi-no-internet/index.html").is_file()


def test_init_leaves_what_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "kb").mkdir()
    (tmp_path / "kb/mkdocs.yml").write_text("mine")
    result = kb_run("init", "kb")
    assert result.exit_code == 0 and "mkdocs.yml" in result.stderr
    assert (tmp_path / "kb/mkdocs.yml").read_text() == "mine"


def test_the_command_starts_as_a_program() -> None:
    result = subprocess.run(
        [sys.executable, "-m", "kb", "--help"], capture_output=True, text=True, check=False, encoding="utf-8"
    )
    assert result.returncode == 0
    for name in ("serve", "build", "verify", "new", "init", "check", "schema"):
        assert name in result.stdout
