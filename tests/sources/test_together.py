"""What several processes read together is what one would read."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from kb.edition import Edition
from kb.library import Library
from kb.sources import SettingsError, read_library, read_settings, together
from tests.conftest import article
from tests.sites import FILES, write_site
from tests.sources.test_remembered import HARD

MORE: dict[str, str | bytes] = {
    **HARD,
    "uk/zz/twin2.md": article("[x](../network/vpn.md)", id="KB-0003"),
    "uk/network/vpn/index.md": article(id="KB-0095"),
    **{f"uk/many/a{n}.md": article(f"# Розділ {n}\n\nТекст [тут](a{n + 1}.md).", id=f"KB-9{n}") for n in range(9)},
}


@pytest.fixture(params=[1, 2, 3, 50])
def processes(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(together, "MANY", 1)
    monkeypatch.setattr(together, "_PART", 3)
    return int(request.param)


def same(one: Library, other: Library) -> None:
    assert one == other
    for a, b in zip(one.articles, other.articles, strict=True):
        assert (a.links, a.targets, a.blocks, a.sections, a.words) == (
            b.links,
            b.targets,
            b.blocks,
            b.sections,
            b.words,
        )
    for edition in (Edition("public", "uk"), Edition("internal", "en")):
        assert one.for_edition(edition) == other.for_edition(edition)


def test_it_is_what_one_process_reads(tmp_path: Path, processes: int) -> None:
    write_site(tmp_path, MORE)
    (tmp_path / "content/uk/out.md").symlink_to("/etc/hostname")
    settings = read_settings(tmp_path)
    read = together.read_together(settings, processes)
    same(read, read_library(settings))
    assert read.problems and read.withheld and read.refused


def test_a_process_that_is_killed_leaves_no_gap(
    tmp_path: Path, processes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_site(tmp_path, FILES)
    parent, load = os.getpid(), together.pickle.dump

    def killed(*args: object) -> None:
        if os.getpid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)
        load(*args)  # type: ignore[arg-type]

    monkeypatch.setattr("kb.sources.together.pickle.dump", killed)
    settings = read_settings(tmp_path)
    same(together.read_together(settings, processes), read_library(settings))


def test_without_a_content_folder(tmp_path: Path, processes: int) -> None:
    write_site(tmp_path, {})
    with pytest.raises(SettingsError, match="does not exist"):
        together.read_together(read_settings(tmp_path), processes)
