"""Plugin kb/redirects: earlier addresses, headings and ids lead to where the text is now (`moved_from`, `supersedes`)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from kb.addresses import Redirects, plan_redirects
from kb_mkdocs.door import door_of
from kb_mkdocs.onward import address, write_onward
from kb_mkdocs.options import NoOptions


class RedirectsPlugin(BasePlugin[NoOptions]):
    """Writes pages at earlier addresses; puts earlier anchors of a page into its text."""

    planned: Redirects

    @event_priority(-20)
    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        door = door_of(config)
        self.planned = plan_redirects(door.library, door.view)
        return files

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        anchors = self.planned.anchors.get(page.url, {})
        return with_anchors(html, page.url, anchors, config) if anchors else html

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        language = door_of(config).edition.language
        for gone in self.planned.pages:
            to = gone.article
            write_onward(config, gone.url, to.url, to.meta.title, language=language, anchors=gone.anchors)
        for id, article in self.planned.ids.items():
            title = article.meta.title
            write_onward(config, f"kb/{id}/", article.url, title, heading=id, language=language, anchors={})


def with_anchors(html: str, url: str, anchors: Mapping[str, tuple[str, str]], config: MkDocsConfig) -> str:
    """The text of a page with its earlier anchors: where the heading is on the page, before it, which works without
    scripts; where it is elsewhere, in a list that an element reads."""
    elsewhere = []
    for old, (to, anchor) in anchors.items():
        if to != url:
            elsewhere.append(f'<a data-from="{escape(old)}" href="{escape(address(config, url, to, anchor))}"></a>')
            continue
        mark = f'<a id="{escape(old)}"></a>'
        heading = re.search(rf'<h[1-6][^<>]*\sid="{re.escape(escape(anchor))}"', html) if anchor else None
        place = heading.start() if heading else 0
        html = html[:place] + mark + html[place:]
    return html + (f"<kb-moved hidden>{''.join(elsewhere)}</kb-moved>" if elsewhere else "")
