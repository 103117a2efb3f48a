"""What is known of published files: exact after every kind of build, and never taken for what is not so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kb.edition import Edition
from kb.sources.publish import publish_changes, staging_folder, swap
from kb_mkdocs.placed import Change
from kb_mkdocs.published import Difference, PublishedEdition, mark_of, published, publishing_mark

EDITION = Edition("internal", "uk")
FILES = {"a/index.html": "A", "b/index.html": "B", "kb/search/111111111111/t/x": "T", "kb/search/index.json": "1"}


class Place:
    """A folder of files that stand for an edition."""

    def __init__(self, root: Path, files: dict[str, str] = FILES) -> None:
        self.cache, self.folder = root / "cache", root / "site" / "uk"
        self.mark = publishing_mark(self.cache, EDITION)
        self.build(files)

    def known(self, *, few: bool = False, version: str = "1") -> PublishedEdition:
        return published(self.cache, EDITION, self.folder, version, few=few)

    def build(self, files: dict[str, str]) -> PublishedEdition:
        """As a whole."""
        before = self.known()
        new = {path: text for path, text in files.items() if not before.keep(path, mark_of(path, text.encode()))}
        before.shown = {path: f"{text}." for path, text in files.items() if path.endswith(".html")}
        self.publish(before, new)
        return before

    def publish(self, before: PublishedEdition, files: dict[str, str]) -> Difference:
        stage = staging_folder(self.folder)
        write(stage, files)
        difference = before.remember(stage)
        assert before.still_there()
        if difference.known:
            publish_changes(stage, difference.gone, self.folder, self.mark, difference.renamed, difference.confirm)
        else:
            swap(stage, self.folder)
            difference.confirm()
        return difference

    def exact(self, files: dict[str, str]) -> None:
        """The folder holds these, and all of them are known."""
        found = self.known()
        assert found.whole
        there = [path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*") if path.is_file()]
        assert sorted(there) == sorted(files)
        for path, text in files.items():
            assert (self.folder / path).read_text(encoding="utf-8") == text
            assert found.file(path) == self.known(few=True).file(path) == mark_of(path, text.encode())
            if path.endswith(".html"):
                assert found.page(path) == self.known(few=True).page(path) == f"{text}."


def write(folder: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")


def test_whole_builds_write_what_differs(tmp_path: Path) -> None:
    place = Place(tmp_path)
    place.exact(FILES)
    new = {**FILES, "a/index.html": "A2", "c/index.html": "C"}
    del new["b/index.html"]
    before = place.build(new)
    assert before.kept == {"kb/search/111111111111/t/x", "kb/search/index.json"}
    place.exact(new)
    assert place.known().page("b/index.html") == ""


def test_a_build_of_few_files_leaves_the_others(tmp_path: Path) -> None:
    place = Place(tmp_path)
    before = place.known(few=True)
    assert before.known and before.whole
    before.rename("kb/search/111111111111", "kb/search/222222222222")
    assert before.file("kb/search/222222222222/t/x") == mark_of("kb/search/222222222222/t/x", b"T")
    assert before.stays("a/index.html")
    before.remove("a/index.html")
    assert not before.stays("a/index.html")
    before.shown = {"a/index.html": "", "c/index.html": "C."}
    difference = place.publish(before, {"c/index.html": "C", "kb/search/index.json": "2"})
    assert set(difference.change.files) == {"c/index.html", "kb/search/index.json"}
    place.exact(
        {
            "b/index.html": "B",
            "c/index.html": "C",
            "kb/search/222222222222/t/x": "T",
            "kb/search/index.json": "2",
        }
    )
    assert place.known().page("a/index.html") == ""


def by_hand(place: Place) -> None:
    (place.folder / "a/index.html").write_text("by hand", encoding="utf-8")


def extra(place: Place) -> None:
    (place.folder / "a/extra.html").write_text("by hand", encoding="utf-8")


def gone(place: Place) -> None:
    (place.folder / "a/index.html").unlink()


@pytest.mark.parametrize("touch", [by_hand, extra, gone])
def test_a_whole_build_sees_what_somebody_did_by_hand(touch: Callable[[Place], None], tmp_path: Path) -> None:
    place = Place(tmp_path)
    touch(place)
    found = place.known()
    assert found.known and not found.whole
    assert place.known(few=True).file("a/index.html") == ("" if touch is not extra else mark_of("a/index.html", b"A"))
    place.build(FILES)
    place.exact(FILES)


def exchanged(place: Place) -> None:
    write(place.folder.with_name("other"), FILES)
    swap(place.folder.with_name("other"), place.folder)


def being_published(place: Place) -> None:
    write(place.mark.parent, {place.mark.name: ""})


def damaged(place: Place) -> None:
    place.known().note.place.write_bytes(b"SQLite format 3\0 and then nonsense")


def lost(place: Place) -> None:
    place.known().note.place.unlink()


@pytest.mark.parametrize("touch", [exchanged, being_published, damaged, lost])
def test_nothing_is_known_of(touch: Callable[[Place], None], tmp_path: Path) -> None:
    place = Place(tmp_path)
    touch(place)
    for few in (True, False):
        found = place.known(few=few)
        assert not found.known and not found.whole and not found.file("a/index.html") and not found.page("a/index.html")
    place.build({**FILES, "a/index.html": "A2"})
    place.mark.unlink(missing_ok=True)
    place.exact({**FILES, "a/index.html": "A2"})


def test_where_nothing_can_be_written_nothing_is_known(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("no folder", encoding="utf-8")
    place = Place(tmp_path)
    assert not place.known().known
    place.build(FILES)
    assert (place.folder / "a/index.html").read_text(encoding="utf-8") == "A"


def test_another_version_or_folder_knows_nothing(tmp_path: Path) -> None:
    place = Place(tmp_path)
    assert not place.known(version="2").known
    other = tmp_path / "elsewhere"
    write(other, FILES)
    assert not published(place.cache, EDITION, other, "1").known


@pytest.mark.parametrize("few", [True, False])
def test_where_two_builds_meet_the_note_goes(few: bool, tmp_path: Path) -> None:
    place = Place(tmp_path)
    one, other = place.known(few=few), place.known(few=few)
    place.publish(one, {"a/index.html": "one"})
    assert not other.still_there()
    other.note.change(Change(other.number, other.made, {}))
    assert not place.known().known


def test_a_build_that_is_broken_off_before_the_note_is_written(tmp_path: Path) -> None:
    place = Place(tmp_path)
    before = place.known(few=True)
    stage = staging_folder(place.folder)
    write(stage, {"a/index.html": "A2"})

    def killed() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        publish_changes(stage, before.remember(stage).gone, place.folder, place.mark, (), killed)
    assert not place.known().known and not place.known(few=True).known
