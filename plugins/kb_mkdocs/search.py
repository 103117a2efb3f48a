"""Plugin kb/search: writes the readers' index of the edition to `kb/search/`."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from kb.search.browser import browser_files
from kb.search.labels import labels_json
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
        view = door_of(config).view
        synonyms = check_synonyms(read_synonyms(Path(config.docs_dir))[0])
        site = Path(config.site_dir)
        shutil.rmtree(site / "kb" / "search", ignore_errors=True)
        found = browser_files(view, synonyms, config.use_directory_urls, "kb/offline" in config.plugins)
        for path, data in found.items():
            file = site / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)


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
