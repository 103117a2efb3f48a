"""Plugin kb/runbooks: steps and commands of runbooks that a script finds in the page, and the card above them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from kb.library import Article
from kb.runbooks.card import runbook_card
from kb.runbooks.markup import prepared
from kb.runbooks.policy import DEFAULT_POLICY, RunbookPolicy
from kb.runbooks.runner import runner_view
from kb.sources.runbooks import read_runbook_policy
from kb_mkdocs.door import door_of
from kb_mkdocs.options import NoOptions

EXTENSION = "kb_mkdocs.runbook_steps"


class RunbooksPlugin(BasePlugin[NoOptions]):
    """Writes the context keys `kb_runbook`, the card of a runbook, and `kb_runner`, what the step runner must know; both are
    None on other pages."""

    policy: RunbookPolicy = DEFAULT_POLICY

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        self.policy, _ = read_runbook_policy(Path(config.docs_dir))
        if EXTENSION not in config.markdown_extensions:
            config.markdown_extensions.append(EXTENSION)
        return config

    @event_priority(-500)
    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Last of all: what others write into the text is read as well."""
        article = door_of(config).article(page)
        return prepared(article, markdown, self.policy) if article and is_prepared(article) else markdown

    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
        door = door_of(config)
        article = door.article(page)
        owner = door.team.owners.get(article.meta.owner or "") if article else None
        called = owner.called(door.edition.language) if owner else ""
        context["kb_runbook"] = runbook_card(article, door.edition, door.strings, called)
        context["kb_runner"] = runner_view(article, door.edition.language)
        return context


def is_prepared(article: Article) -> bool:
    """Whether anything is written into its text before it is rendered."""
    return article.meta.type == "runbook"
