"""All hostile articles in one knowledge base: each is named, none is published, nothing else is lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from kb.cli import main
from kb.codes import CODES
from tests.conftest import article
from tests.hostile.inputs import CASES
from tests.sites import tree, write_site

FILES: dict[str, str | bytes] = {
    "uk/index.md": article(id="KB-0001", title="Дім"),
    "en/index.md": article(id="KB-0001", title="Home"),
    "uk/good.md": article("A perfectly good article.", id="KB-0002", title="Добра стаття"),
    "uk/secret.md": article("HOSTILE secret", id="KB-0003", title="HOSTILE", visibility="restricted"),
    **{f"uk/odd/{name}.md": data for name, (data, _) in CASES.items()},
}


@pytest.fixture(scope="module")
def kb(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("hostile")
    write_site(root, FILES)
    return root


@pytest.fixture(scope="module")
def findings(kb: Path) -> dict[str, set[str]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(kb)
        result = CliRunner().invoke(main, ["check", "--format", "json"])
    assert result.exit_code == 1
    found: dict[str, set[str]] = {}
    for problem in json.loads(result.stdout):
        assert problem["message"] and problem["hint"] is not None
        found.setdefault(problem["path"], set()).add(problem["code"])
    return found


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 120


@pytest.mark.parametrize("name", CASES)
def test_each_case_is_named_for_what_it_is(name: str, findings: dict[str, set[str]]) -> None:
    codes = findings.get(f"content/uk/odd/{name}.md", set())
    wanted = CASES[name][1]
    errors = {code for code in codes if CODES[code].severity == "error"}
    assert (wanted in codes) if wanted else not errors, codes


def test_the_rest_is_published_and_nothing_hostile_is(kb: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(kb)
    result = CliRunner().invoke(main, ["build", "--edition", "public/uk"])
    assert result.exit_code == 0, result.stderr[-3000:]
    assert "Traceback" not in result.stderr
    site = tree(kb / "site/public/uk")
    assert b"A perfectly good article." in site["good/index.html"]
    for path, data in site.items():
        text = data.decode("utf-8", "replace")
        if not path.startswith("assets/"):
            assert "HOSTILE" not in text, path
            assert "<script>alert" not in text and "<img src=x" not in text, path
            assert "root:" not in text
    assert "49" not in site["odd/xss-title/index.html"].decode().split("<title>")[1].split("</title>")[0]
    for name in ("string-audience", "wrong-status", "yaml-date-us"):
        assert b"Kept text" in site[f"odd/{name}/index.html"]
    assert b"{{ config }}" in site["odd/jinja/index.html"]
