"""CODEOWNERS: every article is asked about at its owner, by the rule that the last line counts."""

from __future__ import annotations

import fnmatch
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from kb.cli import main
from kb.scaffold.codeowners import codeowners
from tests.conftest import article, library_of
from tests.sites import write_site

HANDLES = {"desk": ("@o/desk",), "net": ("@o/net", "@olena"), "none": ()}


def asked(text: str, path: str) -> str:
    """Whom the code host asks about a file."""
    found = ""
    for line in text.splitlines():
        if line and not line.startswith("#"):
            pattern, _, owners = line.replace("\\ ", "\0").replace("\\#", "#").partition(" ")
            pattern = pattern.replace("\0", " ").lstrip("/")
            if pattern == "*" or (
                path.startswith(pattern) if pattern.endswith("/") else fnmatch.fnmatch(path, pattern)
            ):
                found = owners
    return found


OWNERS = st.sampled_from(["desk", "net", "none", "unknown"])
PATHS = st.sampled_from(
    ["uk/a.md", "uk/n/b.md", "uk/n/c.md", "uk/n/d/e.md", "uk/x y#[1].md", "en/n/b.md", "en/index.md"]
)


@given(st.dictionaries(PATHS, OWNERS), st.sampled_from(["", "@o/all"]))
def test_every_owner_is_asked(owners: dict[str, str], default: str) -> None:
    files: dict[str, str | bytes] = {
        path: article(id=f"KB-{n}").replace("owner: desk", f"owner: {owner}")
        for n, (path, owner) in enumerate(owners.items())
    }
    text = codeowners(library_of(files), HANDLES, "content/", default)
    for path, owner in owners.items():
        wanted = " ".join(HANDLES.get(owner, ()))
        if wanted:
            assert asked(text, f"content/{path}") == wanted, text
    assert asked(text, "README.md") == default


def test_a_folder_of_one_team_is_one_line() -> None:
    files: dict[str, str | bytes] = {f"uk/n/{n}.md": article(id=f"KB-{n}") for n in range(9)}
    assert codeowners(library_of(files), HANDLES, "content/").splitlines()[1:] == ["/content/ @o/desk"]


@pytest.fixture
def kb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_site(tmp_path, {"uk/a.md": article()})
    (tmp_path / "content/.kb").mkdir()
    (tmp_path / "content/.kb/owners.yml").write_text(
        'desk: {name: Desk, github: "@o/desk", gitlab: ["@g/desk", "@olena"]}\n'
    )
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["codeowners", *words])


def test_the_command_for_each_host(kb: Path) -> None:
    assert run().stdout.endswith("\n/content/ @o/desk\n")
    assert run("--host", "gitlab", "--default", "@o/all").stdout.endswith("\n* @o/all\n/content/ @g/desk @olena\n")
    assert run("--default", "all\n* @evil").exit_code == 2


def test_a_file_that_is_out_of_date(kb: Path) -> None:
    assert run("--check", "CODEOWNERS").exit_code == 1
    (kb / "CODEOWNERS").write_text(run().stdout)
    assert run("--check", "CODEOWNERS").exit_code == 0
    (kb / "CODEOWNERS").write_text("* @somebody\n")
    result = run("--check", "CODEOWNERS")
    assert result.exit_code == 1 and "not up to date" in result.stderr


@pytest.mark.parametrize("handle", ["desk", "1", "'@a\\n* @evil'", "[1]", "{a: b}", '"@a b"'])
def test_a_wrong_name_is_a_problem(kb: Path, handle: str) -> None:
    (kb / "content/.kb/owners.yml").write_text(f"desk: {{name: Desk, github: {handle}}}\n")
    check = CliRunner().invoke(main, ["check"])
    assert "KB502" in check.stdout and "`github`" in check.stdout
    assert "evil" not in run().stdout and "no `github`" in run().stderr
