"""Plugin kb/search: writes the readers' index of the edition to `kb/search/`."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from kb.library import Library
from kb.search.browser import browser_files, browser_version
from kb.search.documents import Document, fingerprint
from kb.search.labels import labels_json
from kb.search.shards import FOLDER, FORMAT
from kb.search.synonyms import check_synonyms
from kb.sources.synonyms import read_synonyms
from kb_mkdocs.door import door_of
from kb_mkdocs.options import NoOptions


class SearchPlugin(BasePlugin[NoOptions]):
    """Takes everything from the edition's library, so that nothing hidden can get into the index."""

    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
        return _element(context, config)

    def on_template_context(self, context: Any, *, template_name: str, config: MkDocsConfig) -> Any:
        return _element(context, config)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        _write(door_of(config).view, config)


_weighed: dict[str, Document] = {}
"""What the edition before had: `mkdocs serve` builds again and again, and two editions share most articles."""


def _write(view: Library, config: MkDocsConfig) -> None:
    folder = Path(config.site_dir, FOLDER)
    offline = "kb/offline" in config.plugins
    synonyms = check_synonyms(read_synonyms(Path(config.docs_dir))[0])
    version = browser_version(view, synonyms, config.use_directory_urls)
    if not offline and _version_in(folder) == version:
        return
    shutil.rmtree(folder, ignore_errors=True)
    found = browser_files(view, synonyms, config.use_directory_urls, offline, _weighed)
    current = {fingerprint(article) for article in view.articles}
    for mark in _weighed.keys() - current:
        del _weighed[mark]
    # index.json last: it says that everything else is there
    for path, data in sorted(found.items(), key=lambda row: row[0] == f"{FOLDER}index.json"):
        file = Path(config.site_dir, path)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)


def _version_in(folder: Path) -> str:
    """Version of the index that a build before this one left, as `mkdocs build --dirty` does."""
    try:
        index = json.loads((folder / "index.json").read_bytes())
        return str(index["version"]) if index["format"] == FORMAT else ""
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def _element(context: Any, config: MkDocsConfig) -> Any:
    """The context key `kb_search`: the element's words, and where a question without an answer goes."""
    door = door_of(config)
    ways = door.team.contact.get(door.edition.language, ())
    mail = next((way["url"] for way in ways if way.get("url", "").startswith("mailto:")), "")
    context["kb_search"] = {
        "labels": labels_json(door.edition.language),
        "contact": f"{mail}?subject={{query}}" if mail else "",
    }
    return context
