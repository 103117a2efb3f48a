"""Plugin kb/offline: an edition that works from a folder on disk. `kb build --offline` adds it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from kb_mkdocs.classic import classic_script
from kb_mkdocs.options import NoOptions

SCRIPT = "assets/kb/classic.js"
ON_DEMAND = (
    "academy/academy.js",
    "academy/kb-exam.js",
    "academy/kb-practice.js",
    "academy/kb-question.js",
    "conversation/conversation.js",
    "escalation/kb-escalation.js",
    "runbook/kb-runbook.js",
)
"""What `on-demand.js` loads where it is needed; from a folder it has to be there already."""
# A relative address that ends in a folder: no server is there to add index.html
_FOLDER = re.compile(
    r'(<(?:a|form|link)\b[^<>]*?\s(?:href|action)=")(?![a-z][a-z0-9+.-]*:|//|#)((?:[^"#?]*/)?(?:\.{1,2}/?)?)(?=[#?"])'
)


class OfflinePlugin(BasePlugin[NoOptions]):
    """Classic scripts instead of modules, whole addresses of pages, no instant navigation."""

    @event_priority(-900)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        features = config.theme.get("features") or []
        config.theme["features"] = [name for name in features if not name.startswith("navigation.instant")]
        config.site_url = ""
        return config

    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
        context["kb_offline"] = SCRIPT
        return context

    def on_template_context(self, context: Any, *, template_name: str, config: MkDocsConfig) -> Any:
        context["kb_offline"] = SCRIPT
        return context

    @event_priority(-900)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        return whole_addresses(output)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        search = ["search/kb-search.js"] if "kb/search" in config.plugins else []
        entries = ["offline.js", *ON_DEMAND, "kb.js", *search]
        target = Path(config.site_dir, SCRIPT)
        # Those of the site: some are made for the edition
        target.write_text(classic_script(target.parent, entries), encoding="utf-8", newline="\n")


def whole_addresses(page: str) -> str:
    """`href="../network/#x"` becomes `href="../network/index.html#x"`; addresses elsewhere stay."""
    return _FOLDER.sub(lambda m: m[1] + _file(m[2]) if m[2] else m[0], page)


def _file(folder: str) -> str:
    return f"{folder}index.html" if folder.endswith("/") else f"{folder}/index.html"
