"""The memory of the verification: what was clean is not looked into again, and nothing else is passed over."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kb.edition import Edition
from kb.library import Hidden
from kb.sources.verified import FOLDER, Sought, Verified, remembered_needles
from kb.sources.verifying import verify_folder
from kb.verify import SiteFile, build_needles, verify_few, verify_site

SECRET = "The master key lies under the third flower pot."
EDITION = Edition("public", "en")
HIDDEN = (
    Hidden("en/keys.md", 7, "text", SECRET),
    Hidden("en/keys.md", 2, "title", "Spare keys"),
    Hidden("en/keys.md", 1, "id", "KB-0777"),
    Hidden("en/keys.md", 0, "path", "team/keys"),
    Hidden(".kb/queues.yml", 3, "contact", "+380 44 123"),
)
PAGES = {
    "index.html": "<p>Welcome.</p>",
    "a/index.html": f"<p>{SECRET}</p>",
    "b/index.html": "<h1>Spare keys</h1>",
    "c/index.html": "<p>see KB-0777</p>",
    "d/index.html": '<a href="../team/keys/">x</a>',
    "e/index.html": "<p>call +380 44 123 now</p>",
}


def sought(*hidden: Hidden, known: frozenset[str] = frozenset(), assets: dict[str, str] | None = None) -> Sought:
    return build_needles(hidden, [], []), assets or {}, known


@pytest.fixture
def site(tmp_path: Path) -> Path:
    root = tmp_path / "site"
    for path, page in PAGES.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(page)
    return root


def check(site: Path, cache: Path, looked_for: Sought) -> list[str]:
    return [p.path for p in verify_folder(site, "", looked_for, 1, Verified(cache, EDITION, looked_for))]


ALL = sorted(set(PAGES) - {"index.html"})


def test_what_is_found_is_found_every_time(site: Path, tmp_path: Path) -> None:
    assert [check(site, tmp_path, sought(*HIDDEN)) for _ in range(3)] == [ALL] * 3


def test_a_clean_file_is_not_looked_into_again(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []

    def spy(files, *rest):  # type: ignore[no-untyped-def]
        return verify_site((looked.append(file.path) or file for file in files), *rest)

    monkeypatch.setattr("kb.sources.verifying.verify_site", spy)
    check(site, tmp_path, sought())
    assert sorted(looked) == sorted(PAGES)
    looked.clear()
    (site / "a/index.html").write_text("<p>other</p>")
    (site / "b").rename(site / "f")
    assert check(site, tmp_path, sought()) == []
    assert looked == ["a/index.html", "f/index.html"]


@pytest.mark.parametrize("hidden", HIDDEN, ids=lambda hidden: hidden.kind)
def test_what_was_clean_is_looked_into_when_something_else_is_hidden(
    site: Path, tmp_path: Path, hidden: Hidden
) -> None:
    others = tuple(h for h in HIDDEN if h != hidden)
    before = check(site, tmp_path, sought(*others))
    assert len(before) == 4
    assert check(site, tmp_path, sought(*HIDDEN)) == ALL


def test_files_that_may_or_may_not_be_published_count_too(site: Path, tmp_path: Path) -> None:
    import hashlib

    data = b"\x89PNG" + bytes(range(256)) * 9
    digest = hashlib.sha256(data).hexdigest()
    (site / "x.png").write_bytes(data)
    assert check(site, tmp_path, sought(known=frozenset({digest}))) == []
    assert check(site, tmp_path, sought()) == ["x.png"]
    assert check(site, tmp_path, sought(known=frozenset({digest}))) == []
    assert check(site, tmp_path, sought(known=frozenset({digest}), assets={digest: "en/x.png"})) == ["x.png"]


def test_other_code_looks_again(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert check(site, tmp_path, sought()) == []
    monkeypatch.setattr("platform.python_version", lambda: "9.9")
    assert Verified(tmp_path, EDITION, sought()).clean == frozenset()
    assert remembered_needles(tmp_path, EDITION) is None


@pytest.mark.parametrize("damage", [b"", b"\0" * 5000, b"{}", None])
def test_a_broken_memory_costs_time_only(site: Path, tmp_path: Path, damage: bytes | None) -> None:
    check(site, tmp_path, sought(*HIDDEN))
    for file in (tmp_path / FOLDER).iterdir():
        file.write_bytes(file.read_bytes()[:-3] if damage is None else damage)
    assert remembered_needles(tmp_path, EDITION) is None
    assert check(site, tmp_path, sought(*HIDDEN)) == ALL
    assert not [file for file in (tmp_path / FOLDER).iterdir() if file.name.startswith(".")]


def test_where_nothing_can_be_written_nothing_is_kept(site: Path, tmp_path: Path) -> None:
    (tmp_path / FOLDER).write_text("no folder")
    assert check(site, tmp_path, sought(*HIDDEN)) == ALL
    assert remembered_needles(tmp_path, EDITION) is None


def test_needles_come_back_as_they_were(site: Path, tmp_path: Path) -> None:
    given = sought(*HIDDEN, known=frozenset({"ab"}), assets={"cd": "en/x.png"})
    check(site, tmp_path, given)
    assert remembered_needles(tmp_path, EDITION) is None, "something was found: this edition was not published"
    for path in ALL:
        (site / path).unlink()
    check(site, tmp_path, given)
    again = remembered_needles(tmp_path, EDITION)
    assert again and again[1:] == given[1:]
    assert remembered_needles(tmp_path, replace(EDITION, audience="novice")) is None
    files = [SiteFile(path, path, page.encode()) for path, page in PAGES.items()]
    assert verify_few(files, *again) == verify_site(files, *given)
    assert len(verify_few(files, *again)) == len(ALL)
