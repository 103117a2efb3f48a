"""`kb check`: every format says the same, and the exit code is right."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from kb.cli import main
from tests.conftest import article
from tests.sites import write_site

FILES: dict[str, str | bytes] = {
    "uk/index.md": article("[x](missing.md) [y](good.md#nowhere) [z](../../etc/passwd) ![i](good.pgn)", id="KB-0001"),
    "uk/good.md": article(
        "## Заголовок\n\n[сюди](#заголовок) [вниз](index.md)",
        id="KB-0002",
        more="related: [KB-0009]\nsupersedes: [KB-0001]\n",
    ),
    "uk/old.md": article(
        "Див. [внутр](in.md)\n\n/// visibility | internal\n[внутр](in.md)\n///",
        id="KB-0003",
        more="supersedes: [KB-0004]\n",
    ),
    "uk/in.md": article("x", id="KB-0004", visibility="internal", more="supersedes: [KB-0003]\n"),
    "en/good.md": article("x", id="KB-0005"),
    "uk/good.png": b"x",
}


@pytest.fixture
def kb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_site(tmp_path, FILES)
    (tmp_path / "content/.kb").mkdir()
    (tmp_path / "content/.kb/owners.yml").write_text("dest: {name: Desk}\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def found(kb: Path) -> list[tuple[str, int, str]]:
    result = CliRunner().invoke(main, ["check", "--disable", "KB7", "--format", "json"])
    assert result.exit_code == 1
    return [(p["path"], p["line"], p["code"]) for p in json.loads(result.stdout)]


def test_each_problem_is_found_once_at_its_line(kb: Path) -> None:
    rows = found(kb)
    expected = [
        ("content/uk/index.md", 8, "KB301"),
        ("content/uk/index.md", 8, "KB302"),
        ("content/uk/index.md", 8, "KB304"),
        ("content/uk/good.md", 6, "KB403"),
        ("content/uk/old.md", 9, "KB303"),
        ("content/uk/old.md", 6, "KB404"),
        ("content/uk/in.md", 6, "KB404"),
        ("content/en/good.md", 2, "KB402"),
        ("content/uk/good.png", 0, "KB305"),
    ]
    for row in expected:
        assert row in rows, (row, rows)
    assert len([r for r in rows if r[2] == "KB301"]) == 2
    assert ("content/uk/old.md", 12, "KB303") not in rows  # inside an internal block the link is right
    assert {r[2] for r in rows} == {e[2] for e in expected} | {"KB405"}


def test_hints_say_what_was_meant(kb: Path) -> None:
    text = CliRunner().invoke(main, ["check"]).stdout
    assert "did you mean good.png?" in text
    assert 'did you mean "dest"?' in text


def test_github_annotations_escape_what_they_must(kb: Path) -> None:
    lines = CliRunner().invoke(main, ["check", "--format", "github"]).stdout.splitlines()
    assert all(line.startswith(("::error file=", "::warning file=")) for line in lines)
    assert any("title=KB301::" in line and "%0Ahint: " in line for line in lines)


def test_sarif_has_the_form_of_the_standard(kb: Path) -> None:
    log = json.loads(CliRunner().invoke(main, ["check", "--format", "sarif"]).stdout)
    run = log["runs"][0]
    assert log["version"] == "2.1.0"
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        assert result["locations"][0]["physicalLocation"]["region"]["startLine"] >= 1
        assert result["level"] in ("error", "warning")


def test_gitlab_reads_the_report_and_knows_a_finding_again(kb: Path) -> None:
    run = ["check", "--format", "gitlab"]
    before = json.loads(CliRunner().invoke(main, run).stdout)
    page = kb / "content/uk/good.md"
    page.write_text(
        page.read_text(encoding="utf-8").replace("## Заголовок", "Новий рядок.\n\n## Заголовок"), encoding="utf-8"
    )
    after = json.loads(CliRunner().invoke(main, run).stdout)
    marks = [row["fingerprint"] for row in before]
    assert len(set(marks)) == len(marks) and set(marks) == {row["fingerprint"] for row in after}
    assert {row["severity"] for row in before} <= {"major", "minor", "info"}
    assert all(row["location"]["lines"]["begin"] >= 1 and row["location"]["path"] for row in before)


def test_rules_can_be_chosen_and_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_site(
        tmp_path, {"uk/index.md": article("![](x.png)\n\n#### Далі\n\nТекст.", title="Допомога всім"), "uk/x.png": b"x"}
    )
    monkeypatch.chdir(tmp_path)

    def codes(*words: str) -> list[str]:
        result = CliRunner().invoke(main, ["check", "--format", "json", *words])
        return [row["code"] for row in json.loads(result.stdout)]

    assert codes() == ["KB711", "KB712"]
    assert codes("--only", "KB711") == ["KB711"] and codes("--only", "kb3") == []
    assert codes("--disable", "KB711,KB701") == ["KB712"] and codes("--disable", "KB7") == []
    (tmp_path / "content/.kb").mkdir()
    (tmp_path / "content/.kb/policy.yml").write_text("checks: {disable: [KB711], accept: {KB712: [uk/*]}}\n")
    assert codes() == [] and codes("--only", "KB711") == ["KB711"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--only", "KB7111"], "no code"),
        (["--disable", "KB301"], "can't be switched off"),
        (["--only", "x"], "no code"),
    ],
)
def test_a_code_that_is_not_one_is_bad_usage(words: list[str], says: str, kb: Path) -> None:
    result = CliRunner().invoke(main, ["check", *words])
    assert result.exit_code == 2 and says in result.stderr and result.stdout == ""


def test_notes_never_fail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hard = (
        "Відповідальність користувачів передбачає використання корпоративного обладнання, затвердженого керівництвом підприємства, "
        * 15
    )
    write_site(tmp_path, {"uk/index.md": article(hard.strip(", ") + ".", title="Допомога всім")})
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["check", "--strict"])
    assert result.exit_code == 0 and "KB721 note: LIX" in result.stdout and "2 note(s)" in result.stderr
    for style, word in (("github", "::notice "), ("sarif", '"level": "note"'), ("gitlab", '"info"')):
        assert word in CliRunner().invoke(main, ["check", "--format", style]).stdout


def test_warnings_fail_only_when_strict(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_site(tmp_path, {"uk/index.md": article("x", more="colour: red\n")})
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(main, ["check"]).exit_code == 0
    assert CliRunner().invoke(main, ["check", "--strict"]).exit_code == 1


@pytest.mark.parametrize("text", ["[", "- a", "\0", "a: {name: x", "&a *a"])
def test_broken_team_data_is_a_problem(text: str, kb: Path) -> None:
    (kb / "content/.kb/owners.yml").write_text(text)
    result = CliRunner().invoke(main, ["check"])
    assert "KB502" in result.stdout and "owners.yml" in result.stdout and result.exit_code == 1


def test_every_problem_code_is_used_somewhere() -> None:
    from kb.codes import CODES

    root = Path(__file__).parents[2]
    sources = "".join(p.read_text(encoding="utf-8") for p in (root / "kb").rglob("*.py") if p.name != "codes.py")
    assert [code for code in CODES if code not in sources] == []


def test_fix_repairs_says_so_and_checks_what_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_site(tmp_path, {"uk/index.md": article("#### Далі \n\n![](x.png)", title="Допомога всім"), "uk/x.png": b"x"})
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["check", "--fix", "--disable", "KB712"])
    assert "index.md: repaired KB741" in result.stderr and "KB711" in result.stdout and "KB741" not in result.stdout
    assert "#### Далі\n" in (tmp_path / "content/uk/index.md").read_text(encoding="utf-8")
    result = CliRunner().invoke(main, ["check", "--fix"])
    assert "repaired KB712" in result.stderr and "## Далі\n" in (tmp_path / "content/uk/index.md").read_text(
        encoding="utf-8"
    )


def test_a_sample_is_the_same_on_the_same_day(kb: Path) -> None:
    run = ["check", "--sample", "2", "--today", "2026-11-23"]
    first, again = (CliRunner().invoke(main, run) for _ in range(2))
    assert first.exit_code == 0 and first.stdout == again.stdout and first.stdout.count("% of the checklist") == 2
    rows = json.loads(CliRunner().invoke(main, [*run, "--format", "json"]).stdout)
    assert len(rows) == 2 and set(rows[0]) >= {
        "path",
        "score",
        "unique",
        "complete",
        "clear",
        "title_fits",
        "links",
        "metadata",
    }


@pytest.mark.parametrize(
    "words", [["--format", "csv"], ["--format", "markdown"], ["--sample", "3", "--format", "sarif"], ["--sample", "0"]]
)
def test_formats_that_do_not_fit_are_bad_usage(words: list[str], kb: Path) -> None:
    assert CliRunner().invoke(main, ["check", *words]).exit_code == 2
