"""`kb search` on a small knowledge base on disk."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kb.cli import main
from tests.conftest import article
from tests.search.test_agents import FILES


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Desk\ndocs_dir: content\nplugins:\n  - kb/door:\n      languages: [uk, en]\n", encoding="utf-8"
    )
    for name, text in FILES.items():
        path = tmp_path / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(str(text), encoding="utf-8")
    (tmp_path / "content" / ".kb").mkdir()
    (tmp_path / "content" / ".kb" / "synonyms.yml").write_text("- [впн, VPN]\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def search(*words: str) -> Result:
    return CliRunner().invoke(main, ["search", *words])


def test_finds_by_words(site: Path) -> None:
    found = search("принтера", "не", "друкують")
    assert found.exit_code == 0
    assert found.stdout.startswith("KB-0003  Принтер не друкує  [article, uk]\n")
    assert "reading the articles" in found.stderr
    assert "writing the index of internal/uk, internal/en: 5 articles" in found.stderr
    assert search("принтер").stderr == ""


def test_other_languages_come_below(site: Path) -> None:
    rows = json.loads(search("wifi", "--format", "json").stdout)["results"]
    assert [(row["id"], row["language"]) for row in rows] == [("KB-0008", "en")]


def test_synonyms_of_the_content_count(site: Path) -> None:
    assert "KB-0005" in search("впн").stdout
    (site / "content" / ".kb" / "synonyms.yml").write_text("- [тунель, VPN]\n", encoding="utf-8")
    assert "KB-0005" in search("тунель").stdout


def test_a_new_article_is_found_at_once(site: Path) -> None:
    assert search("сканер").exit_code == 1
    (site / "content/uk/scan.md").write_text(article("Текст.", id="KB-0099", title="Сканер мовчить"), encoding="utf-8")
    assert "KB-0099" in search("сканер").stdout
    (site / "content/uk/scan.md").unlink()
    assert search("сканер").exit_code == 1


def test_internal_by_default_and_public_when_asked(site: Path) -> None:
    assert "KB-0005" in search("KANARKA-77").stdout
    hidden = search("KANARKA-77", "--edition", "public/uk")
    assert hidden.exit_code == 1 and "KB-0005" not in hidden.stdout
    assert "ARCHIVED" in search("стара", "мережа").stdout


def test_filters(site: Path) -> None:
    assert "KB-0004" in search("принтер", "--type", "runbook", "--severity", "P2").stdout
    assert search("принтер", "--type", "module").exit_code == 1


@pytest.mark.parametrize("style", ["json", "csv", "markdown", "text"])
def test_nothing_found_is_one(site: Path, style: str) -> None:
    assert search("щщщщщ", "--format", style).exit_code == 1


def test_csv_can_be_read(site: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(search("принтер", "--format", "csv").stdout)))
    assert [row["id"] for row in rows] == ["KB-0003", "KB-0004"]


def test_markdown_is_escaped(site: Path) -> None:
    path = site / "content/uk/odd.md"
    path.write_text(article("Текст.", id="KB-0098", title="Дивина [x](javascript:1) <b>"), encoding="utf-8")
    assert "\\[x\\]" in search("дивина", "--format", "markdown").stdout


@pytest.mark.parametrize("args", [["a", "--edition", "secret"], ["a", "--limit", "0"], []])
def test_usage_is_two(site: Path, args: list[str]) -> None:
    assert search(*args).exit_code == 2


def test_no_knowledge_base_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    found = search("принтер")
    assert found.exit_code == 2
    assert "no mkdocs.yml" in found.stderr


def test_a_damaged_index_is_written_anew(site: Path) -> None:
    search("принтер")
    for file in sorted((site / ".kb-cache").rglob("*.pst")):
        os.utime(file, (1, 1))
        file.write_bytes(b"x" * file.stat().st_size)
    assert "KB-0003" in search("принтер").stdout


def test_only_what_changed_is_written(site: Path) -> None:
    search("принтер")
    with (site / "content/uk/printing/blank.md").open("a", encoding="utf-8") as file:
        file.write("\nКартридж.\n")
    found = search("картридж")
    assert "KB-0004" in found.stdout
    assert "reading the articles" in found.stderr and "writing the index" not in found.stderr


def test_two_that_start_at_once_write_once(site: Path) -> None:
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "kb", "search", "принтер", "--no-input"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        for _ in range(2)
    ]
    told = [process.communicate() for process in started]
    assert all(out.startswith("KB-0003") for out, _ in told), told
    assert sum("writing the index" in err for _, err in told) == 1


def test_several_processes_write_the_same(site: Path) -> None:
    alone = search("принтер", "--format", "json").stdout
    shutil.rmtree(site / ".kb-cache")
    # A process of its own, because a thread of the tests' runner would forbid to fork
    program = "from kb.cli import agents_index, main; agents_index.MANY = 1; main()"
    words = ["search", "принтер", "--format", "json"]
    done = subprocess.run([sys.executable, "-c", program, *words], capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout) == (0, alone), done.stderr
    assert search("wifi").stderr == ""


def test_a_folder_that_cannot_be_written_is_said(site: Path) -> None:
    (site / ".kb-cache").write_text("in the way")
    found = search("принтер")
    assert found.exit_code == 2
    assert "error: the index of the search can't be written" in found.stderr


def test_the_words_may_look_like_anything(site: Path) -> None:
    for text in ("(((", "\u202e", "*" * 1000, "бегемот " * 2000):
        assert search("--", text).exit_code == 1


def test_kb_check_says_what_is_wrong_with_synonyms(site: Path) -> None:
    place = site / "content" / ".kb" / "synonyms.yml"
    assert "synonyms.yml" not in CliRunner().invoke(main, ["check"]).stdout
    for text, said in (("- [впн]\n", "fewer than two"), ("- [a: b\n", "not valid YAML")):
        place.write_text(text, encoding="utf-8")
        found = CliRunner().invoke(main, ["check"])
        assert found.exit_code == 1 and said in found.stdout and "synonyms.yml" in found.stdout
