"""`kb addresses`: the list in every format, and what was lost since a revision."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kb.cli import main
from tests.conftest import article
from tests.repositories import Files, commit, repository

FILES: Files = {
    "uk/a.md": article("## Раз", id="KB-0001", more='moved_from: ["old/"]\n'),
    "uk/b.md": article("[a](a.md#раз)", id="KB-0002", visibility="internal"),
}


@pytest.fixture
def kb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = repository(tmp_path, FILES)
    monkeypatch.chdir(folder)
    return folder


def run(*words: str) -> Result:
    return CliRunner().invoke(main, [*words])


def test_the_list_in_every_format(kb: Path) -> None:
    assert run("addresses").stdout == (
        "/uk/a/  KB-0001  public\n    from /uk/old/\n    #раз\n/uk/b/  KB-0002  internal\n"
    )
    rows = json.loads(run("addresses", "--format", "json").stdout)
    assert rows[0]["anchors"] == ["раз"] and rows[0]["moved"] == ["uk/old/"]
    table = list(csv.reader(io.StringIO(run("addresses", "--format", "csv").stdout)))
    assert table[1] == ["/uk/a/", "KB-0001", "public", "uk/a.md", "раз", "uk/old/"]
    assert run("addresses", "--format", "markdown").stdout.count("\n") == 4


def test_what_was_lost(kb: Path) -> None:
    assert run("addresses", "--since", "HEAD").exit_code == 0
    (kb / "content/uk/a.md").write_text(article("## Два", id="KB-0001"))
    (kb / "content/uk/b.md").unlink()
    result = run("addresses", "--since", "HEAD", "--format", "json")
    assert result.exit_code == 1
    assert [(p["path"], p["code"]) for p in json.loads(result.stdout)] == [
        ("content/uk/a.md", "KB451"),
        ("content/uk/b.md", "KB450"),
    ]
    diff = json.loads(run("diff", "HEAD", "--format", "json").stdout)
    assert [r["what"][:5] for r in diff if r["section"] == "address"] == ["KB451", "KB450"]
    text = run("diff", "HEAD").stdout
    assert 'hint: if it has another name now, add `moved_from: ["#раз -> new-anchor"]`' in text


def test_a_redirect_in_an_article_that_did_not_change_counts(kb: Path) -> None:
    commit(kb, "more", {"uk/c.md": article("x", id="KB-0003"), "uk/d.md": article("x", id="KB-0004", more="moved_from: [c/]\nsupersedes: [KB-0003]\n")})  # fmt: skip
    assert run("check").exit_code == 1  # KB454: the address still exists
    (kb / "content/uk/c.md").unlink()
    assert run("addresses", "--since", "HEAD").exit_code == 0


def test_a_heading_that_nobody_links_to_is_a_warning(kb: Path) -> None:
    (kb / "content/uk/b.md").write_text(article("## Три", id="KB-0002", visibility="internal"))
    commit(kb, "three")
    (kb / "content/uk/b.md").write_text(article("## Чотири", id="KB-0002", visibility="internal"))
    result = run("addresses", "--since", "HEAD")
    assert result.exit_code == 0 and "KB452" in result.stdout
    assert run("diff", "HEAD").exit_code == 0


@pytest.mark.parametrize(
    "words", [["--format", "sarif"], ["--since", "HEAD", "--format", "csv"], ["--since", "nowhere"]]
)
def test_wrong_calls(kb: Path, words: list[str]) -> None:
    result = run("addresses", *words)
    assert result.exit_code == 2 and "error:" in result.stderr
