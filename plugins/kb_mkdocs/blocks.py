"""Markdown extension: audience and visibility blocks, and the guard that refuses to render where the door is not active."""

from __future__ import annotations

import logging
import xml.etree.ElementTree as etree
from dataclasses import dataclass
from typing import Any, ClassVar, NoReturn

from markdown import Extension, Markdown
from markdown.preprocessors import Preprocessor
from mkdocs.exceptions import BuildError
from pymdownx.blocks import BlocksExtension as _PymdownBlocks
from pymdownx.blocks.block import Block

from kb.edition import AUDIENCES, Edition
from kb.strings import Strings
from kb_mkdocs.conversation import DecisionBlock
from kb_mkdocs.outdent import Outdent
from kb_mkdocs.rehearsal_block import RehearsalBlock, SceneBlock
from kb_mkdocs.reply_block import ReplyBlock
from kb_mkdocs.study import STUDY_BLOCKS, LooseItems

log = logging.getLogger("mkdocs.plugins.kb.blocks")


class DoorMissing(BuildError):
    """Something renders the content past the door."""


@dataclass(frozen=True)
class DoorPass:
    """What the door hands to the extension when it is active. YAML can't make one, so no configuration can fake it."""

    edition: Edition
    strings: Strings


class BlocksExtension(_PymdownBlocks):  # type: ignore[misc]
    """`kb_mkdocs.blocks` in mkdocs.yml."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.config = {"door": ["", "Set by the door; never in mkdocs.yml."]}
        super().__init__(*args, **kwargs)

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:
        door = self.getConfig("door")
        if not isinstance(door, DoorPass):
            # Not here but at the first page: MkDocs tries every extension out while it reads the configuration.
            # Both ways in: `convert` returns at once for a page without text, whose title would be written all the same.
            md.preprocessors.register(_Refuse(md), "kb_refuse", 10_000)
            md.convert = _refuse  # type: ignore[method-assign]
            return
        md.preprocessors.register(LooseItems(md), "kb_loose_items", 22)
        md.preprocessors.register(Outdent(md), "kb_outdent", 21)
        block_mgr.register(AudienceBlock, {"door": door})
        block_mgr.register(VisibilityBlock, {"door": door})
        for block in (DecisionBlock, ReplyBlock, RehearsalBlock, SceneBlock, *STUDY_BLOCKS):
            block_mgr.register(block, {"door": door})


class _Refuse(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        _refuse()


def _refuse(source: str = "") -> NoReturn:
    raise DoorMissing(
        "kb_mkdocs.blocks: the plugin kb/door is not active, so nothing is rendered: internal text would be published. "
        "Build with MkDocs and list `kb/door` under `plugins` in mkdocs.yml."
    )


class AudienceBlock(Block):  # type: ignore[misc]
    """`/// audience | novice`: text for some readers, labelled for all who see everything."""

    NAME = "audience"
    ARGUMENT = None
    OPTIONS: ClassVar[dict[str, Any]] = {}

    def on_create(self, parent: etree.Element) -> etree.Element:
        door: DoorPass = self.config["door"]
        self._values = [v.strip() for v in (self.argument or "").split(",")]
        known = [v for v in self._values if v in AUDIENCES]
        box = etree.SubElement(parent, "div", {"class": "kb-audience", "data-kb-for": " ".join(known)})
        label = etree.SubElement(box, "p", {"class": "kb-audience__label"})
        label.text = door.strings.for_audiences(known)
        return box

    def on_end(self, block: etree.Element) -> None:
        # The library has judged this block already; whatever comes here unknown came past it, and is hidden.
        if not all(v in AUDIENCES for v in self._values):
            _hide(block, f"audience | {self.argument}")


class VisibilityBlock(Block):  # type: ignore[misc]
    """`/// visibility | internal`: text for editions that may show it."""

    NAME = "visibility"
    ARGUMENT = None
    OPTIONS: ClassVar[dict[str, Any]] = {}

    def on_create(self, parent: etree.Element) -> etree.Element:
        door: DoorPass = self.config["door"]
        self._value = (self.argument or "").strip()
        box = etree.SubElement(parent, "div", {"class": "kb-visibility", "data-kb-visibility": self._value})
        label = etree.SubElement(box, "p", {"class": "kb-visibility__label"})
        label.text = door.strings.visibility.get(self._value, "")
        return box

    def on_end(self, block: etree.Element) -> None:
        if not self.config["door"].edition.admits(self._value):
            _hide(block, f"visibility | {self.argument}")


def _hide(block: etree.Element, what: str) -> None:
    log.error("a block `%s` reached the page past the door; it is hidden", what)
    block.clear()
    block.set("hidden", "hidden")


def makeExtension(**kwargs: Any) -> Extension:
    return BlocksExtension(**kwargs)
