"""What the blocks for talking with people have in common, and the simplest of them, `decision`: HTML that reads well without
a script."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from typing import Any, ClassVar

from pymdownx.blocks.block import Block

from kb.library.text import plain_line
from kb.strings import Strings


class ConversationBlock(Block):  # type: ignore[misc]
    """What the four have in common: a title, options that never make the block fall apart, and the words."""

    ARGUMENT = None
    OPTIONS: ClassVar[dict[str, Any]] = {}

    @property
    def words(self) -> Strings:
        strings: Strings = self.config["door"].strings
        return strings

    def _validate(self, parent: etree.Element, arg: Any, **options: Any) -> bool:
        """An option that is not known is reported by `kb check`; here it must not turn the block into plain text."""
        self.given = {key: str(value).strip() for key, value in options.items() if value is not None}
        return bool(super()._validate(parent, arg))

    def on_markdown(self) -> str:
        return "block"

    def number(self) -> int:
        """The how-manieth of its kind on the page."""
        self.tracker["count"] = self.tracker.get("count", 0) + 1
        return int(self.tracker["count"])

    def titled(self, box: etree.Element, label: str, name: str) -> None:
        """A line that names the kind, and the title by which the box is known to a screen reader."""
        box.set("role", "group")
        box.set("aria-label", f"{label}: {plain_line(self.argument)}" if self.argument else label)
        etree.SubElement(box, "p", {"class": f"{name}__label"}).text = label
        if self.argument:
            etree.SubElement(box, "p", {"class": f"{name}__title"}).text = self.argument


class DecisionBlock(ConversationBlock):
    """`/// decision | What do you see?` around a nested list: branches are what one sees, leaves what to do."""

    NAME = "decision"

    def on_create(self, parent: etree.Element) -> etree.Element:
        words = self.words
        box = etree.SubElement(parent, "kb-decision", {"class": "kb-decision", "id": f"decision-{self.number()}"})
        for key in ("back", "again", "path", "all", "one", "do", "which", "unknown"):
            box.set(f"data-{key}", words[f"decision_{key}"])
        self.titled(box, words["decision"], "kb-decision")
        return box

    def on_end(self, block: etree.Element) -> None:
        for tree in block.findall("ul"):
            _grow(tree)


def _grow(tree: etree.Element) -> None:
    tree.set("class", "kb-decision__list")
    for item in tree.findall("li"):
        inner = item.find("ul")
        item.set("class", "kb-decision__leaf" if inner is None else "kb-decision__branch")
        if inner is not None:
            _grow(inner)
