"""`kb academy rot`, `accept` and `exam`, as a person calls them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from kb.cli import main
from tests.sites import write_site
from tests.training.bank import files


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_site(tmp_path, files())
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["academy", *arguments])
    return done.exit_code, done.stdout


def test_accept_then_change_then_rot(desk: Path) -> None:
    assert run("rot")[0] == 0  # never read is no rot yet
    before = (desk / "content/en/academy/m01.md").read_bytes()
    code, told = run("accept", "--all")
    assert code == 0 and "content/en/academy/m01.md" in told
    after = (desk / "content/en/academy/m01.md").read_bytes()
    assert [line for line in after.split(b"\n") if b"source_hash" not in line] == before.split(b"\n")
    assert run("rot") == (0, "")
    source = desk / "content/en/net/vpn.md"
    source.write_text(source.read_text().replace("About it.", "About that."))
    code, told = run("rot", "--format", "json")
    rows = json.loads(told)
    assert code == 1 and {row["state"] for row in rows} == {"changed"} and len(rows) == 9
    assert run("accept", "q-sat-02", "--language", "en")[0] == 0
    assert len(json.loads(run("rot", "--format", "json")[1])) == 8


@pytest.mark.parametrize(
    "arguments",
    [("accept",), ("accept", "Q-1", "--all"), ("accept", "Q-NO-01"), ("accept", "--all", "--language", "xx")],
)
def test_wrong_use(desk: Path, arguments: tuple[str, ...]) -> None:
    assert run(*arguments)[0] == 2


def test_the_same_number_prints_the_same_exam(desk: Path) -> None:
    code, told = run("exam", "KB-0320", "--seed", "42", "--edition", "public/en")
    assert code == 0 and told == run("exam", "kb-0320", "--seed", "42", "--edition", "public/en")[1]
    assert "# Answer and explanation" in told and "CANARY" not in told
    assert "# Answer" not in run("exam", "KB-0320", "--seed", "42", "--edition", "public/en", "--no-key")[1]
    found = json.loads(run("exam", "KB-0320", "--seed", "42", "--edition", "public/en", "--format", "json")[1])[0]
    assert len(found["questions"]) == 6 and found["version"] in told
    assert told != run("exam", "KB-0320", "--seed", "43", "--edition", "public/en")[1]


@pytest.mark.parametrize(
    "arguments",
    [
        ("exam", "KB-0999", "--seed", "1"),
        ("exam", "KB-0320"),
        ("exam", "KB-0320", "--seed", "1", "--edition", "public"),
        ("exam", "KB-0320", "--seed", "1", "--edition", "public/fr"),
        ("exam", "KB-0320", "--seed", "1", "--version", "00000000"),
    ],
)
def test_an_exam_that_can_not_be_printed(desk: Path, arguments: tuple[str, ...]) -> None:
    assert run(*arguments)[0] == 2
