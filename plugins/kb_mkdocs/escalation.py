"""Plugin kb/escalation: the contact card of a runbook's queue, and the pages of teams, vendors and departments."""

from __future__ import annotations

import json
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from kb.escalation import ContactCard, KindPage, Queue, contact_card, directory
from kb.escalation.card import visible
from kb.escalation.labels import labels_json
from kb.library import Article
from kb.sources.queues import load_queues
from kb_mkdocs.door import door_of
from kb_mkdocs.options import NoOptions


class EscalationPlugin(BasePlugin[NoOptions]):
    """Adds a link to the text of a runbook. Writes the context key `kb_escalation`: `card` on a runbook's page, `page` on a page of queues, `links` to these,
    `labels` for the script."""

    queues: Mapping[str, Queue]
    _pages: tuple[tuple[KindPage, File], ...]

    @event_priority(-20)
    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        door = door_of(config)
        self.queues = visible(load_queues(Path(config.docs_dir)).by_key, door.edition)
        found = []
        for page in directory(self.queues, door.edition, door.strings).pages:
            title = json.dumps(page.title, ensure_ascii=False)
            source = f"---\ntitle: {title}\ntemplate: queues.html\n---\n"
            file = door.admit(File.generated(config, page.place, content=source), page.visibility)
            if file is not None:
                files.append(file)
                found.append((page, file))
        self._pages = tuple(found)
        return files

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """The last section of a runbook is on escalation: from there a link leads to the card below."""
        article = door_of(config).article(page)
        card = self._card(article, config) if article and article.meta.type == "runbook" else None
        if card is None:
            return html
        words = door_of(config).strings
        return f'{html}\n<p><a href="#kb-escalation">{escape(words["escalation"])}: {escape(card.name)}</a></p>'

    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
        door = door_of(config)
        article = door.article(page)
        card = self._card(article, config) if article else None
        kind = next((kind for kind, file in self._pages if file is page.file), None)
        context["kb_escalation"] = {
            "card": card,
            "page": kind,
            "links": tuple((kind.title, file.url) for kind, file in self._pages),
            "labels": labels_json(door.strings) if card or kind else "",
        }
        return context

    def _card(self, article: Article, config: MkDocsConfig) -> ContactCard | None:
        """Only of a queue that the edition may show."""
        key = article.meta.escalation
        if key is None or key not in self.queues:
            return None
        address = f"{config.site_url}kb/{article.meta.id}/" if config.site_url else ""
        return contact_card(key, self.queues[key], door_of(config).strings, article, address)
