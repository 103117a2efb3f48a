"""`kb build`: all editions, published at once or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kb.cli import main
from tests.conftest import article
from tests.sites import CONFIG, tree, write_site


@pytest.fixture
def kb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_site(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def kb_run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


def test_all_editions_are_built_side_by_side(kb: Path) -> None:
    result = kb_run("build")
    assert result.exit_code == 0, result.output
    assert result.stdout.strip() == str(kb / "site")
    site = tree(kb / "site")
    for edition in ("public/uk", "public/en", "internal/uk", "internal/en"):
        assert f"{edition}/index.html" in site and f"{edition}/404.html" in site
    assert "public/index.html" in site
    public = b"".join(data for path, data in site.items() if path.startswith("public/") and not path.endswith(".gz"))
    assert b"CANARY" not in public
    assert b"CANARY-page" in site["internal/uk/network/secret/index.html"]
    assert "KB104" in result.stderr  # what is wrong with the content is said
    assert not list(kb.glob(".site*"))
    again = kb_run("build")
    assert again.exit_code == 0
    assert tree(kb / "site") == site or {p for p, d in tree(kb / "site").items() if site[p] != d} <= {
        p for p in site if p.endswith(".gz")
    }


def test_one_edition_leaves_the_others(kb: Path) -> None:
    assert kb_run("build").exit_code == 0
    marker = kb / "site" / "internal" / "uk" / "marker.txt"
    marker.write_text("old")
    stale = kb / "site" / "public" / "en" / "stale.txt"
    stale.write_text("old")
    result = kb_run("build", "--edition", "public/en")
    assert result.exit_code == 0, result.output
    assert marker.exists() and not stale.exists()


def test_one_audience_alone_has_a_folder_of_its_own(kb: Path) -> None:
    result = kb_run("build", "--edition", "public/uk", "--audience", "expert")
    assert result.exit_code == 0, result.output
    site = tree(kb / "site-expert")
    assert "public/uk/network/wifi/index.html" in site
    assert "public/uk/network/vpn/index.html" not in site  # written for novices
    assert "Просто натисніть".encode() not in b"".join(site.values())


def broken_template(kb: Path) -> None:
    theme = {**CONFIG["theme"], "custom_dir": "overrides"}  # type: ignore[dict-item]
    (kb / "overrides").mkdir()
    (kb / "overrides" / "article.html").write_text("{% this is no template", encoding="utf-8")
    write_site(kb, theme=theme)


def leaking_template(kb: Path) -> None:
    theme = {**CONFIG["theme"], "custom_dir": "overrides"}  # type: ignore[dict-item]
    (kb / "overrides").mkdir()
    leak = "{% for a in config.plugins['kb/door'].library.articles %}<p>{{ a.meta.title }}</p>{% endfor %}"
    (kb / "overrides" / "article.html").write_text(leak, encoding="utf-8")
    write_site(kb, theme=theme)


@pytest.mark.parametrize("breakage", [broken_template, leaking_template])
def test_a_failed_build_leaves_the_old_site_whole(kb: Path, breakage: object) -> None:
    assert kb_run("build").exit_code == 0
    before = tree(kb / "site")
    breakage(kb)  # type: ignore[operator]
    result = kb_run("build")
    assert result.exit_code == 1
    assert "is as it was" in result.stderr and "Traceback" not in result.output
    assert tree(kb / "site") == before
    assert not list(kb.glob(".site*"))


def test_a_leak_names_the_page_and_the_source(kb: Path) -> None:
    leaking_template(kb)
    result = kb_run("build")
    assert result.exit_code == 1
    assert "KB901" in result.stderr and "network/secret.md" in result.stderr
    assert not (kb / "site").exists()


def test_strict_builds_nothing_while_there_are_errors(kb: Path) -> None:
    result = kb_run("build", "--strict")
    assert result.exit_code == 1 and not (kb / "site").exists()
    (kb / "content/uk/network/none.md").unlink()
    result = kb_run("build", "--strict")
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["build", "--edition", "secret/uk"], "not an edition"),
        (["build", "--edition", "public/de"], "public/de"),
        (["build", "--site-dir", "."], "sources"),
        (["build", "--site-dir", "content/site"], "content folder"),
        (["build", "--audience", "boss"], "boss"),
        (["build", "--site-dir", "other"], "no site of ours"),
    ],
)
def test_wrong_calls_are_refused(kb: Path, words: list[str], says: str) -> None:
    (kb / "other").mkdir()
    (kb / "other" / "precious.txt").write_text("x")
    result = kb_run(*words)
    assert result.exit_code == 2 and says in result.stderr
    assert (kb / "other" / "precious.txt").exists()


def test_verify_reads_what_was_built_and_finds_what_was_added(kb: Path) -> None:
    assert kb_run("build").exit_code == 0
    assert kb_run("verify").exit_code == 0
    assert kb_run("verify", "site/public").exit_code == 0
    page = kb / "site/public/en/index.html"
    page.write_text(page.read_text(encoding="utf-8") + "<p>CANARY таємниця</p>", encoding="utf-8")
    for folder in ("site", "site/public", "site/public/en"):
        result = kb_run("verify", folder)
        assert result.exit_code == 1, folder
        assert "index.html: KB901" in result.stdout
    assert kb_run("verify", "site/internal").exit_code == 0
    assert kb_run("verify", "content").exit_code == 2


def test_outside_of_a_knowledge_base_one_line_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("build", "check", "verify", "serve"):
        result = kb_run(name)
        assert result.exit_code == 2 and "kb init" in result.stderr


BAD_CONFIG = {
    "yaml": "site_name: [",
    "list": "- a\n",
    "docs": "site_name: x\ndocs_dir: nowhere\nplugins: [kb/door]\n",
    "option": "site_name: x\nplugins:\n  - kb/door: {languages: [UK]}\n",
    "unknown option": "site_name: x\nplugins:\n  - kb/door: {langages: [uk]}\n",
    "binary": "\0\0",
}


@pytest.mark.parametrize("name", BAD_CONFIG)
def test_a_broken_configuration_is_one_clear_line(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mkdocs.yml").write_text(BAD_CONFIG[name], encoding="utf-8")
    result = kb_run("check")
    assert result.exit_code == 2 and "KB501" in result.stderr and "Traceback" not in result.output
    assert "mkdocs.yml" in result.stderr


def test_a_build_leaves_the_index_of_kb_search_to_those_who_search(kb: Path) -> None:
    assert kb_run("build", "--edition", "public/uk").exit_code == 0
    assert not (kb / ".kb-cache" / "search" / "note.json").exists()
    assert "KB-0002" in kb_run("search", "vpn", "--edition", "public/uk").stdout
    assert "CANARY" not in kb_run("search", "canary", "--edition", "public/uk").stdout.replace('for "canary"', "")


def test_a_cell_of_a_table_may_say_what_a_hidden_heading_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files: dict[str, str | bytes] = {
        "uk/index.md": article(id="KB-0001", title="Дім", more="type: page\n"),
        "uk/open.md": article(
            "| Розділ | Що в ньому |\n|---|---|\n| Коли передавати | кому |", id="KB-0002", title="Відкрите"
        ),
        "uk/team.md": article("## Коли передавати\n\nТаємно.", id="KB-0003", title="Команда", visibility="internal"),
    }
    write_site(tmp_path, files)
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, ["build", "--edition", "public/uk"])
    assert done.exit_code == 0, done.output
