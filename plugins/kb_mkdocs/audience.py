"""Plugin kb/audience: the choices of the audience switch."""

from __future__ import annotations

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from kb.edition import AUDIENCES
from kb_mkdocs.door import door_of
from kb_mkdocs.options import NoOptions


class AudiencePlugin(BasePlugin[NoOptions]):
    """Writes the context key `kb_audiences`: (value, label) pairs, empty in an edition for one audience alone."""

    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
        return _choices(context, config)

    def on_template_context(self, context: Any, *, template_name: str, config: MkDocsConfig) -> Any:
        return _choices(context, config)


def _choices(context: Any, config: MkDocsConfig) -> Any:
    door = door_of(config)
    choices = () if door.edition.audience else ("all", *AUDIENCES)
    context["kb_audiences"] = tuple((value, door.strings.audience[value]) for value in choices)
    return context
