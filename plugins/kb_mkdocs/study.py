"""Blocks of the academy: `question`, `scenario`, `exam` and `solution`, as HTML that reads well without a script.

What is checked in the browser is read from the same HTML (`assets/kb/academy/data.js`), so there is one copy of it.
"""

from __future__ import annotations

import copy
import json
import re
import xml.etree.ElementTree as etree
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from markdown.preprocessors import Preprocessor
from pymdownx.blocks.block import Block

# What questions are made by is imported where a page has one: most sites have none, and a build shall begin soon
# ruff: noqa: PLC0415

_TASK = re.compile(r"^\[(?P<mark>[ xX])\][ \t]+")


class StudyBlock(Block):  # type: ignore[misc]
    """What the four have in common: options that never make the block fall apart, and the words."""

    ARGUMENT = None
    OPTIONS: ClassVar[dict[str, Any]] = {}

    def _validate(self, parent: etree.Element, arg: Any, **options: Any) -> bool:
        """What is wrong with an option is reported by `kb check`; here it must not turn the block into plain text."""
        self.given: Mapping[str, Any] = options
        return bool(super()._validate(parent, arg))

    @property
    def words(self) -> Mapping[str, str]:
        from kb.training.questions.labels import labels

        return labels(self.config["door"].strings.language)

    def on_markdown(self) -> str:
        return "block"

    def with_words(self, box: etree.Element) -> None:
        """The words for the script, once for all blocks of a kind on a page."""
        if not self.tracker.get("said"):
            from kb.training.questions.labels import labels_json

            self.tracker["said"] = True
            box.set("data-question-words", labels_json(self.config["door"].strings.language))


class LooseItems(Preprocessor):
    """Inside questions, an empty line before an item that follows the feedback of the one above: CommonMark begins a new
    item there, Python-Markdown would take it for more of the feedback. Runs when fences are stashed already."""

    _OPEN = re.compile(r"^ {0,3}(/{3,})[ \t]*question\b")
    _ITEM = re.compile(r"^ {0,3}(?:[-*+]|\d+[.)])[ \t]")

    def run(self, lines: list[str]) -> list[str]:
        if not any("question" in line for line in lines):
            return lines
        made: list[str] = []
        slashes = ""
        for line in lines:
            opening = self._OPEN.match(line)
            slashes = opening[1] if opening else "" if line.strip() == slashes else slashes
            if slashes and self._ITEM.match(line) and made and made[-1].startswith("  ") and made[-1].strip():
                made.append("")
            made.append(line)
        return made


class QuestionBlock(StudyBlock):
    """`/// question | Q-SAT-01`: the text, what there is to choose from, and in closed details the answer."""

    NAME = "question"

    def on_create(self, parent: etree.Element) -> etree.Element:
        id = self.argument or ""
        box = etree.SubElement(parent, "kb-question", {"class": "kb-question", "id": id.lower(), "data-question": id})
        self.with_words(box)
        return box

    def on_end(self, block: etree.Element) -> None:
        from kb.training.questions.model import KINDS
        from kb.training.questions.parts import kind_of

        kind = str(self.given.get("type") or "")
        tasks = next((e for e in reversed(block) if e.tag == "ul" and _marks(e)), None)
        marks = _marks(tasks) if tasks is not None else []
        kind = kind_of(kind if kind in KINDS else "", len(marks), sum(mark != " " for mark in marks))
        answers = {"single": tasks, "multiple": tasks, "ordering": block.find("ol"), "matching": block.find("table")}
        answer = answers.get(kind)
        needed = {"short": "accept", "numeric": "answer", "true-false": "answer"}.get(kind)
        if (kind in answers and answer is None) or len(block) == 0 or (needed and self.given.get(needed) is None):
            return  # kb check says what is missing
        block.set("data-kind", kind)
        block.set("data-objective", str(self.given.get("objective") or ""))
        place = list(block).index(answer) if answer is not None else len(block)
        children = list(block)
        quotes = [child for child in children[place:] if child.tag == "blockquote"]
        if answer is None and children[-1].tag == "blockquote":
            quotes, children = [children[-1]], children[:-1]
        text = children[:place]
        for child in list(block):
            block.remove(child)
        self._head(block, kind)
        _box(block, "div", "kb-question__text", text)
        details = etree.Element("details", {"class": "kb-question__answer"})
        etree.SubElement(details, "summary").text = self.words["answer"]
        getattr(self, f"_{kind.replace('-', '_')}")(block, details, answer)
        if quotes:
            _box(details, "div", "kb-question__feedback", [child for quote in quotes for child in quote])
        block.append(details)

    def _head(self, block: etree.Element, kind: str) -> None:
        level = self.given.get("difficulty", 1)
        head = etree.SubElement(block, "p", {"class": "kb-question__head"})
        etree.SubElement(head, "strong").text = self.words["question"]
        head[0].tail = f" · {self.words[f'difficulty_{level}']}" if level in (1, 2, 3) else ""
        etree.SubElement(block, "p", {"class": "kb-question__ask"}).text = self.words[f"ask_{kind}"]

    def _single(self, block: etree.Element, details: etree.Element, tasks: etree.Element) -> None:
        shown = etree.SubElement(block, "ul", {"class": "kb-question__options"})
        key = etree.SubElement(details, "ul", {"class": "kb-question__key"})
        for item in tasks.findall("li"):
            mark = _mark(item)
            said, feedback = _said(item), []
            if len(item) and item[0].tag == "p" and not (item.text or "").strip():
                feedback = list(item)[1:]
            else:
                feedback = [
                    child for child in item if child.tag in ("p", "ul", "ol", "pre", "div", "blockquote", "table")
                ]
            shown.append(_item("li", said))
            line = etree.SubElement(key, "li")
            right = mark not in ("", " ")
            if right:
                line.set("data-right", "")
            verdict = etree.SubElement(line, "p")
            word = etree.SubElement(verdict, "strong", {"class": "kb-question__verdict"})
            word.text = self.words["right" if right else "wrong"]
            word.tail = ": "
            verdict.append(copy.deepcopy(_item("span", said)))
            if feedback:
                _box(line, "div", "kb-question__why", feedback)

    _multiple = _single

    def _true_false(self, block: etree.Element, details: etree.Element, answer: None) -> None:
        shown = etree.SubElement(block, "ul", {"class": "kb-question__options"})
        for name in ("true", "false"):
            etree.SubElement(shown, "li").text = self.words[name]
        truth = self.given.get("answer")
        self._answer(details, [self.words["true" if truth is True else "false"]], truth=json.dumps(truth is True))

    def _short(self, block: etree.Element, details: etree.Element, answer: None) -> None:
        accept = self.given.get("accept")
        texts = [str(text) for text in (accept if isinstance(accept, list) else [] if accept is None else [accept])]
        self._answer(details, texts, accept=json.dumps(texts, ensure_ascii=False))

    def _numeric(self, block: etree.Element, details: etree.Element, answer: None) -> None:
        number, unit = self.given.get("answer"), str(self.given.get("unit") or "")
        tolerance = self.given.get("tolerance") or 0
        said = f"{number}" + (f" ± {tolerance}" if tolerance else "") + (f" {unit}" if unit else "")
        if self.config["door"].strings.language == "uk":
            said = re.sub(r"(?<=\d)\.(?=\d)", ",", said)
        self._answer(details, [said], number=str(number), tolerance=str(tolerance), unit=unit)

    def _answer(self, details: etree.Element, texts: Iterable[str], **data: str) -> None:
        line = etree.SubElement(details, "p", {"class": "kb-question__solution"})
        word = etree.SubElement(line, "strong", {"class": "kb-question__verdict"})
        word.text = self.words["right_answer"]
        word.tail = ": " + " / ".join(texts)
        for name, value in data.items():
            line.set(f"data-{name}", value)

    def _matching(self, block: etree.Element, details: etree.Element, table: etree.Element) -> None:
        from kb.training.questions.draw import start_order

        rows = [[cell for cell in row if cell.tag == "td"] for row in table.iter("tr")]
        rows = [row for row in rows if len(row) == 2]
        sides = etree.SubElement(block, "div", {"class": "kb-question__sides"})
        places = start_order("page", self.argument or "", len(rows))
        for side, order in ((0, range(len(rows))), (1, places)):
            shown = etree.SubElement(sides, "ul", {"class": "kb-question__options"})
            for place in order:
                shown.append(_renamed(rows[place][side], "li"))
        table.set("class", "kb-question__pairs")
        details.append(table)

    def _ordering(self, block: etree.Element, details: etree.Element, steps: etree.Element) -> None:
        from kb.training.questions.draw import start_order

        items = steps.findall("li")
        shown = etree.SubElement(block, "ul", {"class": "kb-question__options"})
        for place in start_order("page", self.argument or "", len(items)):
            shown.append(copy.deepcopy(items[place]))
        steps.set("class", "kb-question__order")
        details.append(steps)


class ScenarioBlock(StudyBlock):
    """`//// scenario | S-SAT-01`: a text, and the questions about it."""

    NAME = "scenario"

    def on_create(self, parent: etree.Element) -> etree.Element:
        id = self.argument or ""
        box = etree.SubElement(
            parent, "section", {"class": "kb-scenario", "id": id.lower(), "aria-label": self.words["situation"]}
        )
        etree.SubElement(box, "p", {"class": "kb-scenario__label"}).text = self.words["situation"]
        return box


class ExamBlock(StudyBlock):
    """`/// exam | Title`: what awaits the trainee; the exam itself is the script's."""

    NAME = "exam"

    def on_create(self, parent: etree.Element) -> etree.Element:
        box = etree.SubElement(parent, "kb-exam", {"class": "kb-exam"})
        self.with_words(box)
        if self.argument:
            etree.SubElement(box, "p", {"class": "kb-exam__title"}).text = self.argument
        return box

    def on_end(self, block: etree.Element) -> None:
        from kb.training.questions.exam import blueprint_of

        facts = {key: self.given.get(key) for key in ("questions", "minutes", "pass")}
        if all(isinstance(value, int) for key, value in facts.items() if key != "minutes"):
            try:
                blueprint = blueprint_of(self.given)
            except (KeyError, AttributeError, TypeError, ValueError):
                return  # kb check says what is missing
            minutes = facts["minutes"] if isinstance(facts["minutes"], int) else 0
            pattern = self.words["exam_facts" if minutes else "exam_facts_free"]
            data = {**facts, "minutes": minutes}
            etree.SubElement(block, "p", {"class": "kb-exam__facts"}).text = pattern.format(**data)
            etree.SubElement(block, "p", {"class": "kb-exam__honest"}).text = self.words["exam_honest"]
            etree.SubElement(block, "p", {"class": "kb-exam__no-script"}).text = self.words["exam_no_script"]
            for key, value in data.items():
                block.set(f"data-{key}", str(value))
            block.set("data-blueprint", json.dumps(blueprint))
            if self.given.get("partial") is True:
                block.set("data-partial", "")


class SolutionBlock(StudyBlock):
    """`/// solution`: a model solution, closed until somebody asks."""

    NAME = "solution"

    def on_create(self, parent: etree.Element) -> etree.Element:
        box = etree.SubElement(parent, "details", {"class": "kb-solution"})
        etree.SubElement(box, "summary").text = self.argument or self.words["solution"]
        return box


STUDY_BLOCKS: tuple[type[StudyBlock], ...] = (QuestionBlock, ScenarioBlock, ExamBlock, SolutionBlock)


def _marks(tasks: etree.Element) -> list[str]:
    """The signs in the brackets of a task list; empty where not every item has them."""
    found = [_TASK.match(_first_text(item)) for item in tasks.findall("li")]
    return [match["mark"] for match in found if match] if all(found) else []


def _first_text(item: etree.Element) -> str:
    first = item[0] if len(item) and not (item.text or "").strip() else None
    return ((first.text if first is not None and first.tag == "p" else item.text) or "").lstrip()


def _mark(item: etree.Element) -> str:
    """The sign in the brackets of an item, taken out of its text."""
    holder = item[0] if len(item) and not (item.text or "").strip() and item[0].tag == "p" else item
    match = _TASK.match((holder.text or "").lstrip())
    if match:
        holder.text = (holder.text or "").lstrip()[match.end() :]
    return match["mark"] if match else ""


def _said(item: etree.Element) -> etree.Element:
    """The first paragraph of an item."""
    return item[0] if len(item) and item[0].tag == "p" and not (item.text or "").strip() else item


def _item(tag: str, said: etree.Element) -> etree.Element:
    """A new element with the inline text of another."""
    made = etree.Element(tag)
    made.text = said.text
    if said.tag == "p":
        made.extend(copy.deepcopy(child) for child in said)
    return made


def _renamed(cell: etree.Element, tag: str) -> etree.Element:
    made = copy.deepcopy(cell)
    made.tag, made.attrib = tag, {}
    return made


def _box(parent: etree.Element, tag: str, name: str, children: Iterable[etree.Element]) -> None:
    box = etree.SubElement(parent, tag, {"class": name})
    box.extend(children)
