"""Whatever is edited, a library that lives on is the one that would be read, and so is what editions show of it."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from kb.edition import Edition
from kb.library import Library
from kb.sources import read_library, read_settings
from kb.sources.living import LivingLibrary
from tests.conftest import article
from tests.sites import FILES, write_site

EDITIONS = [
    Edition("public", "uk"),
    Edition("internal", "en"),
    Edition("restricted", "uk"),
    Edition("public", "en", "novice"),
]
BODIES = [
    "Текст.",
    "Див. [внутрішнє](secret.md) і [Wi-Fi](wifi.md), [нове](new-1.md), [тека](../hidden/).",
    "![схема](img/open.png)",
    "![x](img/closed.png) `[code](secret.md)`",
    "/// visibility | internal\n![y](img/orphan.png) CANARY\n///\n\nПісля.",
    "/// audience | expert\n[x](secret.md)\n///",
    "/// visibility | internal\nnever closed",
    '--8<-- "secret.md"',
]


def edit(kb: Path, chance: random.Random) -> set[Path]:
    """One change of the content, and what a watcher would name."""
    content = kb / "content"
    files = sorted(path for path in content.rglob("*.md") if path.is_file() and not path.is_symlink())
    path = chance.choice(files)
    match chance.randrange(10):
        case 0 | 1 | 2 | 3 | 4:
            text = path.read_text(encoding="utf-8")
            header, mark, _ = text.rpartition("---\n")
            path.write_text(f"{header}{mark}\n{chance.choice(BODIES)}\n", encoding="utf-8")
        case 5:
            text = path.read_text(encoding="utf-8")
            new = ("public", "internal", "restricted", "nobody")
            path.write_text(text.replace("visibility: public", f"visibility: {chance.choice(new)}"), encoding="utf-8")
        case 6:
            path = content / "uk/network" / f"new-{chance.randrange(3)}.md"
            path.parent.mkdir(exist_ok=True)
            path.write_text(article(chance.choice(BODIES), id=f"KB-100{chance.randrange(3)}"), encoding="utf-8")
        case 7:
            if len(files) > 3:
                path.unlink()
        case 8:
            folder = content / chance.choice(["uk/network", "uk/other", "en/network"])
            target = content / chance.choice(["uk/network", "uk/other", "en/network"])
            if folder.is_dir() and not target.exists():
                shutil.move(folder, target)
                return {folder, target}
        case 9:
            path = content / "uk/network/img/open.png"
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.exists():
                path.unlink()
            else:
                path.write_bytes(b"x")
    return {path}


def same(living: Library, read: Library) -> None:
    assert (living.articles, living.problems) == (read.articles, read.problems)
    assert living == read
    for edition in EDITIONS:
        assert living.for_edition(edition) == read.for_edition(edition)


@pytest.mark.parametrize("seed", range(12))
def test_after_any_edits(tmp_path: Path, seed: int) -> None:
    write_site(tmp_path, FILES)
    (tmp_path / "content/uk/network/link.md").symlink_to("wifi.md")
    settings, living, chance = read_settings(tmp_path), LivingLibrary(), random.Random(seed)
    same(living.read(settings), read_library(settings))
    for _ in range(15):
        changed: set[Path] = set()
        for _ in range(chance.choice([1, 1, 1, 3])):
            changed |= edit(tmp_path, chance)
        same(living.read(settings, changed if chance.random() < 0.9 else None), read_library(settings))


def test_an_edit_reads_one_file_and_leaves_the_rest_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_site(tmp_path, FILES)
    settings, living = read_settings(tmp_path), LivingLibrary()
    before = living.read(settings)
    shown = before.for_edition(EDITIONS[0])
    path = tmp_path / "content/uk/network/wifi.md"
    path.write_text(path.read_text(encoding="utf-8") + "\nЩе.\n", encoding="utf-8")
    (tmp_path / "content/uk/network/vpn.md").write_text("nobody said that this changed", encoding="utf-8")
    monkeypatch.setattr("kb.library.library.through_the_door", None)  # what editions show is taken over
    after = living.read(settings, [path])
    assert [a.path for a, b in zip(after.articles, before.articles, strict=True) if a is not b] == [
        "uk/network/wifi.md"
    ]
    again = after.for_edition(EDITIONS[0])
    assert [a.path for a, b in zip(again.articles, shown.articles, strict=True) if a is not b] == ["uk/network/wifi.md"]
    assert again.by_path["uk/network/wifi.md"].body.endswith("Ще.\n")


def test_dot_folders_and_other_places_are_none_of_its_business(tmp_path: Path) -> None:
    write_site(tmp_path, FILES)
    settings, living = read_settings(tmp_path), LivingLibrary()
    before = living.read(settings)
    hidden = tmp_path / "content/uk/.drafts/x.md"
    hidden.parent.mkdir()
    hidden.write_text(article(id="KB-0900"), encoding="utf-8")
    behind = tmp_path / "content/uk/elsewhere"
    behind.symlink_to(tmp_path / "content/uk/network", target_is_directory=True)
    changed = [hidden, tmp_path / "mkdocs.yml", behind, behind / "wifi.md", tmp_path / "content/uk/none/at/all.md"]
    assert living.read(settings, changed) == before == read_library(settings)
