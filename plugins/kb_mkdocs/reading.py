"""`Page.read_source`, which does not take apart again what the door has just put together.

Most of the time of reading a page goes into the YAML of its front matter. Of an article's page the door knows it, as long
as nobody has put another source in its place or works on this event.
"""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from kb_mkdocs.door import Document, page_parts


def read_source(page: Page, config: MkDocsConfig) -> None:
    """Fill `page.markdown` and `page.meta`."""
    file = page.file
    if not isinstance(file, Document) or file.replaced or config.plugins.events.get("page_read_source"):
        page.read_source(config)
        return
    meta, body = page_parts(file.article)
    # Other characters may be something else in YAML: they end a line there, or are no text at all
    if all(map(str.isprintable, meta.values())):
        page.markdown, page.meta = body.lstrip("\n"), meta
    else:
        page.read_source(config)
