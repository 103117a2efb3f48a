"""A look at each block of Markdown before the many tests of what it is: what a test needs to succeed is told here."""

from __future__ import annotations

import re
import textwrap
import xml.etree.ElementTree as etree
from collections.abc import Callable, Iterator
from contextlib import suppress
from operator import methodcaller
from typing import Any

import yaml
from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.util import HTML_PLACEHOLDER_RE
from pymdownx.blocks import BlocksProcessor

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
        if type(processor) is BlocksProcessor and is_known(BlocksProcessor):
            processor.__class__ = _Blocks


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


class _Blocks(BlocksProcessor):  # type: ignore[misc]
    def parse_blocks(self, blocks: list[str], current_parent: etree.Element) -> None:
        """All that is around a block is gone through to count the lists that a block inside another is in. Where there is no
        other, there is nothing to count; and what is being written stands last in what is around it."""
        super().parse_blocks(blocks, _Around(self.stack, current_parent))

    def split_header(self, block: str, length: int) -> tuple[dict[str, Any] | None, str]:
        """Options that are simple are read by a parser that is many times as fast."""
        stop = next((end.start() for end in self.end.finditer(block) if len(end[1]) == length), None)
        written = self.yaml_line.match(block[:stop])
        options = _simple(textwrap.dedent(written[0])) if written else None
        if written is None or options is None:
            return super().split_header(block, length)  # type: ignore[no-any-return]
        rest = block[written.end() : stop]
        return options, rest if stop is None else f"{rest}\n{block[stop:]}"


def _simple(options: str) -> dict[str, Any] | None:
    """Lines of which the parser in C can only make the same as the one in Python; None for others."""
    with suppress(yaml.YAMLError, ValueError):
        if _LINES.fullmatch(options):
            return yaml.load(options, Loader=_LOADER)  # type: ignore[no-any-return]
    return None


_LINES = re.compile(r"(?:[a-z_]+:(?: [^\W_](?:[\w .,/()#-]*[\w.)])?)?(?:\n|$))+")
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


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
