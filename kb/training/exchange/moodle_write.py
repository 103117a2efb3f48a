"""Moodle XML: questions into it. Texts stay Markdown, which Moodle shows by itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from kb.training.exchange.values import Export, decimal, tags_of
from kb.training.questions.model import Question

_TYPES = {
    "single": "multichoice",
    "multiple": "multichoice",
    "true-false": "truefalse",
    "short": "shortanswer",
    "numeric": "numerical",
    "matching": "matching",
    "ordering": "ordering",
}
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def as_moodle(questions: Sequence[Question]) -> Export:
    """One file."""
    lost: list[str] = []
    quiz = Element("quiz")
    for question in questions:
        _question(quiz, question, lost)
    indent(quiz, "  ")
    return Export(b'<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(quiz, "utf-8") + b"\n", tuple(lost))


def _question(quiz: Element, q: Question, lost: list[str]) -> None:
    if any(q.headings):
        lost.append(f"{q.id}: the headings of its two columns")
    if q.kind == "ordering":
        lost.append(f"{q.id}: it is about order; Moodle reads it from version 4.4 on, or with the plugin «ordering»")
    text = q.text
    if q.scenario:
        lost.append(f"{q.id}: the situation {q.scenario.id} that it shares; its text stands before the question")
        text = f"{q.scenario.text}\n\n{text}"
    item = SubElement(quiz, "question", {"type": _TYPES[q.kind]})
    _text(SubElement(item, "name"), q.id)
    _text(SubElement(item, "questiontext", {"format": "markdown"}), text)
    _text(SubElement(item, "generalfeedback", {"format": "markdown"}), q.feedback)
    SubElement(item, "defaultgrade").text = "1"
    SubElement(item, "penalty").text = "0"
    SubElement(item, "hidden").text = "0"
    SubElement(item, "idnumber").text = q.id
    _answers(item, q)
    tags = tags_of(q)
    if tags:
        box = SubElement(item, "tags")
        for tag in tags:
            _text(SubElement(box, "tag"), tag)


def _answers(item: Element, q: Question) -> None:
    if q.options:
        rights = sum(option.right for option in q.options)
        multiple = q.kind == "multiple"
        SubElement(item, "single").text = "false" if multiple else "true"
        SubElement(item, "shuffleanswers").text = "true"
        SubElement(item, "answernumbering").text = "abc"
        share = f"{100 / rights:.5f}".rstrip("0").rstrip(".") if rights else "0"
        for option in q.options:
            wrong = "-100" if multiple else "0"
            answer = _answer(item, share if option.right else wrong, option.text, "markdown")
            _text(SubElement(answer, "feedback", {"format": "markdown"}), option.feedback)
    elif q.kind == "true-false":
        for word, right in (("true", q.truth is True), ("false", q.truth is False)):
            _answer(item, "100" if right else "0", word)
    elif q.kind == "short":
        SubElement(item, "usecase").text = "0"
        for text in q.accept:
            # A star stands for anything there, so that ours is written as itself
            _answer(item, "100", text.replace("*", "\\*"))
    elif q.kind == "numeric" and q.number is not None:
        SubElement(_answer(item, "100", decimal(q.number)), "tolerance").text = decimal(q.tolerance)
        if q.unit:
            unit = SubElement(SubElement(item, "units"), "unit")
            SubElement(unit, "multiplier").text = "1"
            SubElement(unit, "unit_name").text = _clean(q.unit)
            SubElement(item, "unitgradingtype").text = "0"
    elif q.pairs:
        SubElement(item, "shuffleanswers").text = "true"
        for pair in q.pairs:
            sub = SubElement(item, "subquestion", {"format": "markdown"})
            _text(sub, pair.left)
            _text(SubElement(sub, "answer"), pair.right)
    else:
        SubElement(item, "layouttype").text = "VERTICAL"
        SubElement(item, "selecttype").text = "ALL"
        for place, text in enumerate(q.items, 1):
            _answer(item, str(place), text, "markdown")


def _answer(item: Element, fraction: str, text: str, style: str = "plain_text") -> Element:
    answer = SubElement(item, "answer", {"fraction": fraction, "format": style})
    _text(answer, text)
    return answer


def _text(parent: Element, text: str) -> None:
    SubElement(parent, "text").text = _clean(text)


def _clean(text: str) -> str:
    return _NOT_XML.sub("", text)
