"""`Page.read_source`, which does not take apart again what the door has just put together.

Most of the time of reading a page goes into the YAML of its front matter. Of an article's page the door knows it, as long
as nobody has put another source in its place or works on this event. Nor is the text asked for where only the article
decides what is made of it: the page may be one that was made before.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from kb.library import Article
from kb_mkdocs.door import Document, page_meta, page_text
from kb_mkdocs.runbooks import RunbooksPlugin, is_prepared


def prepare(page: Page, config: MkDocsConfig, files: Files) -> Callable[[], str] | None:
    """Up to the point where Markdown is rendered. What reads the text, where nobody but the article decides on it; otherwise
    it was read, and plugins have had their say."""
    article = read_meta(page, config)
    if article is not None:
        if all(_leaves(handler, article) for handler in config.plugins.events.get("page_markdown", ())):
            return partial(page_text, article)
        page.markdown = page_text(article)
    page.markdown = config.plugins.on_page_markdown(page.markdown or "", page=page, config=config, files=files)
    return None


def _leaves(handler: Callable[..., object], article: Article) -> bool:
    """Whether it gives the text back as it is."""
    return isinstance(getattr(handler, "__self__", None), RunbooksPlugin) and not is_prepared(article)


def read_meta(page: Page, config: MkDocsConfig) -> Article | None:
    """Fill `page.meta`. The article, where the text of the page is its own and was not read; otherwise everything was."""
    file = page.file
    if isinstance(file, Document) and not file.replaced and not config.plugins.events.get("page_read_source"):
        meta = page_meta(file.article)
        # Other characters may be something else in YAML: they end a line there, or are no text at all
        if all(map(str.isprintable, meta.values())):
            page.meta, page.markdown = meta, ""  # without a text, MkDocs gives no title
            return file.article
    page.read_source(config)
    return None
