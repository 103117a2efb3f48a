"""Plugin kb/shortlinks: `/kb/KB-0142/` leads to the article, whatever its address is by then."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin

from kb_mkdocs.door import door_of
from kb_mkdocs.onward import write_onward
from kb_mkdocs.options import NoOptions
from kb_mkdocs.writing import published_beside


class ShortLinksPlugin(BasePlugin[NoOptions]):
    """Writes `kb/<id>/index.html` for every article of the edition."""

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        door, beside = door_of(config), published_beside(config)
        for article in door.view.articles:
            place = short_link(article.meta.id)
            if beside is None or not beside.left_alone(f"{place}index.html"):
                title, id = article.meta.title, article.meta.id
                write_onward(config, place, article.url, title, heading=id, language=door.edition.language)


def short_link(id: str) -> str:
    """The address below the edition's root."""
    return f"kb/{id}/"
