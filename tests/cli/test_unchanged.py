"""`kb build` when nothing has changed, `--clean` and `--explain`."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kb.cli import main
from kb.sources.texts import Texts
from tests.conftest import article
from tests.sites import FILES, tree, write_site

GOOD = {path: data for path, data in FILES.items() if "none" not in path}
NOTHING = "nothing has changed"


@pytest.fixture
def kb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_site(tmp_path, GOOD)
    monkeypatch.chdir(tmp_path)
    for path in tmp_path.rglob("*"):
        os.utime(path, (1_700_000_000, 1_700_000_000))
    return tmp_path


def build(*words: str) -> Result:
    result = CliRunner().invoke(main, ["build", "--edition", "public/uk", *words])
    assert result.exit_code == 0, result.output
    return result


def test_a_second_build_does_nothing(kb: Path) -> None:
    first = build()
    assert NOTHING not in first.stderr
    before = tree(kb / "site")
    second = build()
    assert NOTHING in second.stderr
    assert second.stdout == first.stdout
    assert tree(kb / "site") == before


@pytest.mark.parametrize(
    "change",
    [
        lambda kb: (kb / "content/uk/network/wifi.md").write_text("---\n---\n"),
        lambda kb: (kb / "content/uk/network/wifi.md").unlink(),
        lambda kb: (kb / "content/uk/network/img/new.png").write_bytes(b"new"),
        lambda kb: (kb / "mkdocs.yml").touch(),
        lambda kb: (kb / "site").rename(kb / "elsewhere"),
        lambda kb: (kb / ".kb-cache/built").rename(kb / "lost"),
    ],
)
def test_any_change_is_seen(kb: Path, change: object) -> None:
    build()
    assert callable(change)
    change(kb)
    assert NOTHING not in build().stderr


def test_other_options_are_another_build(kb: Path) -> None:
    build()
    assert NOTHING not in build("--strict").stderr


def test_a_file_of_the_very_moment_counts_as_changed(kb: Path) -> None:
    (kb / "content/uk/network/wifi.md").touch()
    build()
    assert NOTHING not in build().stderr


def test_a_link_that_leads_elsewhere_is_never_trusted(kb: Path) -> None:
    (kb / "content/uk/loop").symlink_to(kb / "content/uk")
    build()
    assert NOTHING not in build().stderr


def test_clean_renders_everything(kb: Path) -> None:
    build()
    said = build("--clean", "--explain", "KB-0003").stderr
    assert "public/uk: network/wifi.md: was never rendered" in said


def test_explain_says_why(kb: Path) -> None:
    build()
    assert "taken from what an earlier build has rendered" in build("--explain", "network/wifi/").stderr
    path = kb / "content/uk/network/wifi.md"
    path.write_text(path.read_text(encoding="utf-8") + "Ще.\n", encoding="utf-8")
    assert "network/wifi.md: its text or front matter changed" in build("--explain", "KB-0003").stderr
    assert "not in this edition" in build("--explain", "KB-0004").stderr
    assert "there is no page" in build("--explain", "nowhere").stderr


def places(site: dict[str, bytes]) -> list[str]:
    return sorted(re.sub(r"kb/search/[0-9a-f]{12}/", "kb/search/…/", path) for path in site)


def test_a_build_that_is_killed_leaves_the_site_and_a_cache_that_works(kb: Path) -> None:
    build()
    before = tree(kb / "site")
    command = [sys.executable, "-c", "from kb.cli import main; main()", "build", "--edition", "public/uk"]
    path = kb / "content/uk/network/wifi.md"
    text = path.read_text(encoding="utf-8")
    for number, wait in enumerate((0.4, 0.8, 1.2, 1.6)):
        path.write_text(f"{text}\nРедакція {number}.\n", encoding="utf-8")
        with subprocess.Popen(command, cwd=kb, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL) as running:
            time.sleep(wait)
            running.send_signal(signal.SIGKILL)
            running.wait()
        # One whole site or the other; a new text has a new version of the search index
        assert places(tree(kb / "site")) == places(before)
    path.write_text(text, encoding="utf-8")
    build()
    assert tree(kb / "site") == before


def test_another_text_takes_the_place_of_the_old_one(kb: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    path = kb / "content/uk/network/wifi.md"
    text = path.read_text(encoding="utf-8").replace("audience:", "description: Опис\naudience:")
    path.write_text(text, encoding="utf-8")
    os.utime(path, (1_700_000_000, 1_700_000_000))
    build()
    for number in (1, 2):
        path.write_text(f"{text}\nРедакція {number}.\n", encoding="utf-8")
        os.utime(path, (1_700_000_000, 1_700_000_000 + number))
        quick = build()
        assert "1 page(s) have another text" in quick.stderr and "article(s), built" not in quick.stderr
        assert NOTHING in build().stderr
    site = tree(kb / "site")
    assert "Редакція 2." in site["public/uk/network/wifi/index.html"].decode()
    path.write_text(f"{text}\n## Редакція 3\n", encoding="utf-8")
    assert "article(s), built" in build().stderr
    path.write_text(f"{text}\nРедакція 2.\n", encoding="utf-8")
    build("--clean")
    assert tree(kb / "site") == site


@pytest.mark.parametrize("moment", ["pages are put", "it is written down"])
def test_another_text_that_is_broken_off_and_undone(kb: Path, moment: str, monkeypatch: pytest.MonkeyPatch) -> None:
    path = kb / "content/uk/network/lone.md"
    text = article("Перше.", id="KB-0077", title="Сама", more="description: Опис\n")

    def write(more: str, at: int) -> None:
        path.write_text(text + more, encoding="utf-8")
        os.utime(path, (at, at))

    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    write("", 1_700_000_000)
    build()
    before = tree(kb / "site")
    write("\nДруге.\n", 1_700_000_001)
    with monkeypatch.context() as patched:
        if moment == "pages are put":
            patched.setattr(Path, "unlink", killed)  # the first thing that goes is the mark
        else:
            patched.setattr(Texts, "put", killed)
        result = CliRunner().invoke(main, ["build", "--edition", "public/uk"])
        assert result.exit_code and "article(s), built" not in result.stderr
    assert tree(kb / "site") != before
    write("", 1_700_000_002)
    build()
    assert tree(kb / "site") == before


def test_a_file_that_says_the_same_again_changes_nothing(kb: Path) -> None:
    build()
    path = kb / "content/uk/network/wifi.md"
    before = tree(kb / "site")
    os.utime(path, (1_700_000_009, 1_700_000_009))
    assert "0 page(s) have another text" in build().stderr
    assert tree(kb / "site") == before
    assert NOTHING in build().stderr


def test_another_command_in_between_is_no_ground(kb: Path) -> None:
    """Two sites share what is kept of pages: what one of them shows says nothing about the other."""
    path = kb / "content/uk/network/wifi.md"
    build()
    path.write_text(path.read_text(encoding="utf-8").replace("Лише", "Тільки"), encoding="utf-8")
    os.utime(path, (1_700_000_001, 1_700_000_001))
    build("--site-dir", "other")
    build()
    for site in ("site", "other"):
        assert "Тільки українською" in (kb / site / "public/uk/network/wifi/index.html").read_text(encoding="utf-8")


def test_another_title_is_noted_with_what_was_published(kb: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that the next build knows how far another edit reaches."""
    path = kb / "content/uk/network/wifi.md"
    build()
    looked: list[bool] = []
    monkeypatch.setattr("kb.cli.unchanged.remember", lambda *_: looked.append(True))
    for number in (1, 2):
        old = path.read_text(encoding="utf-8")
        path.write_text(old.replace("title: ", f"title: {number} ", 1), encoding="utf-8")
        os.utime(path, (1_700_000_000, 1_700_000_000 + number))
        assert "article(s), built" in build().stderr
        assert NOTHING in build().stderr
        (base,) = (kb / ".kb-cache/built").glob("*.sqlite")
        assert Texts(base).get("uk/network/wifi.md") == path.read_bytes()
    assert not looked
    site = tree(kb / "site")
    build("--clean")
    assert tree(kb / "site") == site


def test_after_a_complaint_nothing_is_taken_for_granted(kb: Path) -> None:
    path = kb / "content/uk/network/wifi.md"
    build()
    good = path.read_text(encoding="utf-8")
    path.write_text(good.replace("status:", "stats:").replace("title: ", "title: [", 1), encoding="utf-8")
    build()
    assert not list((kb / ".kb-cache/built").glob("*.json"))
    path.write_text(good, encoding="utf-8")
    os.utime(path, (1_700_000_000, 1_700_000_000))
    assert "article(s), built" in build().stderr
