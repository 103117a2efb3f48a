"""`kb academy import` and `export`, as a person calls them."""

from __future__ import annotations

import sys
import zipfile
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


def run(*arguments: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(main, ["academy", *arguments])
    return done.exit_code, done.stdout, done.stderr


def test_out_of_one_language_and_into_the_other(desk: Path) -> None:
    for style in ("gift", "moodle"):
        code, told, _ = run("export", "--format", style, "--edition", "public/en", "--output", f"out.{style}")
        assert (code, told) == (0, f"out.{style}\n")
        data = (desk / f"out.{style}").read_bytes()
        assert b"Q-SAT-01" in data and b"CANARY" not in data and b"Q-SAT-99" not in data
        run("export", "--format", style, "--edition", "public/en", "--output", "again")
        assert (desk / "again").read_bytes() == data
    into = "content/uk/academy/banks/foreign.md"
    code, told, said = run("import", "out.moodle", "--format", "moodle", "--into", into)
    assert (code, told) == (0, f"{into}\n")
    assert "out.moodle:3:1: KB845" in said  # the ids are those of the other language, too
    text = (desk / into).read_text()
    assert text.count("/// question | Q-IMP-0") == 9 and "visibility: internal" in text
    assert run("import", "out.gift", "--format", "gift", "--into", into)[0] == 2
    assert (desk / into).read_text() == text


@pytest.mark.parametrize("style", ["qti", "scorm"])
def test_packages(desk: Path, style: str) -> None:
    asked = ("export", "--format", style, "--edition", "public/en", "--module", "KB-0301", "--output")
    code, told, said = run(*asked, "a.zip")
    assert (code, told) == (0, "a.zip\n") and "not kept:" in said
    run(*asked, "b.zip")
    assert (desk / "a.zip").read_bytes() == (desk / "b.zip").read_bytes()
    with zipfile.ZipFile(desk / "a.zip") as package:
        assert not any(b"CANARY" in package.read(name) for name in package.namelist())


def test_an_anki_deck_has_the_time_that_is_given(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("genanki")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    for name in ("a.apkg", "b.apkg"):
        assert run("export", "--format", "anki", "--edition", "public/en", "--output", name)[0] == 0
    assert (desk / "a.apkg").read_bytes() == (desk / "b.apkg").read_bytes()


def test_without_genanki_it_says_what_to_install(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "genanki", None)
    code, _, said = run("export", "--format", "anki", "--output", "a.apkg")
    assert code == 2 and "poradnyk[anki]" in said and not (desk / "a.apkg").exists()


def test_a_scorm_package_is_that_of_a_module(desk: Path) -> None:
    code, _, said = run("export", "--format", "scorm", "--output", "a.zip")
    assert code == 2 and "--module" in said


def test_internal_banks_stay_out_of_public_exports(desk: Path) -> None:
    assert run("export", "--format", "gift", "--edition", "public/en", "--module", "KB-0330", "--output", "x")[0] == 2
    code, _, _ = run("export", "--format", "gift", "--edition", "internal/en", "--module", "kb-0330", "--output", "x")
    assert code == 0 and b"CANARY-42" in (desk / "x").read_bytes()


@pytest.mark.parametrize(
    "arguments",
    [
        ("--into", "content/xx/a.md"),
        ("--into", "elsewhere.md"),
        ("--into", "content/en/../../a.md"),
        ("--into", "content/en/a.txt"),
        ("--into", "content/en/index.md"),
        ("--into", "content/en/b.md", "--ids", "imp"),
    ],
)
def test_wrong_use(desk: Path, arguments: tuple[str, ...]) -> None:
    (desk / "a.gift").write_text("Q?{T}")
    assert run("import", "a.gift", "--format", "gift", *arguments)[0] == 2


def test_what_could_not_be_taken_is_named(desk: Path) -> None:
    (desk / "a.gift").write_bytes(b"Good?{T}\n\nBad {~a\n\nEssay {}\n")
    (desk / "b.gift").write_bytes(b"\xff\xfe\xff")
    code, _, said = run("import", "a.gift", "b.gift", "no.gift", "--format", "gift", "--into", "content/en/b.md")
    assert code == 1
    for place in ("a.gift:3:1: KB841", "a.gift:5:1: KB842", "b.gift: KB840", "no.gift: KB840"):
        assert place in said
    assert "Good?" in (desk / "content/en/b.md").read_text()
