"""What of an article is shown outside its own text: on other pages, in lists, and around the text on its own page."""

from __future__ import annotations

import hashlib
import json
import re

from kb.library import Article
from kb.library.blocks import COMMON
from kb.pages import card

_TYPES = ("article", "runbook")
_HARMLESS = COMMON | {"audience"}
HIDING = "visibility"
_ANCHOR = re.compile(r"#[^\s)\"'<>]+|\bid\s*=\s*\S+")


def face(article: Article) -> str | None:
    """A digest; as long as it is the same, only the article's own text shows anything else than before.

    None where that can't be said: known errors, playbooks, modules, paths and pages are read by others as a whole, and so
    are questions and replies; and a hidden block is held against every page.
    """
    if not is_plain(article):
        return None
    meta = article.meta
    shown = [
        article.path,
        article.fallback,
        meta.model_dump_json(),
        [(link.target, link.anchor, link.written, link.image) for link in article.links],
        [(section.level, section.title, section.anchor) for section in article.sections],
        [(block.name, block.values) for block in article.blocks.found],
        sorted(set(_ANCHOR.findall(article.body))),
        card(article).minutes,
        card(article).description,
        article.as_verified,
    ]
    return hashlib.blake2b(json.dumps(shown).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def is_plain(article: Article) -> bool:
    """Whether it is an article that others show by its front matter and links alone, if at all."""
    return is_ordinary(article) and not any(block.name == HIDING for block in article.blocks.found)


def is_ordinary(article: Article) -> bool:
    """The same, but for what is hidden in it."""
    known = all(block.name in _HARMLESS or block.name == HIDING for block in article.blocks.found)
    return article.meta.type in _TYPES and known and not (article.is_index or article.meta.template or article.includes)
