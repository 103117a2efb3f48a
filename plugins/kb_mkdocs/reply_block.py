"""The block `reply`: words to send or say, with marked placeholders."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree

from kb.edition import AUDIENCES
from kb.library.blocks import CHANNELS
from kb.strings import strings_for
from kb_mkdocs.conversation import ConversationBlock


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
    from kb.playbooks.plain import WRAPPED  # noqa: PLC0415 - where there is no reply, a build begins sooner

    lines = text.split("\n")
    return "".join(
        line.rstrip() + ("  \n" if len(line.strip()) <= WRAPPED else "\n") for line in lines[:-1]
    ) + lines[-1]  # fmt: skip


def _mark_slots(element: etree.Element) -> None:
    """`{{name}}` becomes an element, before another extension takes the braces for its own."""
    from kb.playbooks.reading import SLOT  # noqa: PLC0415

    children = list(element)
    for child in children:
        if child.tag not in ("code", "pre"):
            _mark_slots(child)
    for child in reversed(children):
        pieces = SLOT.split(child.tail or "")
        if len(pieces) > 1:
            child.tail = pieces[0]
            place = list(element).index(child) + 1
            for extra in reversed(_slots(pieces)):
                element.insert(place, extra)
    pieces = SLOT.split(element.text or "")
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
