"""Blocks for talking with people: `decision`, `reply`, `rehearsal` and `scene`, as HTML that reads well without a script."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from typing import Any, ClassVar

from markdown.preprocessors import Preprocessor
from pymdownx.blocks.block import Block

from kb.edition import AUDIENCES
from kb.library.blocks import CHANNELS
from kb.library.text import plain_line
from kb.strings import Strings, strings_for

_CHOICE = re.compile(r"^\[(?P<mark>[ xX])\][ \t]+")
_SLOT = re.compile(r"\{\{[ \t]*([^{}\n]{1,60}?)[ \t]*\}\}")
_WRAPPED = 80
"""A line of a reply that is longer was wrapped by its author; the break after a shorter one is meant."""


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


class ReplyBlock(ConversationBlock):
    """`/// reply | Title` with `for`, `channel` and `lang`: words to send or say, ready to paste."""

    NAME = "reply"

    def on_create(self, parent: etree.Element) -> etree.Element:
        words, number = self.words, self.number()
        audience = [v.strip() for v in self.given.get("for", "").split(",") if v.strip() in AUDIENCES]
        channel = self.given.get("channel", "")
        box = etree.SubElement(parent, "kb-reply", {"class": "kb-reply", "id": f"reply-{number}"})
        for key in ("copy", "copied", "left", "by-hand", "language", "variant"):
            box.set(f"data-{key}", words[f"reply_{key.replace('-', '_')}"])
        if audience:
            box.set("data-audience", " ".join(audience))
        figure = etree.SubElement(box, "figure", {"class": "kb-reply__figure"})
        head = etree.SubElement(figure, "figcaption", {"class": "kb-reply__head"})
        title = etree.SubElement(head, "span", {"class": "kb-reply__title"})
        title.text, title.tail = self.argument or words["reply"], " "
        label = [words.for_audiences(audience)] if audience else []
        if channel in CHANNELS:
            label.append(words[f"reply_{channel}"])
            box.set("data-channel", channel)
        if label:
            etree.SubElement(head, "span", {"class": "kb-reply__label"}).text = " · ".join(label)
        self.text = etree.SubElement(figure, "blockquote", {"class": "kb-reply__text"})
        language = self.given.get("lang", "")
        if re.fullmatch(r"[a-z]{2,3}", language):
            self.text.set("lang", language)
        box.set("data-own", _name_of(language if "lang" in self.text.attrib else words.language))
        return box

    def on_add(self, block: etree.Element) -> etree.Element:
        return self.text

    def on_end(self, block: etree.Element) -> None:
        for paragraph in self.text.iter():
            if paragraph.tag in ("p", "li") and paragraph.text:
                paragraph.text = _keep_breaks(paragraph.text)

    def on_inline_end(self, block: etree.Element) -> None:
        _mark_slots(self.text)


def _name_of(language: str) -> str:
    known = strings_for(language)
    return known.name if known.language == language else language


def _keep_breaks(text: str) -> str:
    lines = text.split("\n")
    return "".join(
        line.rstrip() + ("  \n" if len(line.strip()) <= _WRAPPED else "\n") for line in lines[:-1]
    ) + lines[-1]  # fmt: skip


def _mark_slots(element: etree.Element) -> None:
    """`{{name}}` becomes an element, before another extension takes the braces for its own."""
    children = list(element)
    for child in children:
        if child.tag not in ("code", "pre"):
            _mark_slots(child)
    for child in reversed(children):
        pieces = _SLOT.split(child.tail or "")
        if len(pieces) > 1:
            child.tail = pieces[0]
            place = list(element).index(child) + 1
            for extra in reversed(_slots(pieces)):
                element.insert(place, extra)
    pieces = _SLOT.split(element.text or "")
    if len(pieces) > 1:
        element.text = pieces[0]
        for extra in reversed(_slots(pieces)):
            element.insert(0, extra)


def _slots(pieces: list[str]) -> list[etree.Element]:
    found = []
    for name, tail in zip(pieces[1::2], pieces[2::2], strict=True):
        slot = etree.Element("span", {"class": "kb-slot", "data-slot": name})
        slot.text, slot.tail = f"{{{{{name}}}}}", tail
        found.append(slot)
    return found


class RehearsalBlock(ConversationBlock):
    """`//// rehearsal | Title` around scenes: a conversation to try out, with feedback on each choice."""

    NAME = "rehearsal"

    def on_create(self, parent: etree.Element) -> etree.Element:
        words = self.words
        self.id = f"rehearsal-{self.number()}"
        self.scenes: dict[str, str] = {}
        self.place = 0
        box = etree.SubElement(parent, "kb-rehearsal", {"class": "kb-rehearsal", "id": self.id})
        for key in ("begin", "again", "next", "all", "one", "said", "score", "best", "fair", "kind", "turns"):
            box.set(f"data-{key}", words[f"rehearsal_{key}"])
        self.titled(box, words["rehearsal"], "kb-rehearsal")
        return box

    def on_inline_end(self, block: etree.Element) -> None:
        """The links of a choice lead to the scenes of this rehearsal; a scene that is not here is the end."""
        for choice in block.iter("li"):
            for link in choice.iter("a") if choice.get("class") == "kb-turn" else ():
                written = link.get("href", "")
                if written.startswith("#") and written[1:] in self.scenes:
                    link.set("href", f"#{self.scenes[written[1:]]}")
                    link.set("class", "kb-turn__next")
                    link.set("data-to", self.words["scene"].format(list(self.scenes).index(written[1:]) + 1))
                elif written.startswith("#"):
                    link.tag = "span"
                    link.attrib.clear()


class SceneBlock(ConversationBlock):
    """`/// scene | start` inside a rehearsal: what the other says, then the choices, `[x]` for one that helps."""

    NAME = "scene"

    def on_create(self, parent: etree.Element) -> etree.Element:
        around = next((e.block for e in reversed(self._block_mgr.stack) if isinstance(e.block, RehearsalBlock)), None)
        name = self.argument or ""
        anchor = re.sub(r"[^\w-]", "-", f"{around.id if around else 'scene'}-{name}")
        self.place = 1
        if around is not None:
            around.place = self.place = around.place + 1
            if name in around.scenes:
                anchor += f"-{self.place}"
            around.scenes.setdefault(name, anchor)
        box = etree.SubElement(parent, "section", {"class": "kb-scene", "id": anchor, "data-scene": name})
        self.label = etree.SubElement(box, "p", {"class": "kb-scene__label"})
        return box

    def on_end(self, block: etree.Element) -> None:
        choices = 0
        for listed in block.findall("ul"):
            for item in listed.findall("li"):
                choices += self._choice(item)
            if choices:
                listed.set("class", "kb-turns")
        text = self.words["scene"].format(self.place)
        self.label.text = text if choices else f"{text} · {self.words['scene_end']}"
        block.set("aria-label", self.label.text)
        if not choices:
            block.set("data-end", "")

    def _choice(self, item: etree.Element) -> bool:
        """`[x] what you say` and the feedback below it, as a box that opens."""
        first = item[0] if len(item) and not (item.text or "").strip() and item[0].tag == "p" else item
        marked = _CHOICE.match((first.text or "").lstrip())
        if marked is None:
            return False
        good = marked["mark"] != " "
        said = (first.text or "").lstrip()[marked.end() :]
        rest = [child for child in item if child is not first]
        item.text = ""
        for child in list(item):
            item.remove(child)
        item.set("class", "kb-turn")
        item.set("data-good", "true" if good else "false")
        box = etree.SubElement(item, "details", {"class": "kb-turn__box"})
        summary = etree.SubElement(box, "summary", {"class": "kb-turn__said"})
        summary.text = said
        feedback = etree.SubElement(box, "div", {"class": "kb-turn__feedback"})
        verdict = etree.SubElement(feedback, "p", {"class": "kb-turn__verdict"})
        verdict.text = self.words["choice_good" if good else "choice_bad"]
        feedback.extend(rest)
        return True


class Outdent(Preprocessor):
    """An empty line before an item that stands further left than the paragraph or list that it follows began: without it the
    engine takes the item for one of the inner list, and a decision would lose an answer."""

    def run(self, lines: list[str]) -> list[str]:
        found: list[str] = []
        inside: list[int] = []
        first = -1  # column of the first line since the last empty one
        for line in lines:
            fence = _FENCE.match(line)
            if fence and fence["name"] in ("decision", "scene"):
                inside.append(len(fence["slashes"]))
            elif fence and not fence["name"] and inside and len(fence["slashes"]) == inside[-1]:
                inside.pop()
            wide = line.expandtabs(4)
            column = len(wide) - len(wide.lstrip())
            if inside and column < first and _BULLET.match(line):
                found.append("")
                first = -1
            if not line.strip():
                first = -1
            elif first < 0:
                first = column
            found.append(line)
        return found


_FENCE = re.compile(r"^\s*(?P<slashes>/{3,})[ \t]*(?P<name>[\w-]*)[ \t]*(?:\|.*)?$")
_BULLET = re.compile(r"^\s*[-*+][ \t]+\S")

BLOCKS: tuple[type[ConversationBlock], ...] = (DecisionBlock, ReplyBlock, RehearsalBlock, SceneBlock)
