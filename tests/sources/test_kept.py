"""Values that are kept apart: read when they are asked for, written soon, forgotten when they are not used."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kb.sources.kept import KeptApart


def opened(tmp_path: Path) -> KeptApart:
    return KeptApart(tmp_path / "x.sqlite")


def test_only_what_was_used_or_found_stays(tmp_path: Path) -> None:
    first = opened(tmp_path)
    for number in range(KeptApart.SOME + 5):
        first.keep(f"p{number}", "1", f"v{number}")
    first.finish()
    second = opened(tmp_path)
    assert second.get("p0", "1") == "v0" and second.get(f"p{KeptApart.SOME + 4}", "1")
    assert second.get("p0", "2") is None and second.get("none", "1") is None
    second.still("p0")
    second.keep("p1", "2", "new")
    second.finish()
    third = opened(tmp_path)
    assert third.get("p0", "1") == "v0" and third.get("p1", "2") == "new" and third.get("p1", "1") is None
    assert third.get("p2", "1") is None


def test_what_was_found_is_there_before_the_end(tmp_path: Path) -> None:
    """A build that is killed need not do it again."""
    first = opened(tmp_path)
    for number in range(KeptApart.SOME):
        first.keep(f"p{number}", "1", "v")
    assert opened(tmp_path).get("p0", "1") == "v"


def test_one_more_changes_nothing_else(tmp_path: Path) -> None:
    first = opened(tmp_path)
    first.keep("a", "1", "x")
    first.finish()
    opened(tmp_path).put("b", "1", "y")
    third = opened(tmp_path)
    assert (third.get("a", "1"), third.get("b", "1")) == ("x", "y")


@pytest.mark.parametrize("damage", [b"", b"SQLite format 3\0 and then nonsense", b"\0" * 5000])
def test_a_broken_file_is_made_anew(damage: bytes, tmp_path: Path) -> None:
    first = opened(tmp_path)
    first.keep("a", "1", "x")
    first.finish()
    (tmp_path / "x.sqlite").write_bytes(damage)
    second = opened(tmp_path)
    assert second.get("a", "1") is None
    second.keep("a", "1", "y")
    second.finish()
    assert opened(tmp_path).get("a", "1") == "y"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system can't fork")
def test_a_forked_process_reads_for_itself(tmp_path: Path) -> None:
    kept = opened(tmp_path)
    kept.put("a", "1", "x")
    assert kept.get("a", "1") == "x"
    child = os.fork()
    if child == 0:
        os._exit(0 if kept.get("a", "1") == "x" else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert kept.get("a", "1") == "x"
