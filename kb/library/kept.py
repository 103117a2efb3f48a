"""An article as plain values, to keep it from one run to the next, and back: with its text (`keep_article`), or with what
others ask of it and its text on demand (`outline`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kb.library.article import Article
from kb.library.blocks import Block, Blocks
from kb.library.frontmatter import FrontMatter
from kb.library.header import MAX_BYTES
from kb.library.links import Link


def keep_article(article: Article) -> list[Any]:
    """All that costs time to find out, but not the text: that is read anew. Only for an article without problems."""
    return [len(article.body), *_said(article)]


def _said(article: Article) -> list[Any]:
    return [
        article.meta.model_dump_json(exclude_unset=True),
        article.body_line,
        dict(article.key_lines),
        [[b.name, list(b.values), b.start, b.end] for b in article.blocks.found],
        [[k.line, k.column, k.target, k.anchor, k.written, k.image] for k in article.links],
    ]


def _blocks(kept: list[Any]) -> Blocks:
    """Of an article without problems."""
    if not kept:
        return _NONE
    return Blocks(tuple(Block(name, tuple(values), start, end) for name, values, start, end in kept), (), False)


def kept_article(kept: list[Any], path: str, language: str, data: bytes) -> Article:
    """The article of a file whose bytes are those that it was kept for. ValueError when the values are of another form."""
    if len(data) > MAX_BYTES:
        raise ValueError("longer than an article may be")
    length, meta, body_line, key_lines, blocks, _ = kept
    text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    article = Article(
        path,
        language,
        FrontMatter.model_validate_json(meta),
        text[len(text) - length :] if length else "",
        body_line,
        tuple(dict(key_lines).items()),
    )
    article.__dict__["blocks"] = _blocks(blocks)
    take_links(article, kept)
    return article


_NONE = Blocks((), (), False)


def take_links(article: Article, kept: list[Any]) -> None:
    """The links that another process found in the same article, as if they had just been found out here: a cached
    property lies in the object's own dictionary."""
    article.__dict__["links"] = tuple(map(Link._make, kept[-1]))


def outline(article: Article) -> list[Any]:
    """What a build asks of an article whose page stays as it is. Only for an article without problems."""
    return [
        *_said(article),
        list(article.targets),
        article.words,
        article.opening,
        list(article.mentions),
        article.includes,
        article.as_verified,
        article.mark,
    ]


def outlined(kept: list[Any], path: str, unread: Callable[[Article], str]) -> Article:
    """The article of an outline; `unread` reads its body when somebody asks for it. ValueError or TypeError when the values
    are of another form."""
    meta, body_line, key_lines, blocks, links, targets, words, opening, mentions, includes, as_verified, mark = kept
    article = object.__new__(Article)
    article.__dict__.update(
        path=path,
        language=path.partition("/")[0],
        meta=FrontMatter.model_validate_json(meta),
        body_line=body_line,
        key_lines=tuple(dict(key_lines).items()),
        fallback=False,
        blocks=_blocks(blocks),
        links=tuple(map(Link._make, links)),
        targets=frozenset(targets),
        words=words,
        opening=opening,
        mentions=frozenset(mentions),
        includes=includes,
        as_verified=as_verified,
        mark=mark,
        unread=unread,
    )
    return article
