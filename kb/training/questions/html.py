"""Markdown of a question as HTML, for what is not rendered with a page: the data of exams and practice, exports."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from html import escape, unescape

import markdown

from kb.library import Library
from kb.library.links import resolve

EXTENSIONS = (
    "attr_list",
    "def_list",
    "tables",
    "pymdownx.highlight",
    "pymdownx.inlinehilite",
    "pymdownx.keys",
    "pymdownx.superfences",
)
"""Those of a site's pages that a question may need."""

_PROSE = re.compile(r"(?:[^\W_]|[\s.,:;?!()«»“”„\"'’ʼ–—/%№…=@$-])*")
_LIST = re.compile(r"^\s*(?:-|\d+\.)\s|^ {4}|^\s*:\s|^\s*[-=]+\s*$", re.MULTILINE)
_ADDRESS = re.compile(r'(?<=\s)(?P<name>href|src)="(?P<value>[^"]*)"')

Address = Callable[[str], str]
"""From an address as it is written in the article to the one that the reader needs."""


def block_html(text: str, address: Address = str) -> str:
    """Whole paragraphs."""
    if _is_prose(text):
        return "".join(
            f"<p>{escape(part.strip(), quote=False)}</p>" for part in re.split(r"\n\s*\n", text) if part.strip()
        )
    html = _renderer().reset().convert(text)
    return _ADDRESS.sub(lambda m: f'{m["name"]}="{escape(address(unescape(m["value"])))}"', html)


def inline_html(text: str, address: Address = str) -> str:
    """A single paragraph without its tags; more than one stays as it is."""
    html = block_html(text, address)
    if html.startswith("<p>") and html.endswith("</p>") and html.count("<p>") == 1:
        return html[3:-4]
    return html


def addresses_of(view: Library, path: str) -> Address:
    """Addresses in an article as addresses from the edition's root; what leads elsewhere stays."""

    def address(written: str) -> str:
        found = resolve(path, written)
        if found is None or found[0] is None:
            return written
        target, anchor = found[0], found[1]
        article = view.by_path.get(target) or view.by_path.get(f"{target}.md")
        place = article.url or "./" if article else target.partition("/")[2]
        return f"{place}#{anchor}" if anchor else place

    return address


def _is_prose(text: str) -> bool:
    """Nothing in it means anything to Markdown: most texts, and much faster."""
    return _PROSE.fullmatch(text) is not None and not _LIST.search(text)


@lru_cache(maxsize=1)
def _renderer() -> markdown.Markdown:
    return markdown.Markdown(
        extensions=list(EXTENSIONS), extension_configs={"pymdownx.highlight": {"anchor_linenums": False}}
    )
