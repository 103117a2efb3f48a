"""The blocks `rehearsal` and `scene`: a branching conversation with feedback on each choice."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree

from kb_mkdocs.conversation import ConversationBlock

_CHOICE = re.compile(r"^\[(?P<mark>[ xX])\][ \t]+")


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
