"""A look at each block of Markdown before the many tests of what it is: what a test needs to succeed is told here."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Callable, Iterator
from operator import methodcaller
from typing import Any

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.util import HTML_PLACEHOLDER_RE

from kb_mkdocs.insides import is_known
from kb_mkdocs.needed import Look, look_for

Within = Callable[[Any, etree.Element], object]


def look_at_blocks(md: Markdown) -> None:
    """`md.parser.parseBlocks` leaves out the tests that must fail."""
    parser = md.parser
    if type(parser) is not BlockParser or not is_known(BlockParser):
        return
    processors = [(processor, *_look(processor)) for processor in parser.blockprocessors]

    def parse(parent: etree.Element, blocks: list[str]) -> None:
        while blocks:
            block = blocks[0]
            for processor, look, within in processors:
                if look and not look(block) and not (within and within(processor, parent)):
                    continue
                if processor.test(parent, block):
                    if processor.run(parent, blocks) is not False:
                        break
                    block = blocks[0]

    parser.parseBlocks = parse  # type: ignore[method-assign]
    for processor, _, _ in processors:
        if _name(processor) == "pymdownx.blocks.BlocksProcessor" and is_known(type(processor)):
            processor.parse_blocks = _Nested(processor)  # type: ignore[attr-defined]


def _look(processor: Any) -> tuple[Look | None, Within | None]:
    """What a block must hold for the processor to take it; and whether, without it, it may take it at this place."""
    name = _name(processor)
    if name not in _LOOKS or not is_known(type(processor)):
        return None, None
    return _LOOKS[name](processor), _WITHIN.get(name)


def _name(processor: object) -> str:
    return f"{type(processor).__module__}.{type(processor).__qualname__}"


def _indented(processor: Any) -> Look:
    return methodcaller("startswith", " " * processor.tab_length)


_LOOKS: dict[str, Callable[[Any], Look | None]] = {
    "markdown.blockprocessors.BlockQuoteProcessor": lambda it: look_for(it.RE),
    "markdown.blockprocessors.CodeBlockProcessor": _indented,
    "markdown.blockprocessors.HashHeaderProcessor": lambda it: look_for(it.RE),
    "markdown.blockprocessors.HRProcessor": lambda it: look_for(it.SEARCH_RE),
    "markdown.blockprocessors.ListIndentProcessor": _indented,
    "markdown.blockprocessors.ReferenceProcessor": lambda it: look_for(it.RE),
    "markdown.blockprocessors.SetextHeaderProcessor": lambda it: look_for(it.RE),
    "markdown.extensions.abbr.AbbrBlockprocessor": lambda it: look_for(it.RE),
    "markdown.extensions.admonition.AdmonitionProcessor": lambda it: look_for(it.RE),
    "markdown.extensions.def_list.DefListIndentProcessor": _indented,
    "markdown.extensions.def_list.DefListProcessor": lambda it: look_for(it.RE),
    "markdown.extensions.footnotes.FootnoteBlockProcessor": lambda it: look_for(it.RE),
    "markdown.extensions.md_in_html.MarkdownInHtmlProcessor": lambda it: look_for(HTML_PLACEHOLDER_RE),
    "markdown.extensions.tables.TableProcessor": lambda it: methodcaller("__contains__", "|"),
    "pymdownx.blocks.BlocksProcessor": lambda it: look_for(it.start),
    "pymdownx.details.DetailsProcessor": lambda it: look_for(it.START),
    "pymdownx.superfences.SuperFencesCodeBlockProcessor": _indented,
}
_WITHIN: dict[str, Within] = {
    "markdown.extensions.admonition.AdmonitionProcessor": lambda it, parent: _follows(it, parent, "div"),
    "pymdownx.blocks.BlocksProcessor": lambda it, parent: it.stack and it.stack[-1].hungry,
    "pymdownx.details.DetailsProcessor": lambda it, parent: _follows(it, parent, "details"),
}
"""More text for what was begun before."""


def _follows(processor: Any, parent: etree.Element, tag: str) -> bool:
    return processor.current_sibling is not None or (len(parent) > 0 and str(parent[-1].tag).lower() == tag)


class _Nested:
    """`BlocksProcessor.parse_blocks` goes through all that is around a block to count the lists that a block inside another
    is in. Where there is no other, there is nothing to count; and what is being written stands last in what is around it."""

    def __init__(self, processor: Any) -> None:
        self._processor = processor
        self._stock = processor.parse_blocks

    def __call__(self, blocks: list[str], current_parent: etree.Element) -> None:
        self._stock(blocks, _Around(self._processor.stack, current_parent))


class _Around:
    def __init__(self, stack: list[Any], parent: etree.Element) -> None:
        self._stack = stack
        self._parent = parent

    def iter(self) -> Iterator[etree.Element]:
        if len(self._stack) < 2:
            return iter(())
        last = [self._parent]
        while len(last[-1]):
            last.append(last[-1][-1])
        return iter(last) if self._stack[-1].el in last else self._parent.iter()
