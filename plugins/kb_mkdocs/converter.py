"""The `markdown.Markdown` that renders many pages: the stock one, which looks before it searches.

Most of the time of Markdown goes into searching every text for everything that it might hold. What a text needs for a
search to succeed can be told from the search (`needed`), and a quick look for that spares most of them. Everything is set
on the one converter, and only where the insides are known (`insides`); plain `mkdocs build` knows nothing of it.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from markdown import Markdown
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.extensions.md_in_html import HtmlBlockPreprocessor, MarkdownInHTMLPostprocessor
from markdown.extensions.toc import TocTreeprocessor
from markdown.treeprocessors import InlineProcessor, UnescapeTreeprocessor
from markdown.util import INLINE_PLACEHOLDER_PREFIX, STX, AtomicString
from pymdownx.superfences import SuperFencesBlockPreprocessor

from kb_mkdocs.blocklooks import look_at_blocks
from kb_mkdocs.highlighting import highlight_quickly
from kb_mkdocs.insides import is_known
from kb_mkdocs.needed import Look, look_for, needed


def converter(**options: Any) -> Markdown:
    """What `markdown.Markdown(**options)` makes, and says, sooner."""
    md = Markdown(**options)
    if is_known(Markdown):
        md.is_block_level = lru_cache(None)(md.is_block_level)  # type: ignore[method-assign]
    for quick in (_Fences, _Html, _Inline, _Attributes, _Contents, _Unescape, _RawHtml):
        stock = quick.__bases__[0]
        for processor in (*md.preprocessors, *md.treeprocessors, *md.postprocessors):
            if type(processor) is stock and is_known(stock):
                # It stays in its place, and whoever holds it has the quick one
                processor.__class__ = quick
    look_at_blocks(md)
    highlight_quickly(md)
    return md


class _Fences(SuperFencesBlockPreprocessor):  # type: ignore[misc]
    """Begins at the first line that may be a fence."""

    def search_nested(self, lines: list[str]) -> list[str]:
        first = next((number for number, line in enumerate(lines) if "```" in line or "~~~" in line), None)
        return lines if first is None else [*lines[:first], *super().search_nested(lines[first:])]


class _Html(HtmlBlockPreprocessor):
    """Looks for HTML only where there is a sign of it."""

    def run(self, lines: list[str]) -> list[str]:
        source = "\n".join(lines)
        return super().run(lines) if "<" in source or "&" in source else source.split("\n")


class _Inline(InlineProcessor):
    """Leaves out the patterns that can't match, and asks the registry once instead of for each pattern and text."""

    def run(self, tree: etree.Element, ancestors: list[str] | None = None) -> etree.Element:
        self._looks, self._any = _looks(tuple(self.inlinePatterns))
        return super().run(tree, ancestors)

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:
        looks = self._looks
        if isinstance(data, AtomicString) or not self._any(data):
            return data
        start = 0
        while patternIndex < len(looks):
            pattern, look = looks[patternIndex]
            if look is None or look(data):
                data, matched, start = self._InlineProcessor__applyPattern(pattern, data, patternIndex, start)  # type: ignore[attr-defined]
                if matched:
                    continue
            patternIndex += 1
            start = 0
        return data

    def _InlineProcessor__processPlaceholders(self, data: str, parent: etree.Element, isText: bool = True) -> list[Any]:
        if isText and data and not parent.text and INLINE_PLACEHOLDER_PREFIX not in data:
            parent.text = data
            return []
        return super()._InlineProcessor__processPlaceholders(data, parent, isText)  # type: ignore[misc, no-any-return]


@lru_cache(1)
def _looks(patterns: tuple[Any, ...]) -> tuple[Sequence[tuple[Any, Look | None]], Look]:
    """Each pattern with a look whether it may match, and one whether any may."""
    expressions = [pattern.getCompiledRegExp() for pattern in patterns]
    texts = [needed(expression) for expression in expressions]
    all_of_them = sorted({re.escape(text) for found in texts for text in found})
    some = re.compile("|".join(all_of_them)).search if all(texts) else lambda data: True
    return [(pattern, look_for(regex)) for pattern, regex in zip(patterns, expressions, strict=True)], some


class _Attributes(AttrListTreeprocessor):
    """Looks for attributes only in a page with a brace."""

    def run(self, doc: etree.Element) -> None:
        if "{" in "".join(doc.itertext()):
            super().run(doc)


class _Contents(TocTreeprocessor):
    """Draws the table of contents only for a page that shows it: MkDocs takes the list of headings, not the drawing."""

    _wanted = False

    def run(self, doc: etree.Element) -> None:
        self._wanted = bool(self.marker) and any(self.marker in (element.text or "") for element in doc.iter())
        super().run(doc)

    def build_toc_div(self, toc_list: list[Any]) -> etree.Element:
        return super().build_toc_div(toc_list) if self._wanted else etree.Element("div")

    def replace_marker(self, root: etree.Element, elem: etree.Element) -> None:
        if self._wanted:
            super().replace_marker(root, elem)


class _Unescape(UnescapeTreeprocessor):
    def unescape(self, text: str) -> str:
        return super().unescape(text) if STX in text else text


class _RawHtml(MarkdownInHTMLPostprocessor):
    def run(self, text: str) -> str:
        return super().run(text) if STX in text else text
