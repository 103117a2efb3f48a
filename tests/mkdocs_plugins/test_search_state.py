"""What a builder keeps beside the readers' index is enough to patch it."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from kb.cli import main
from kb.edition import Edition
from kb.search.documents import document
from kb.search.patch import Change, patch_index
from kb.search.state import State
from kb.search.synonyms import Synonyms
from kb.sources import read_library, read_settings
from kb_mkdocs.search import state_file
from tests.sites import write_site

EDITION = Edition.parse("public/uk")


def run(*args: str) -> None:
    done = CliRunner().invoke(main, list(args))
    assert done.exit_code == 0, done.output


def index_files(site: Path) -> dict[str, bytes]:
    folder = site / "public" / "uk"
    return {str(f.relative_to(folder)): f.read_bytes() for f in (folder / "kb/search").rglob("*") if f.is_file()}


def test_an_index_on_disk_is_patched_to_what_a_clean_build_writes(tmp_path: Path) -> None:
    write_site(tmp_path)
    settings = ["-f", str(tmp_path / "mkdocs.yml")]
    run("build", "--edition", "public/uk", *settings, "--site-dir", str(tmp_path / "one"))
    state = state_file(tmp_path / ".kb-cache", EDITION)
    before, kept = index_files(tmp_path / "one"), state.read_bytes()
    old = read_library(read_settings(tmp_path, tmp_path / "mkdocs.yml")).for_edition(EDITION)
    page = tmp_path / "content/uk/network/vpn.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nЩе рядок.\n", encoding="utf-8")
    new = read_library(read_settings(tmp_path, tmp_path / "mkdocs.yml")).for_edition(EDITION)
    run("build", "--edition", "public/uk", *settings, "--site-dir", str(tmp_path / "two"))
    changes = [Change(document(a), document(b)) for a, b in zip(old.articles, new.articles, strict=True) if a != b]
    index = State.from_bytes(kept)
    assert index is not None
    found = patch_index(before.__getitem__, index, changes, Synonyms(), "uk")
    assert found is not None and len(changes) == 1
    moved = {path.replace(f"{found.folder}/", f"{found.renamed}/"): data for path, data in before.items()}
    done = {path: data for path, data in (moved | dict(found.writes)).items() if path not in found.removes}
    assert done == index_files(tmp_path / "two")
    assert found.state == state.read_bytes()


def test_each_variant_has_a_state_of_its_own() -> None:
    novice = Edition("public", "uk", "novice")
    names = {state_file(Path(), EDITION), state_file(Path(), novice), state_file(Path(), EDITION, offline=True)}
    assert len(names) == 3
