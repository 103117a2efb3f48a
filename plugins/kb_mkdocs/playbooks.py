"""Plugin kb/playbooks: what replies and the panel beside a call need, and in internal editions the list of situations."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from kb.playbooks import PlaybookPolicy
from kb.playbooks.page import playbook_view, shown_translations
from kb.playbooks.situations import SITUATIONS_KEY, practices, situations
from kb.sources.playbooks import read_playbook_policy
from kb_mkdocs.door import door_of
from kb_mkdocs.options import NoOptions


class PlaybooksPlugin(BasePlugin[NoOptions]):
    """Writes the context keys `kb_playbook` (replies and panel of a page), `kb_situations` and `kb_practices` (on
    the list's page) and `kb_situations_url` (in internal editions)."""

    policy: PlaybookPolicy
    _list: File | None = None

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        self.policy, _ = read_playbook_policy(Path(config.docs_dir))
        return config

    @event_priority(-20)
    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        door = door_of(config)
        title = json.dumps(door.strings["situations"], ensure_ascii=False)
        source = f"---\ntitle: {title}\ntemplate: situations.html\n---\n"
        self._list = door.admit(File.generated(config, SITUATIONS_KEY, content=source), "internal")
        if self._list is not None:
            files.append(self._list)
        return files

    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
        door = door_of(config)
        article = door.article(page)
        others = shown_translations(article, door.library, door.edition) if article else ()
        context["kb_playbook"] = playbook_view(article, others, self.policy) if article else None
        listed = page.file is self._list
        context["kb_situations"] = situations(door.view, self.policy) if listed else None
        context["kb_practices"] = practices(door.view) if listed else None
        context["kb_situations_url"] = self._list.url if self._list else ""
        return context

    def on_template_context(self, context: Any, *, template_name: str, config: MkDocsConfig) -> Any:
        context["kb_situations_url"] = self._list.url if self._list else ""
        return context
