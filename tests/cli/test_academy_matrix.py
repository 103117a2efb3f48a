"""`kb academy matrix`, and what `kb check` says of paths: exit codes, formats, languages."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kb.cli import main
from tests.sites import write_site
from tests.training.paths.school import CERTIFICATIONS, school


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_site(tmp_path, {**school("en"), **school("uk"), ".kb/certifications.yml": CERTIFICATIONS})
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["academy", "matrix", *arguments])


def test_every_format_holds_the_same_rows(desk: Path) -> None:
    rows = json.loads(run("--format", "json").stdout)
    assert {row["language"] for row in rows} == {"uk", "en"} and len(rows) == 12
    assert len(list(csv.DictReader(run("--format", "csv").stdout.splitlines()))) == 12
    assert run("--format", "markdown").stdout.count("\n") == 14
    text = run("--holes", "--edition", "internal/uk")
    assert "uk first-line 1.2 Закриває" in text.stdout and "HOLE: no material" in text.stdout
    assert "4 objectives, 2 demands of certificates, 5 with holes" in text.stderr


def test_an_edition_shows_only_what_it_may(desk: Path) -> None:
    public = run("--format", "json", "--edition", "public/en").stdout
    assert "KB-0011" in public and "KB-0013" not in public
    assert "KB-0013" in run("--format", "json", "--edition", "internal/en").stdout


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(("--fail-on-holes",), 1), ((), 0), (("--edition", "secret/en"), 2), (("--edition", "public/de"), 2)],
)
def test_exit_codes(desk: Path, arguments: tuple[str, ...], code: int) -> None:
    assert run(*arguments).exit_code == code


def test_a_wrong_file_of_certificates_is_said_at_its_line(desk: Path) -> None:
    (desk / "content/.kb/certifications.yml").write_text("a:\n  name: {en: A}\n  objectives: [{id: 1.1}]\n")
    assert "content/.kb/certifications.yml:3:" in run().stderr
    checked = CliRunner().invoke(main, ["check"])
    assert "content/.kb/certifications.yml:3:" in checked.stdout and "KB830" in checked.stdout


def test_without_an_academy_there_is_nothing_to_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_site(tmp_path)
    monkeypatch.chdir(tmp_path)
    result = run()
    assert (result.exit_code, result.stdout) == (0, "") and "0 objectives" in result.stderr
