"""`kb stale` and `kb review` from end to end."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from kb.cli import main
from kb.freshness import fingerprint
from tests.conftest import article
from tests.sites import write_site

FILES: dict[str, str | bytes] = {
    "uk/net/vpn.md": article("Крок.", id="KB-0001", title="VPN", more="verified: {on: 2026-01-05, by: me}  # why\n"),
    "en/net/vpn.md": article("Step.", id="KB-0001", title="=VPN", more="verified: {on: 2026-11-01}\n")
    .encode()
    .replace(b"\n", b"\r\n"),
    "uk/net/run.md": article(
        "[x](no.md)", id="KB-0002", title="Run", visibility="internal", more="type: runbook\napplies_to: [old]\n"
    ),
}
TODAY = ["--today", "2026-11-23"]


@pytest.fixture
def kb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_site(tmp_path, FILES)
    (tmp_path / "content/.kb").mkdir()
    (tmp_path / "content/.kb/owners.yml").write_text("desk: {name: Desk}\n")
    (tmp_path / "content/.kb/products.yml").write_text("old: {retired: 2020-01-01}\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795430000")  # 2026-11-23
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    return tmp_path


def run(*arguments: str, stdin: str | None = None) -> Result:
    result = CliRunner().invoke(main, list(arguments), input=stdin)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def rows(*arguments: str) -> dict[str, dict[str, Any]]:
    return {row["path"]: row for row in json.loads(run("stale", *TODAY, "--format", "json", *arguments).stdout)}


def test_every_format_lists_the_same(kb: Path) -> None:
    found = rows()
    assert list(found) == ["content/uk/net/run.md", "content/uk/net/vpn.md"]
    assert found["content/uk/net/run.md"]["states"] == ["product-retired", "never-verified"]
    assert found["content/uk/net/run.md"]["findings"] == {"broken-links": "1", "not-exercised": ""}
    assert found["content/uk/net/vpn.md"]["days_late"] == 142
    table = list(csv.DictReader(io.StringIO(run("stale", *TODAY, "--format", "csv").stdout)))
    assert [row["path"] for row in table] == list(found)
    text = run("stale", *TODAY).stdout
    assert "content/uk/net/vpn.md:6: overdue since 2026-07-04 (142 days)\n    KB-0001 VPN (desk, public)\n" in text
    assert (
        "| overdue | KB-0001 | VPN | desk | 2026-07-04 | 142 |" in run("stale", *TODAY, "--format", "markdown").stdout
    )


def test_all_lists_what_is_current_and_a_formula_stays_text(kb: Path) -> None:
    assert rows("--all")["content/en/net/vpn.md"]["state"] == "current"
    assert ",'=VPN," in run("stale", *TODAY, "--all", "--format", "csv").stdout


def test_due_looks_ahead(kb: Path) -> None:
    assert rows("--due", "1y")["content/en/net/vpn.md"]["state"] == "due-soon"


@pytest.mark.parametrize(
    ("state", "code"), [("overdue", 1), ("invalidated", 0), ("never-verified", 1), ("orphaned", 0)]
)
def test_fail_on(state: str, code: int, kb: Path) -> None:
    assert run("stale", *TODAY).exit_code == 0
    assert run("stale", *TODAY, "--fail-on", state).exit_code == code


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--owner", "dsk"], 'did you mean "desk"?'),
        (["--due", "30"], "30d"),
        (["--issues", "--format", "ics"], "choose text"),
        (["--known", "mkdocs.yml"], "--issues"),
    ],
)
def test_a_wrong_option_is_a_usage_error(arguments: list[str], said: str, kb: Path) -> None:
    result = run("stale", *arguments)
    assert result.exit_code == 2 and said in result.stderr and result.stdout == ""


def test_issues_are_not_repeated(kb: Path) -> None:
    first = run("stale", *TODAY, "--issues")
    assert (
        first.stdout.startswith("# Desk: 2 articles to review\n")
        and "kb-stale KB-0001/uk/overdue/2026-01-05" in first.stdout
    )
    (kb / "open.txt").write_text(first.stdout, encoding="utf-8")
    assert run("stale", *TODAY, "--issues", "--known", "open.txt").stdout == ""
    assert (
        run("stale", *TODAY, "--issues", "--known", "-", stdin=first.stdout.split("KB-0001")[0]).stdout.count("- [ ]")
        == 1
    )
    assert json.loads(run("stale", *TODAY, "--issues", "--format", "json").stdout)[0]["owner"] == "desk"


def test_the_calendar_can_be_subscribed_to(kb: Path) -> None:
    icalendar = pytest.importorskip("icalendar")
    first = run("stale", *TODAY, "--format", "ics").stdout
    assert first == run("stale", *TODAY, "--format", "ics").stdout
    events = icalendar.Calendar.from_ical(first).walk("VEVENT")
    assert {(str(e["UID"]), e["DTSTART"].dt.isoformat()) for e in events} == {
        ("KB-0001-uk@help.example.org", "2026-11-23"),
        ("KB-0001-en@help.example.org", "2027-04-30"),
    }


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("policy.yml", "freshness: {due_soon: soon}"),
        ("policy.yml", "a: ["),
        ("policy.yml", "\x00"),
        ("products.yml", "- old"),
        ("products.yml", "old: {retired: yesterday}"),
        ("products.yml", "old: 2020-01-01"),
        ("feedback.csv", "uk/net/vpn.md,1,2"),
        ("feedback.csv", "path,helpful,not_helpful\nuk/net/vpn.md,one,2"),
        ("bulk-commits.txt", "HEAD"),
    ],
)
def test_a_mistake_in_team_data_is_a_problem_and_costs_only_itself(name: str, text: str, kb: Path) -> None:
    (kb / "content/.kb" / name).write_text(text)
    result = run("stale", *TODAY)
    assert f"content/.kb/{name}" in result.stderr and "KB502" in result.stderr and result.exit_code == 0
    assert "KB-0001" in result.stdout
    checked = run("check")
    assert f"content/.kb/{name}" in checked.stdout and checked.exit_code == 1


def test_feedback_and_git_are_evidence(kb: Path) -> None:
    (kb / "content/.kb/feedback.csv").write_text(
        "path,helpful,not_helpful\ncontent/en/net/vpn.md,2,3\nen/net/vpn.md,1,4\n"
    )
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@b"]

    def commit(message: str, day: str) -> None:
        subprocess.run(["git", "add", "."], cwd=kb, check=True)
        subprocess.run([*git, "commit", "-qm", message, "--date", f"{day}T12:00:00"], cwd=kb, check=True)

    subprocess.run(["git", "init", "-q"], cwd=kb, check=True)
    commit("write", "2026-11-10")
    found = rows("--all")["content/en/net/vpn.md"]
    assert found["findings"] == {"negative-feedback": "7/10", "changed-since": "2026-11-10"}
    for path in (kb / "content").rglob("*.md"):
        path.write_bytes(path.read_bytes() + b"\n")
    commit("all at once", "2026-11-20")
    assert rows("--all")["content/en/net/vpn.md"]["changed"] == "2026-11-20"
    last = subprocess.run(["git", "rev-parse", "HEAD"], cwd=kb, check=True, capture_output=True, text=True).stdout
    (kb / "content/.kb/bulk-commits.txt").write_text(f"# line ends\n{last[:10]} # by a script\n")
    assert rows("--all")["content/en/net/vpn.md"]["changed"] == "2026-11-10"
    shallow = kb / "shallow"
    subprocess.run(["git", "clone", "-q", "--depth", "1", f"file://{kb}", str(shallow)], check=True)
    result = run("stale", "-f", str(shallow / "mkdocs.yml"), "--all", "--format", "json")
    assert "the clone is shallow" in result.stderr and {row["changed"] for row in json.loads(result.stdout)} == {None}


def test_without_git_it_says_so(kb: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "git dates are left out: not a git repository" in run("stale", *TODAY).stderr
    monkeypatch.setenv("PATH", "")
    assert "git is not installed" in run("stale", *TODAY).stderr


def test_a_review_keeps_every_other_byte(kb: Path) -> None:
    before = {path: path.read_bytes() for path in (kb / "content").rglob("*") if path.is_file()}
    result = run("review", "KB-0001", "--method", "reproduced", "--against", "Windows 11 24H2", "--by", "olena")
    assert result.exit_code == 0 and result.stdout.split() == ["content/en/net/vpn.md", "content/uk/net/vpn.md"]
    changed = {
        p.relative_to(kb / "content").as_posix(): (p.read_bytes(), old)
        for p, old in before.items()
        if p.read_bytes() != old
    }
    assert set(changed) == {"en/net/vpn.md", "uk/net/vpn.md"}
    new, old = changed["en/net/vpn.md"]
    digest = fingerprint("Step.").encode()
    assert new == old.replace(
        b"{on: 2026-11-01}",
        b"{on: 2026-11-23, by: olena, against: Windows 11 24H2, method: reproduced, hash: " + digest + b"}",
    )
    new, old = changed["uk/net/vpn.md"]
    assert b"  # why\n" in new and [a for a in old.split(b"\n") if b"verified" not in a] == [
        a for a in new.split(b"\n") if b"verified" not in a
    ]
    assert rows("--all")["content/uk/net/vpn.md"]["state"] == "current"


def test_an_edit_invalidates_and_a_typo_can_be_declared_one(kb: Path) -> None:
    run("review", "KB-0001", "--method", "reviewed", "--against", "the text", "--by", "olena", "--language", "uk")
    path = kb / "content/uk/net/vpn.md"
    path.write_text(path.read_text(encoding="utf-8").replace("Крок.", "  Крок.\n\n"), encoding="utf-8")
    assert rows("--all")["content/uk/net/vpn.md"]["state"] == "current"
    path.write_text(path.read_text(encoding="utf-8").replace("Крок.", "Крок!"), encoding="utf-8")
    assert rows()["content/uk/net/vpn.md"]["state"] == "invalidated"
    assert run("review", "KB-0001", "--language", "uk", "--unchanged").exit_code == 0
    row = rows("--all")["content/uk/net/vpn.md"]
    assert (row["state"], row["verified_by"], row["verified_on"]) == ("current", "olena", "2026-11-23")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["KB-0001"], "how do you know?"),
        (["KB-0001", "--method", "reproduced"], "--against"),
        (["KB-0001", "--method", "reproduced", "--against", "  "], "--against"),
        (["KB-0001", "--method", "reproduced", "--against", "…"], "says nothing"),
        (["KB-0001", "--method", "reproduced", "--against", "x\x07"], "can't be printed"),
        (["KB-0001", "--method", "reproduced", "--against", "x"], "--by"),
        (["KB-0001", "--method", "reproduced", "--against", "x", "--by", "o", "--on", "2027-01-01"], "in the future"),
        (["KB-0009", "--method", "reproduced", "--against", "x", "--by", "o"], "did you mean"),
        (["KB-0002", "--method", "reproduced", "--against", "x", "--by", "o", "--language", "en"], "it is in uk"),
        (["KB-0001", "--unchanged", "--method", "reviewed"], "--unchanged"),
    ],
)
def test_empty_or_wrong_evidence_is_refused(arguments: list[str], said: str, kb: Path) -> None:
    before = {path: path.read_bytes() for path in (kb / "content").rglob("*.md")}
    result = run("review", *arguments)
    assert result.exit_code == 2 and said in result.stderr
    assert before == {path: path.read_bytes() for path in (kb / "content").rglob("*.md")}


def test_what_was_never_verified_is_not_unchanged(kb: Path) -> None:
    result = run("review", "KB-0002", "--unchanged")
    assert result.exit_code == 1 and "never been verified" in result.stderr
