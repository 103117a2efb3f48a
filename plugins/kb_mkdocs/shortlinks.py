"""Plugin kb/shortlinks: `/kb/KB-0142/` leads to the article, whatever its address is by then."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin

from kb_mkdocs.door import door_of
from kb_mkdocs.onward import write_onward
from kb_mkdocs.options import NoOptions


class ShortLinksPlugin(BasePlugin[NoOptions]):
    """Writes `kb/<id>/index.html` for every article of the edition."""

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        door = door_of(config)
        for article in door.view.articles:
            id, title = article.meta.id, article.meta.title
            write_onward(config, f"kb/{id}/", article.url, title, heading=id, language=door.edition.language)
