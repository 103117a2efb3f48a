"""An article as plain values, to keep it from one run to the next, and back.

Only for programs that look at the content and publish nothing: whoever can write where it is kept can say what it says.
"""

from __future__ import annotations

from typing import Any

from kb.library.article import Article
from kb.library.blocks import Block, Blocks
from kb.library.frontmatter import FrontMatter
from kb.library.header import MAX_BYTES
from kb.library.links import Link


def keep_article(article: Article) -> list[Any]:
    """All that costs time to find out, but not the text: that is read anew. Only for an article without problems."""
    return [
        article.meta.model_dump_json(exclude_unset=True),
        len(article.body),
        article.body_line,
        [list(pair) for pair in article.key_lines],
        [[b.name, list(b.values), b.start, b.end] for b in article.blocks.found],
        [[k.line, k.column, k.target, k.anchor, k.written, k.image] for k in article.links],
    ]


def kept_article(kept: list[Any], path: str, language: str, data: bytes) -> Article:
    """The article of a file whose bytes are those that it was kept for. ValueError when the values are of another form."""
    if len(data) > MAX_BYTES:
        raise ValueError("longer than an article may be")
    meta, length, body_line, key_lines, blocks, _ = kept
    text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    article = Article(
        path,
        language,
        FrontMatter.model_validate_json(meta),
        text[len(text) - length :] if length else "",
        body_line,
        tuple((key, line) for key, line in key_lines),
    )
    found = tuple(Block(name, tuple(values), start, end) for name, values, start, end in blocks)
    article.__dict__["blocks"] = Blocks(found, (), False)
    take_links(article, kept)
    return article


def take_links(article: Article, kept: list[Any]) -> None:
    """The links that another process found in the same article, as if they had just been found out here: a cached
    property lies in the object's own dictionary."""
    article.__dict__["links"] = tuple(Link(*link) for link in kept[-1])
