"""The workflows of a new knowledge base: safe for pull requests from forks."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml

from kb.scaffold import site_files

FILES = site_files("Desk")
GITHUB = {path: yaml.safe_load(text) for path, text in FILES.items() if path.startswith(".github/workflows/")}
COMMENT = GITHUB[".github/workflows/kb-comment.yml"]
TOOLS = [name for name in ("bash", "jq", "unzip", "iconv") if not shutil.which(name)]


def steps(workflow: dict[Any, Any]) -> list[dict[str, Any]]:
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


@pytest.mark.parametrize("path", GITHUB)
def test_nothing_runs_with_rights_on_the_code_of_a_fork(path: str) -> None:
    workflow = GITHUB[path]
    assert "pull_request_target" not in workflow[True]  # YAML takes `on` for a boolean
    assert set(workflow["permissions"].items()) <= {("contents", "read")}
    for step in steps(workflow):
        # What others chose (a branch's name, a title) reaches a shell only by way of the environment
        assert "${{" not in step.get("run", "")
        if "checkout" in step.get("uses", ""):
            assert step["with"]["persist-credentials"] is False


def test_who_may_write_runs_no_foreign_code() -> None:
    (job,) = COMMENT["jobs"].values()
    assert job["permissions"] == {"actions": "read", "pull-requests": "write"}
    assert [list(step) for step in job["steps"]] == [["env", "run"]]
    script = job["steps"][0]["run"]
    assert not re.search(
        r"git |pip |kb |python -m kb|npm |uses|source |eval ", script.replace("`python -m http.server", "")
    )


def test_the_report_is_left_before_the_site_is_built() -> None:
    runs = [str(step) for step in steps(GITHUB[".github/workflows/kb.yml"])]
    order = [next(i for i, s in enumerate(runs) if word in s) for word in ("kb diff", "kb-report/diff.md'", "kb build")]
    assert order == sorted(order)
    uploads = [
        step["with"]["path"] for step in steps(GITHUB[".github/workflows/kb.yml"]) if "upload" in step.get("uses", "")
    ]
    assert set(uploads) == {"kb-report/diff.md", "site/public"}  # never site/internal


def test_gitlab_shows_the_public_site_alone() -> None:
    jobs = yaml.safe_load(FILES[".gitlab-ci.yml"])
    paths = {
        path for job in jobs.values() if isinstance(job, dict) for path in job.get("artifacts", {}).get("paths", ())
    }
    assert paths == {"site/public/", "kb-diff.md", "public"}
    rule = jobs["comment"]["rules"][0]["if"]
    assert "$CI_MERGE_REQUEST_SOURCE_PROJECT_ID == $CI_PROJECT_ID" in rule and "$KB_COMMENT_TOKEN" in rule
    assert jobs["comment"]["variables"] == {"GIT_STRATEGY": "none"} and "extends" not in jobs["comment"]


def test_the_pre_commit_hook_is_the_one_of_the_project() -> None:
    (repo,) = yaml.safe_load(FILES[".pre-commit-config.yaml"])["repos"]
    root = Path(__file__).resolve().parents[2]
    hooks = {hook["id"]: hook for hook in yaml.safe_load((root / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}
    for key in ("entry", "files", "pass_filenames", "language"):
        assert repo["hooks"][0][key] == hooks["kb-check"][key]


NASTY = "\n".join(
    [
        "### Report with `code`, **bold** and #12",
        "@everyone @org/team owner/name#3",
        "![x](https://spy.example/p.png) [x](//spy.example) [x][1] [x]: https://spy.example",
        "<img src=x><script>alert(1)</script><a href=x> <details><summary>s</summary>",
        "www.spy.example WWW.spy.example https://spy.example",
        "```diff\n- left\n+ right\n```",
        "$(touch hacked) `touch hacked` \"'; touch hacked",
    ]
)
STUB = """#!/usr/bin/env bash
echo "$*" >> "$STUB/calls"
case "$*" in
  *"/pulls -f"*) cat "$STUB/pulls.json";;
  *"/artifacts") cat "$STUB/artifacts.json";;
  *"/zip") cat "$STUB/report.zip";;
  *"/files") cat "$STUB/files.json";;
  *"--method GET"*|*"--paginate"*"/comments") cat "$STUB/comments.json";;
  *"--input body.json") cat body.json > "$STUB/posted.json";;
esac
"""


def run(folder: Path, **answers: Any) -> tuple[str, list[str]]:
    """The script with a stand-in for GitHub: what it posted, and what it asked."""
    stub, work = folder / "stub", folder / "work"
    for place in (stub, work, folder / "bin"):
        place.mkdir()
    (folder / "bin/gh").write_text(STUB)
    (folder / "bin/gh").chmod(0o755)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr("../../evil", "x")
        file.writestr("diff.md", answers.pop("report", NASTY))
    (stub / "report.zip").write_bytes(packed.getvalue())
    known: dict[str, Any] = {
        "pulls": [{"number": 7, "head": {"sha": "abc"}}],
        "artifacts": {"artifacts": [{"id": n, "name": name, "expired": False, "size_in_bytes": 9} for n, name in enumerate(["kb-report", "kb-preview"], 1)]},
        "files": [{"filename": "content/uk/a.md"}],
        "comments": [],
    }  # fmt: skip
    for name, value in (known | answers).items():
        (stub / f"{name}.json").write_text(json.dumps(value))
    step = COMMENT["jobs"]["comment"]["steps"][0]
    environment = {
        "PATH": f"{folder / 'bin'}:{os.environ['PATH']}", "STUB": str(stub), "RUNNER_TEMP": str(work), "SHA": "abc",
        "REPO": "o/r", "SERVER": "https://github.com", "RUN": "5", "OWNER": "fork", "BRANCH": "$(touch hacked)", "LC_ALL": "C.UTF-8",
    }  # fmt: skip
    done = subprocess.run(
        ["bash", "-e", "-c", step["run"]], cwd=work, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert not (work / "hacked").exists() and not (folder / "evil").exists()
    posted = json.loads((stub / "posted.json").read_text())["body"] if (stub / "posted.json").exists() else ""
    return posted, (stub / "calls").read_text().splitlines()


script = pytest.mark.skipif(bool(TOOLS), reason=f"not at hand: {', '.join(TOOLS)}")


@script
def test_a_forged_report_can_do_nothing(tmp_path: Path) -> None:
    body, calls = run(tmp_path)
    text = body.split("[The public site")[0]
    assert not re.search(r"@\w|\]\(|\]\[|\]:|://|<(?!!-- kb-report|/?details|/?summary)\w|#\d|(?i:www)\.", text)
    assert "### Report with `code`, **bold**" in text and "```diff\n- left\n+ right\n```" in text
    assert "https://github.com/o/r/actions/runs/5/artifacts/2" in body
    assert calls[-1].startswith("api --method POST repos/o/r/issues/7/comments")


@script
def test_one_comment_is_kept_up_to_date_and_only_our_own(tmp_path: Path) -> None:
    mine = {"id": 3, "user": {"login": "github-actions[bot]"}, "body": "<!-- kb-report -->\nold"}
    other = {"id": 2, "user": {"login": "somebody"}, "body": "<!-- kb-report -->"}
    _, calls = run(tmp_path, comments=[other, mine])
    assert calls[-1].startswith("api --method PATCH repos/o/r/issues/comments/3")


@script
@pytest.mark.parametrize(
    "files", [[{"filename": ".github/workflows/kb.yml"}], [{"filename": "x", "previous_filename": ".github/a"}]]
)
def test_a_change_of_the_workflows_is_said_first(tmp_path: Path, files: list[dict[str, str]]) -> None:
    body, _ = run(tmp_path, files=files)
    assert body.split("\n")[1] == "> [!WARNING]"


@script
@pytest.mark.parametrize(
    "answers",
    [
        {"pulls": []},
        {"pulls": [{"number": 7, "head": {"sha": "other"}}]},
        {"artifacts": {"artifacts": []}},
        {"artifacts": {"artifacts": [{"id": 1, "name": "kb-report", "expired": False, "size_in_bytes": 9_000_000}]}},
    ],
)
def test_nothing_is_posted_where_nothing_fits(tmp_path: Path, answers: dict[str, Any]) -> None:
    body, _ = run(tmp_path, **answers)
    assert body == ""


@script
@pytest.mark.parametrize(("report", "most"), [("", 300), ("Ї" * 500_000, 62_000), ("a" * 5_000_000, 62_000)])
def test_a_report_of_any_size(tmp_path: Path, report: str, most: int) -> None:
    body, _ = run(tmp_path, report=report)
    assert 100 < len(body) <= most
    assert report or "could not be made" in body
