"""`kb diff` in real repositories: what it compares, what it says when git can't answer, and what a comment may hold."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import markdown
import pytest
import yaml
from click.testing import CliRunner, Result

from kb.cli import main
from tests.conftest import article
from tests.repositories import Files, commit, git, repository

SECRET = "The relay srv-mail-07 accepts mail without a password."
FILES: Files = {
    "uk/a.md": article("Текст.", id="KB-0001"),
    "uk/b.md": article(SECRET, id="KB-0002", visibility="internal"),
    "uk/c.md": article("[b](b.md)", id="KB-0003", visibility="internal"),
}


@pytest.fixture
def kb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = repository(tmp_path / "kb", FILES)
    git(folder, "switch", "-q", "-c", "change")
    monkeypatch.chdir(folder)
    return folder


def diff(*words: str) -> Result:
    return CliRunner().invoke(main, ["diff", *words])


def rows(*words: str) -> list[tuple[str, str]]:
    return [(r["section"], r["path"]) for r in json.loads(diff(*words, "--format", "json").stdout)]


def test_nothing_changed(kb: Path) -> None:
    result = diff("main")
    assert (result.exit_code, result.stdout) == (0, "Nothing of the content changed.\n")
    assert "0 file(s) differ" in result.stderr


def test_what_is_not_committed_and_what_git_ignores_counts(kb: Path) -> None:
    (kb / ".gitignore").write_text("ignored.md\n")
    (kb / "content/uk/ignored.md").write_text(article("Нова думка.", id="KB-0008", title="Нова"))
    (kb / "content/uk/b.md").write_text(article(SECRET, id="KB-0002"))
    assert rows("main")[:2] == [("opened", "content/uk/b.md"), ("new", "content/uk/ignored.md")]


def test_what_came_to_the_base_in_the_meantime_is_no_change_of_ours(kb: Path) -> None:
    commit(kb, "ours", {"uk/a.md": article("Інший текст.", id="KB-0001")})
    git(kb, "switch", "-q", "main")
    commit(kb, "theirs", {"uk/d.md": article("New.", id="KB-0004")})
    git(kb, "switch", "-q", "change")
    assert {path for _, path in rows("main")} == {"content/uk/a.md"}
    assert {path for _, path in rows("main", "change")} == {"content/uk/a.md"}
    assert {path for _, path in rows("change", "main")} == {"content/uk/d.md"}


def test_a_broken_link_fails_and_an_opened_article_when_asked(kb: Path) -> None:
    commit(kb, "gone", remove=("uk/b.md",))
    assert ("link", "content/uk/c.md") in rows("main")
    assert diff("main").exit_code == 1
    commit(kb, "open", {"uk/b.md": article(SECRET, id="KB-0002")})
    assert diff("main").exit_code == 0
    assert diff("main", "--fail-on", "opened").exit_code == 1


def test_a_changed_configuration_and_team_data_are_named(kb: Path) -> None:
    (kb / "content/.kb").mkdir()
    (kb / "content/.kb/contact.yml").write_text("uk: []\n")
    (kb / "content/.kb/owners.yml").write_text("desk: {}\n")
    (kb / "mkdocs.yml").write_text((kb / "mkdocs.yml").read_text() + "copyright: x\n")
    assert rows("main") == [
        ("new", "content/.kb/contact.yml"),
        ("aside", "content/.kb/owners.yml"),
        ("aside", "mkdocs.yml"),
    ]


def test_an_option_that_publishes_files_is_seen_through(kb: Path) -> None:
    commit(kb, "logo", {"uk/plan.png": b"1"})
    config = yaml.safe_load((kb / "mkdocs.yml").read_text())
    config["plugins"][0]["kb/door"]["keep_assets"] = ["*.png"]
    (kb / "mkdocs.yml").write_text(yaml.safe_dump(config))
    assert ("opened", "content/uk/plan.png") in rows("change")


def test_a_knowledge_base_in_a_folder_of_the_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    outer = tmp_path / "outer"
    folder = repository(outer / "docs kb", FILES)
    (folder / ".git").rename(outer / ".git")
    commit(outer, "moved into a folder")
    monkeypatch.chdir(folder)
    (folder / "content/uk/b.md").write_text(article(SECRET, id="KB-0002"))
    assert rows("HEAD")[0] == ("opened", "content/uk/b.md")


def test_a_link_in_the_file_system_is_read_through(kb: Path) -> None:
    (kb / "content/uk/l.md").symlink_to("../en/l.md")
    commit(kb, "link", {"en/l.md": article("x", id="KB-0007", visibility="internal")})
    commit(kb, "open", {"en/l.md": article("x", id="KB-0007")})
    assert rows("HEAD~1", "HEAD")[:2] == [("opened", "content/en/l.md"), ("opened", "content/uk/l.md")]
    assert rows("HEAD~1")[:2] == [("opened", "content/en/l.md"), ("opened", "content/uk/l.md")]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["nowhere"], 'git knows no revision "nowhere"'),
        (["main", "nowhere"], 'git knows no revision "nowhere"'),
        (["--", "--output=x"], 'git knows no revision "--output=x"'),
        (["main:content"], "git knows no revision"),
    ],
)
def test_a_revision_that_is_not_there(kb: Path, words: list[str], says: str) -> None:
    result = diff(*words)
    assert result.exit_code == 2 and says in result.stderr and "hint:" in result.stderr
    assert not (kb / "x").exists()


def test_a_branch_that_only_the_remote_has(kb: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git(tmp_path, "clone", "-q", str(kb), "clone")
    monkeypatch.chdir(tmp_path / "clone")
    assert "did you mean origin/main?" in diff("main").stderr


def test_a_shallow_clone_is_named(kb: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(kb, "one")
    git(kb, "switch", "-q", "main")
    commit(kb, "two")
    git(tmp_path, "clone", "-q", "--depth", "1", "--no-single-branch", f"file://{kb}", "clone")
    monkeypatch.chdir(tmp_path / "clone")
    for base in ("HEAD~1", "origin/change"):
        result = diff(base)
        assert result.exit_code == 2 and "shallow" in result.stderr and "fetch-depth: 0" in result.stderr


def test_no_repository_and_no_git(tmp_path: Path, kb: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (kb / ".git").rename(tmp_path / "aside")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    result = diff("main")
    assert result.exit_code == 2 and "is not in a git repository" in result.stderr
    monkeypatch.setenv("PATH", str(tmp_path))
    result = diff("main")
    assert result.exit_code == 2 and "git is not installed" in result.stderr


NASTY = [
    "@everyone",
    "#1 and owner/name#2",
    "![x](https://spy.example/p.png)",
    "<img src=https://spy.example/p.png>",
    "</details><script>alert(1)</script>",
    "https://spy.example/path",
    "`````\n@everyone",
    "| a | b |",
    "[text](javascript:alert(1))",
]


@pytest.mark.parametrize("nasty", NASTY)
def test_a_comment_holds_nothing_that_acts(kb: Path, nasty: str) -> None:
    title = nasty.split("\n", maxsplit=1)[0].replace('"', "'")
    name = re.sub(r"[/\n]", "", nasty)[:60]
    commit(kb, "nasty", {
        "uk/a.md": article(f"Текст.\n\n{nasty}", id="KB-0001", title=title),
        f"uk/{name}.md": article(nasty, id="KB-0009", title=title),
    })  # fmt: skip
    text = diff("main", "--format", "markdown").stdout
    assert len(text) < 60_000
    html = markdown.markdown(text, extensions=["pymdownx.superfences"])
    prose = re.sub(r"<code[^>]*>.*?</code>|<pre.*?</pre>", "", html, flags=re.DOTALL)
    assert "<a" not in prose and "<img" not in prose
    tags = {tag.lower() for tag in re.findall(r"<(\w+)", prose)}
    assert tags <= {
        "h3",
        "p",
        "ul",
        "li",
        "strong",
        "em",
        "blockquote",
        "br",
        "details",
        "summary",
        "code",
        "pre",
        "div",
        "span",
    }
    for sign in ("@everyone", "name#2", "https://spy"):
        assert sign not in prose.replace("&#64;", "@")


def test_a_long_report_stays_a_comment(kb: Path) -> None:
    many: Files = {f"uk/n{n}.md": article("\n\n".join([f"{SECRET} {n} {m}" for m in range(30)]), id=f"KB-1{n}", visibility="internal") for n in range(80)}  # fmt: skip
    commit(kb, "many", many)
    commit(
        kb,
        "open",
        {path: str(text).replace("visibility: internal", "visibility: public") for path, text in many.items()},
    )
    text = diff("HEAD~1", "--format", "markdown").stdout
    assert 5_000 < len(text) <= 60_000
    assert text.count("<details>") == text.count("</details>")
    assert "shows more people 80 things that were hidden" in text.split("\n")[1]


def test_signs_that_turn_the_writing_are_named(kb: Path) -> None:
    commit(kb, "bidi", {"uk/a.md": article("Текст \u202eabc.", id="KB-0001")})
    assert "⟨U+202E⟩abc" in diff("main").stdout


def test_csv_starts_no_formula(kb: Path) -> None:
    commit(kb, "formula", {"uk/a.md": article("Інше.", id="KB-0001", title="=1+2")})
    cells = list(csv.reader(io.StringIO(diff("main", "--format", "csv").stdout)))
    assert cells[0] == ["section", "path", "line", "what", "text"]
    assert {row[4] for row in cells[1:]} == {"'=1+2"}


def test_same_change_same_bytes(kb: Path) -> None:
    commit(kb, "more", {f"uk/{n}.md": article(f"{SECRET} {n}", id=f"KB-01{n}") for n in range(9)})
    for style in ("text", "markdown", "json", "csv"):
        assert diff("main", "--format", style).stdout == diff("main", "--format", style).stdout != ""
