"""Plugin kb/shortlinks: `/kb/KB-0142/` leads to the article, whatever its address is by then."""

from __future__ import annotations

from html import escape
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin

from kb.library import Article
from kb_mkdocs.door import door_of
from kb_mkdocs.options import NoOptions


class ShortLinksPlugin(BasePlugin[NoOptions]):
    """Writes `kb/<id>/index.html` for every article of the edition."""

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        door = door_of(config)
        for article in door.view.articles:
            folder = Path(config.site_dir, "kb", article.meta.id)
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "index.html").write_text(
                redirect_page(article, door.edition.language), encoding="utf-8", newline="\n"
            )


def redirect_page(article: Article, language: str) -> str:
    """A page that leads on at once, without a script, and can be followed by hand."""
    target, title = escape(f"../../{article.url}"), escape(article.meta.title)
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width,initial-scale=1">\n<meta name="robots" content="noindex">\n'
        f'<meta http-equiv="refresh" content="0; url={target}">\n<title>{title}</title>\n</head>\n'
        f'<body>\n<main>\n<h1>{escape(article.meta.id)}</h1>\n<p><a href="{target}">{title}</a></p>\n</main>\n</body>\n</html>\n'
    )
