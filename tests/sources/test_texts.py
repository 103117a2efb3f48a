"""What was published is kept as it was then."""

from __future__ import annotations

from pathlib import Path

from kb.sources.texts import Texts


def test_files_are_kept_by_stamp(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"one")
    (tmp_path / "b.md").write_bytes(b"two")
    texts = Texts(tmp_path / "cache" / "t.sqlite")
    texts.keep(tmp_path, {"a.md": [3, 1], "b.md": [3, 1]})
    assert (texts.get("a.md"), texts.get("b.md"), texts.get("c.md")) == (b"one", b"two", None)
    (tmp_path / "a.md").write_bytes(b"new")
    texts.keep(tmp_path, {"a.md": [3, 1], "b.md": [3, 1]})
    assert texts.get("a.md") == b"one"  # the stamp says that it is the same
    texts.keep(tmp_path, {"a.md": [3, 2]})
    assert (texts.get("a.md"), texts.get("b.md")) == (b"new", None)


def test_what_was_written_meanwhile_is_not_known(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"one")
    texts = Texts(tmp_path / "t.sqlite")
    texts.keep(tmp_path, {"a.md": [3, 1]})
    texts.keep(tmp_path, {"a.md": [-1, -1]})
    assert texts.get("a.md") is None


def test_a_broken_file_holds_nothing_and_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"one")
    file = tmp_path / "t.sqlite"
    file.write_bytes(b"no database" * 1000)
    texts = Texts(file)
    assert texts.get("a.md") is None
    texts.keep(tmp_path, {"a.md": [3, 1]})
    texts.keep(tmp_path, {"a.md": [3, 1]})
    assert texts.get("a.md") == b"one"


def test_some_are_kept_as_well_while_they_are_what_they_were(tmp_path: Path) -> None:
    texts = Texts(tmp_path / "t.sqlite")
    for name in ("a.md", "b.md", "c.md", "d.md"):
        (tmp_path / name).write_bytes(b"one")
    texts.keep(tmp_path, {name: [3, 1] for name in ("a.md", "b.md", "c.md", "d.md")})
    (tmp_path / "a.md").write_bytes(b"two")
    seen = (tmp_path / "a.md").stat()
    (tmp_path / "d.md").unlink()
    texts.renew(tmp_path, {"a.md": [3, seen.st_mtime_ns], "b.md": [3, 5], "c.md": None, "d.md": [3, 5]})
    assert [texts.get(name) for name in ("a.md", "b.md", "c.md", "d.md")] == [b"two", None, None, None]
