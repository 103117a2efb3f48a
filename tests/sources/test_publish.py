"""Publishing by difference: what is staged takes its place, what is gone goes, and a mark tells of a mixture."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from kb.sources.publish import publish_changes


def write(folder: Path, files: Mapping[str, str]) -> Path:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def read(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in folder.rglob("*")
        if path.is_file()
    }


def folders(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_dir()}


SITE = {"index.html": "0", "a/index.html": "1", "b/c/index.html": "2", "b/c/x.png": "3"}


@pytest.mark.parametrize(
    ("staged", "gone", "then"),
    [
        ({}, [], SITE),
        ({"a/index.html": "new"}, [], {**SITE, "a/index.html": "new"}),
        ({"d/e/index.html": "new"}, ["a/index.html"], {**SITE, "d/e/index.html": "new", "a/index.html": None}),
        ({}, ["never/there.html", "b/c/x.png"], {**SITE, "b/c/x.png": None}),
        ({"a/index.html": "new"}, ["a/index.html"], {**SITE, "a/index.html": "new"}),
        ({"a": "a file"}, ["a/index.html"], {**SITE, "a": "a file", "a/index.html": None}),
        (
            {"index.html/x/y.html": "new"},
            ["index.html"],
            {**SITE, "index.html/x/y.html": "new", "index.html": None},
        ),
    ],
)
def test_site_becomes_what_is_staged(
    staged: Mapping[str, str], gone: list[str], then: Mapping[str, str | None], tmp_path: Path
) -> None:
    site, stage = write(tmp_path / "site", SITE), write(tmp_path / "stage", staged)
    stage.mkdir(exist_ok=True)
    publish_changes(stage, gone, site, tmp_path / "cache" / "mark")
    expected = {path: text for path, text in then.items() if text is not None}
    assert read(site) == expected
    assert read(stage) == {}
    assert folders(site) == {p.as_posix() for path in expected for p in Path(path).parents} - {"."}
    assert not (tmp_path / "cache" / "mark").exists()


def test_broken_off_it_leaves_the_mark(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = write(tmp_path / "site", SITE)
    stage = write(tmp_path / "stage", {"a/index.html": "new", "index.html": "new"})
    moved: list[Path] = []

    def replace(self: Path, target: Path) -> Path:
        if moved:
            raise OSError("no space left")
        moved.append(target)
        return self.rename(target)

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(OSError, match="space"):
        publish_changes(stage, [], site, tmp_path / "mark")
    assert len(moved) == 1
    assert (tmp_path / "mark").exists()
    assert sorted(read(site).values()) == ["0", "2", "3", "new"]


def test_pages_come_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stage = write(tmp_path / "stage", {"a.html": "", "b.css": "", "c.html": "", "d.json": ""})
    order: list[str] = []

    def replace(self: Path, target: Path) -> Path:
        order.append(self.name)
        return self.rename(target)

    monkeypatch.setattr(Path, "replace", replace)
    publish_changes(stage, [], tmp_path / "site", tmp_path / "mark")
    assert order == ["b.css", "d.json", "a.html", "c.html"]
