"""What is remembered is what would be read: with problems, after a change, after damage, by one process or several."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.library import Library
from kb.sources import read_library, read_settings, remembered
from kb.sources.remembered import read_remembered
from tests.conftest import article
from tests.sites import FILES, write_site

HARD: dict[str, str | bytes] = {
    **FILES,
    "uk/zz/twin.md": article(id="KB-0002"),
    "uk/net/odd.md": article("/// visibility | nobody\nx\n///\n[a](b.md#c)", id="KB-0090", more="colour: red\n"),
    "uk/net/open.md": article("/// visibility | internal\nx", id="KB-0091"),
    "uk/net/crlf.md": article("А [x](vpn.md)\n\n```\n[y](z.md)\n```", id="KB-0092")
    .replace("\n", "\r\n")
    .encode("utf-8-sig"),
    "uk/net/empty.md": article("", id="KB-0093").rstrip("\n"),
    "uk/net/binary.md": b"\xff\xfe\x00",
    "uk/net/none2.md": "no header",
    "stray.md": article(id="KB-0094"),
}


@pytest.fixture(params=["one process", "several"])
def kb(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_site(tmp_path, HARD)
    if request.param == "several":
        monkeypatch.setattr(remembered, "MANY", 1)
        monkeypatch.setattr(remembered, "_PART", 3)
    return tmp_path


def same(kb: Path) -> Library:
    settings = read_settings(kb)
    quick, slow = read_remembered(settings), read_library(settings)
    assert quick == slow
    assert [(a.links, a.blocks, a.sections) for a in quick.articles] == [
        (a.links, a.blocks, a.sections) for a in slow.articles
    ]
    return quick


def test_the_first_and_the_second_time(kb: Path) -> None:
    assert same(kb).problems
    assert (kb / ".kb-cache" / remembered.NAME).is_file()
    same(kb)


def test_after_a_change(kb: Path) -> None:
    same(kb)
    path = kb / "content/uk/network/vpn.md"
    path.write_text(path.read_text(encoding="utf-8").replace("VPN не працює", "VPN працює"), encoding="utf-8")
    (kb / "content/uk/network/wifi.md").unlink()
    library = same(kb)
    assert "VPN працює" in library.by_path["uk/network/vpn.md"].body and "uk/network/wifi.md" not in library.by_path


def test_the_second_time_nothing_is_parsed_that_was_sound(kb: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    same(kb)
    asked: list[int] = []
    monkeypatch.setattr(remembered, "_read_all", lambda files, settings: asked.append(len(files)) or ())
    library = read_remembered(read_settings(kb))
    assert library.articles and asked[0] < len(library.articles)


@pytest.mark.parametrize("damage", [b"", b"no database", b"SQLite format 3\0" + b"x" * 500])
def test_after_damage(damage: bytes, kb: Path) -> None:
    same(kb)
    (kb / ".kb-cache" / remembered.NAME).write_bytes(damage)
    same(kb)


def test_wrong_values_are_read_anew(kb: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = read_settings(kb)
    monkeypatch.setattr(remembered.Kept, "get", lambda self, path, mark: "[1, 2]")
    assert read_remembered(settings) == read_library(settings)
