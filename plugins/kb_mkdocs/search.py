"""Plugin kb/search: writes the readers' index of the edition to `kb/search/`."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from kb.edition import Edition
from kb.library import Library
from kb.search.browser import browser_index, browser_version, fingerprints
from kb.search.documents import Document
from kb.search.labels import labels_script
from kb.search.patch import patch_index
from kb.search.shards import FOLDER, FORMAT
from kb.search.state import State
from kb.search.synonyms import check_synonyms
from kb.sources.synonyms import read_synonyms
from kb_mkdocs.door import door_of
from kb_mkdocs.meanwhile import Marks, Work
from kb_mkdocs.options import NoOptions
from kb_mkdocs.published import PublishedEdition, mark_of
from kb_mkdocs.searched import Previous, changes_since
from kb_mkdocs.writing import published_beside, put

LABELS = "assets/kb/search/labels.js"
"""The words of the search, in the language of the edition: a module, that no page has to hold them."""


class SearchPlugin(BasePlugin[NoOptions]):
    """Takes everything from the edition's library, so that nothing hidden can get into the index."""

    cache: Path | None = None
    """Where a builder that knows how to patch the index has its state kept; `mkdocs build` keeps none."""
    previous: Previous | None = None
    """What an article was when the index that is published was written."""
    _contact: str = ""
    _done: bool = False
    """Whether the index of this build is made, or being made."""

    @event_priority(-20)
    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        self._done = False
        door = door_of(config)
        ways = door.team.contact.get(door.edition.language, ())
        mail = next((way["url"] for way in ways if way.get("url", "").startswith("mailto:")), "")
        self._contact = f"{mail}?subject={{query}}" if mail else ""
        files.append(File.generated(config, LABELS, content=labels_script(door.edition.language)))
        return files

    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
        return self._element(context)

    def on_template_context(self, context: Any, *, template_name: str, config: MkDocsConfig) -> Any:
        return self._element(context)

    def meanwhile(self, config: MkDocsConfig) -> Work | None:
        """All of it: the index is made of articles, not of pages."""
        self._done = True
        return None if self._patched(config) else partial(_write, door_of(config).view, config, self.cache, None)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        if not self._done and not self._patched(config):
            _write(door_of(config).view, config, self.cache, _weighed)

    def _patched(self, config: MkDocsConfig) -> bool:
        beside, cache, previous = published_beside(config), self.cache, self.previous
        if beside is None:
            return False
        if cache and previous and _patched(door_of(config).view, config, beside, cache, previous):
            return True
        beside.remove_below(FOLDER)
        return False

    def _element(self, context: Any) -> Any:
        """The context key `kb_search`: where a question without an answer goes."""
        context["kb_search"] = {"contact": self._contact}
        return context


_weighed: dict[str, Document] = {}
"""What the edition before had: `mkdocs serve` builds again and again, and two editions share most articles."""


def state_file(cache: Path, edition: Edition, offline: bool = False) -> Path:
    """What `kb.search.patch` needs of the last build of an edition."""
    parts = (edition.path.replace("/", "-"), edition.audience, "offline" if offline else "")
    return cache / "search" / f"{'-'.join(filter(None, parts))}.readers"


def _write(view: Library, config: MkDocsConfig, cache: Path | None, known: dict[str, Document] | None) -> Marks:
    folder = Path(config.site_dir, FOLDER)
    offline = "kb/offline" in config.plugins
    synonyms = check_synonyms(read_synonyms(Path(config.docs_dir))[0])
    marks = fingerprints(view)
    version = browser_version(view, synonyms, config.use_directory_urls, marks)
    if not offline and _version_in(folder) == version:
        return {}
    shutil.rmtree(folder, ignore_errors=True)
    index = browser_index(view, synonyms, config.use_directory_urls, offline, known, marks)
    if known is not None:
        for mark in known.keys() - set(marks):
            del known[mark]
    write_files(Path(config.site_dir), index.files)
    if cache and view.edition:
        write_files(cache, {str(state_file(Path(), view.edition, offline)): index.state.to_bytes()})
    return {path: mark_of(path, data) for path, data in index.files.items()}


def _patched(view: Library, config: MkDocsConfig, beside: PublishedEdition, cache: Path, previous: Previous) -> bool:
    """Whether the index that is published stays, with the few files that a change of some articles touches."""
    if not beside.whole or view.edition is None or "kb/offline" in config.plugins:
        return False
    place = state_file(cache, view.edition)
    try:
        data = place.read_bytes()
    except OSError:
        return False
    state = State.from_bytes(data)
    if state is None:
        return False
    changes = changes_since(state, door_of(config).library, view.edition, fingerprints(view), previous)
    if changes is None:
        return False
    synonyms = check_synonyms(read_synonyms(Path(config.docs_dir))[0])
    urls = config.use_directory_urls
    patch = patch_index(
        lambda path: (beside.folder / path).read_bytes(), state, changes, synonyms, view.edition.language, False, urls
    )
    if patch is None:
        return False
    if patch.folder != patch.renamed:
        beside.rename(patch.folder, patch.renamed)
    beside.keep_below(FOLDER, but=patch.writes)
    for path in patch.removes:
        beside.remove(path)
    write_files(Path(config.site_dir), patch.writes)
    write_files(cache, {str(state_file(Path(), view.edition)): patch.state})
    return True


def write_files(root: Path, files: Mapping[str, bytes]) -> None:
    """In their order."""
    for path, data in files.items():
        put(f"{root}/{path}", data)


def _version_in(folder: Path) -> str:
    """Version of the index that a build before this one left, as `mkdocs build --dirty` does."""
    try:
        index = json.loads((folder / "index.json").read_bytes())
        return str(index["version"]) if index["format"] == FORMAT else ""
    except (OSError, ValueError, KeyError, TypeError):
        return ""
