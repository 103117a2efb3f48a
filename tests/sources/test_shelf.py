"""Articles from the shelf are those of the files, and nothing else is believed."""

from __future__ import annotations

import os
import sqlite3
import time
from pathlib import Path

import pytest

from kb.library import Article, Library
from kb.sources import Settings, content, read_library, read_settings, shelf
from kb.sources.shelf import NAME, ChangedMeanwhile, Shelf
from kb.sources.together import read_together
from tests.conftest import article
from tests.sites import write_site
from tests.sources.test_remembered import HARD
from tests.sources.test_together import same

HASH = "verified: {on: 2026-01-01, hash: 0123456789ab}\n"
MORE: dict[str, str | bytes] = {
    **HARD,
    "uk/zz/hash.md": article("Текст.", id="KB-0700", more=HASH),
    "uk/zz/blocks.md": article("/// visibility | internal\nТак.\n///\n\nСхоже на 8< і на KB-0002.", id="KB-0701"),
}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    write_site(tmp_path, MORE)
    found = read_settings(tmp_path)
    read(found)
    return found


def settle(settings: Settings) -> None:
    """As if all files had been there for a while."""
    time.sleep(0.06)


def read(settings: Settings) -> tuple[Library, Shelf]:
    settle(settings)
    one = Shelf(settings)
    library = read_together(settings, 1, one)
    one.keep(library)
    return library, one


def outlined(library: Library) -> list[Article]:
    return [one for one in library.articles if "unread" in one.__dict__]


def test_it_is_what_the_files_say(settings: Settings) -> None:
    library, _ = read(settings)
    files = read_library(settings)
    assert len(outlined(library)) > 5 and not any("body" in one.__dict__ for one in outlined(library))
    for one, other in zip(library.articles, files.articles, strict=True):
        for name in ("mark", "opening", "mentions", "includes", "as_verified", "words", "targets", "links", "blocks"):
            assert getattr(one, name) == getattr(other, name), name
        assert (one.key_lines, one.body_line, one.fallback) == (other.key_lines, other.body_line, False)
    same(library, files)
    assert library.problems == files.problems


def test_a_text_is_read_when_somebody_asks(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    first = content.read_file
    monkeypatch.setattr(shelf, "read_file", lambda path, name, root: asked.append(name) or first(path, name, root))
    library, _ = read(settings)
    one = library.by_path["uk/network/vpn.md"]
    assert asked == [] and one.as_fallback().meta == one.meta
    assert "VPN" in one.body and asked == ["uk/network/vpn.md"]
    assert one.sections and len(asked) == 1


def test_what_was_written_is_read_again(settings: Settings) -> None:
    (settings.content / "uk/network/vpn.md").write_text(article("Новий текст.", id="KB-0002"), encoding="utf-8")
    library, _ = read(settings)
    assert library.by_path["uk/network/vpn.md"].body.strip() == "Новий текст."
    assert "unread" not in library.by_path["uk/network/vpn.md"].__dict__


def test_the_same_size_and_time_are_not_enough(settings: Settings) -> None:
    """Whoever sets the time back leaves a trace in the inode."""
    file = settings.content / "uk/network/vpn.md"
    text, before = file.read_text(encoding="utf-8"), file.stat()
    file.write_text(text.replace("public", "hidden", 1).replace("hidden", "public"), encoding="utf-8")
    file.write_text(text.replace("VPN", "NPV"), encoding="utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert file.stat().st_size == before.st_size and file.stat().st_mtime_ns == before.st_mtime_ns
    library, _ = read(settings)
    assert "NPV" in library.by_path["uk/network/vpn.md"].body


def test_a_file_that_was_just_written_is_not_trusted(settings: Settings) -> None:
    file = settings.content / "uk/network/vpn.md"
    one = Shelf(settings)
    file.write_text(article("Щойно.", id="KB-0002"), encoding="utf-8")
    one.keep(read_together(settings, 1, one))
    settle(settings)
    assert file.name not in [name for a in outlined(read_together(settings, 1, Shelf(settings))) for name in [a.path]]
    assert read_together(settings, 1, Shelf(settings)).by_path["uk/network/vpn.md"].body.strip() == "Щойно."


def test_a_text_that_changed_meanwhile_is_said(settings: Settings) -> None:
    library, _ = read(settings)
    (settings.content / "uk/network/vpn.md").write_text(article("Інше.", id="KB-0002"), encoding="utf-8")
    with pytest.raises(ChangedMeanwhile, match=r"content/uk/network/vpn\.md was changed"):
        _ = library.by_path["uk/network/vpn.md"].body


@pytest.mark.parametrize("broken", [b"no database", None])
def test_a_broken_file_costs_only_time(settings: Settings, broken: bytes | None) -> None:
    place = settings.root / ".kb-cache" / NAME
    if broken:
        place.write_bytes(broken)
    else:
        with sqlite3.connect(place) as base:
            base.execute("UPDATE kept SET value = '[1, 2]'")
    library, _ = read(settings)
    same(library, read_library(settings))
    assert outlined(read(settings)[0])


def test_what_is_gone_or_faulty_is_not_kept(settings: Settings) -> None:
    (settings.content / "uk/network/wifi.md").unlink()
    (settings.content / "uk/network/vpn.md").write_text("---\nid: KB-0002\ntitel: x\n---\n", encoding="utf-8")
    read(settings)
    with sqlite3.connect(settings.root / ".kb-cache" / NAME) as base:
        kept = {path for (path,) in base.execute("SELECT path FROM kept")}
    assert "uk/network/wifi.md" not in kept and "uk/network/vpn.md" not in kept and len(kept) > 3
    problems = {problem.path for problem in read(settings)[0].problems}
    assert not problems & {f"content/{path}" for path in kept}


def test_what_the_system_has_said_is_not_asked_again(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settle(settings)
    began = time.time_ns()
    seen = {
        path.relative_to(settings.content).as_posix(): path.lstat() for path in sorted(settings.content.rglob("*.md"))
    }
    asked: list[object] = []
    plain = os.lstat
    monkeypatch.setattr(os, "lstat", lambda path: asked.append(path) or plain(path))
    known = outlined(read_together(settings, 1, Shelf(settings, began, seen)))
    assert len(known) > 5 and not {f"{settings.content}{os.sep}{one.path}" for one in known}.intersection(asked)
    # A file that was written after this program began may be another one by now
    assert not outlined(read_together(settings, 1, Shelf(settings, 0, seen)))


def test_what_was_written_since_is_not_kept_under_the_earlier_stamp(settings: Settings) -> None:
    file = settings.content / "uk/network/vpn.md"
    file.write_text(article("Перше.", id="KB-0002"), encoding="utf-8")
    settle(settings)
    began, seen = time.time_ns(), {"uk/network/vpn.md": file.lstat()}
    file.write_text(article("Друге.", id="KB-0002"), encoding="utf-8")
    one = Shelf(settings, began, seen)
    one.keep(read_together(settings, 1, one))
    library, _ = read(settings)
    assert library.by_path["uk/network/vpn.md"].body.strip() == "Друге."
