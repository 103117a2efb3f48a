"""Plugin kb/languages: the words of the interface, the language switch, and the notices on a page that is not translated
yet, or whose original has other steps by now."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from kb.drift import Records, outdated_steps
from kb.pages.languages import alternates
from kb.sources.translations import read_translations
from kb_mkdocs.door import door_of
from kb_mkdocs.options import NoOptions


class LanguagesPlugin(BasePlugin[NoOptions]):
    """Writes the context keys `kb_text`, `kb_alternates`, `kb_fallback` and `kb_outdated`."""

    records: Records

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        self.records, _ = read_translations(Path(config.docs_dir))
        return config

    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
        door = door_of(config)
        article = door.article(page)
        context["kb_text"] = door.strings
        context["kb_alternates"] = alternates(
            door.library, door.view, door.edition, page.file.src_uri, page.url, config.site_url or ""
        )
        context["kb_fallback"] = article.language if article and article.fallback else ""
        context["kb_outdated"] = outdated_steps(article, door.library, self.records, door.edition) if article else ""
        return context

    def on_template_context(self, context: Any, *, template_name: str, config: MkDocsConfig) -> Any:
        """Pages that are made of no article: each language offers its home page."""
        door = door_of(config)
        context["kb_text"] = door.strings
        context["kb_alternates"] = alternates(door.library, door.view, door.edition, "", "")
        context["kb_fallback"] = context["kb_outdated"] = ""
        return context
