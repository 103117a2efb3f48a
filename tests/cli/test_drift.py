"""`kb drift` on a repository: records before history, history before nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kb.cli import main
from tests.conftest import article
from tests.repositories import Files, commit, git, repository

FILES: Files = {
    "uk/a.md": article("1. Крок.", id="KB-0001"),
    "en/a.md": article("1. Step.", id="KB-0001"),
    "uk/b.md": article("Текст.", id="KB-0002"),
    "en/b.md": article("Text.", id="KB-0002"),
    "uk/only.md": article("Текст.", id="KB-0003"),
}


@pytest.fixture
def kb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = repository(tmp_path / "kb", FILES)
    monkeypatch.chdir(folder)
    return folder


def drift(*words: str) -> Result:
    return CliRunner().invoke(main, ["drift", *words])


def states(*words: str) -> dict[str, str]:
    return {
        r["path"].removeprefix("content/"): r["state"]
        for r in json.loads(drift(*words, "--all", "--format", "json").stdout)
    }


def test_what_a_commit_writes_together_belongs_together(kb: Path) -> None:
    assert states() == {"en/a.md": "current", "en/b.md": "current", "en/only.md": "missing"}
    commit(kb, "original", {"uk/a.md": article("1. Інший крок.", id="KB-0001")})
    assert states()["en/a.md"] == "behind"
    assert drift("--fail-on", "steps").exit_code == 1
    commit(kb, "header alone", {"en/a.md": article("1. Step.", id="KB-0001", more="tags: [x]\n")})
    assert states()["en/a.md"] == "behind"
    commit(kb, "translated", {"en/a.md": article("1. Another step.", id="KB-0001", more="tags: [x]\n")})
    assert states()["en/a.md"] == "current"
    assert drift("--fail-on", "behind").exit_code == 0


def test_what_is_not_committed_counts(kb: Path) -> None:
    (kb / "content/uk/b.md").write_text(article("Інакше.", id="KB-0002"))
    assert states()["en/b.md"] == "behind"
    (kb / "content/en/b.md").write_text(article("Other.", id="KB-0002"))
    assert states()["en/b.md"] == "current"


def test_a_branch_is_one_change(kb: Path) -> None:
    git(kb, "switch", "-q", "-c", "branch")
    commit(kb, "translation", {"en/b.md": article("Other.", id="KB-0002")})
    commit(kb, "original", {"uk/b.md": article("Інакше.", id="KB-0002")})
    assert states()["en/b.md"] == "behind"
    git(kb, "switch", "-q", "main")
    git(kb, "merge", "-q", "--no-ff", "-m", "merge", "branch")
    assert states()["en/b.md"] == "current"


def test_a_record_goes_before_the_history(kb: Path) -> None:
    assert drift("--begin").exit_code == 0
    path = kb / "content/.kb/translations.yml"
    first = path.read_text()
    assert "\nb.md:\n  en: {public: " in first and "only.md" not in first
    commit(kb, "both", {"uk/b.md": article("Інакше.", id="KB-0002"), "en/b.md": article("Other.", id="KB-0002")})
    assert states()["en/b.md"] == "to-compare"
    assert drift("--accept", "KB-0002").stdout == "content/.kb/translations.yml\n"
    assert states()["en/b.md"] == "current"
    assert len(path.read_text().splitlines()) == len(first.splitlines())
    assert drift("--accept", "content/en/b.md").exit_code == drift("--accept", "b.md").exit_code == 0


def test_without_git_records_are_enough(kb: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drift("--accept", "KB-0001")
    (kb / ".git").rename(tmp_path / "aside")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    (kb / "content/uk/a.md").write_text(article("1. Інший крок.", id="KB-0001"))
    assert states() == {"en/a.md": "behind", "en/b.md": "unknown", "en/only.md": "missing"}
    assert "not in a git repository" in drift().stderr


def test_a_shallow_clone_says_so(kb: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(kb, "original", {"uk/a.md": article("1. Інший крок.", id="KB-0001")})
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{kb}", "clone")
    monkeypatch.chdir(tmp_path / "clone")
    assert states()["en/a.md"] == "unknown" and "shallow" in drift().stderr


def test_formats_and_wrong_calls(kb: Path) -> None:
    commit(kb, "original", {"uk/a.md": article("1. Інший крок.", id="KB-0001", title="@x")})
    assert "1 section" in drift().stdout or "2 sections" in drift().stdout
    assert "**@\u2060x**" in drift("--format", "markdown").stdout
    assert "'@x" in drift("--format", "csv").stdout
    assert drift("--language", "de").exit_code == drift("--accept", "KB-9").exit_code == 2
    assert json.loads(drift("--language", "uk", "--format", "json").stdout) == []
    (kb / "content/.kb").mkdir()
    (kb / "content/.kb/translations.yml").write_text("[")
    assert drift().exit_code == 1 and "KB502" in drift().stderr
