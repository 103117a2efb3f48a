"""Moodle XML: questions from it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from kb.training.exchange.foreign import as_markdown
from kb.training.exchange.gift import a_number
from kb.training.exchange.values import Import, Report, normal, with_tags
from kb.training.questions.model import QUESTION_ID, Option, Pair, Question

_FORMATS = {"html": "html", "moodle_auto_format": "moodle", "plain_text": "plain", "markdown": "markdown"}
_DEPTH = 50


class _Refused(Exception):
    """What is never read, whatever it says."""


def from_moodle(data: bytes, path: str) -> Import:
    """All questions that there are here, too. A file that ends in the middle gives those before its end."""
    say = Report(path)
    found = [
        question for line, element in _elements(data, say) if (question := _Reading(element, line, say).question())
    ]
    return Import(tuple(found), tuple(say.problems))


def _elements(data: bytes, say: Report) -> list[tuple[int, Element]]:
    """Each <question> with its line. Document types and entities are refused: no file needs them, and they can eat a
    computer's memory or read its files."""
    found: list[tuple[int, Element]] = []
    depth, line, builder = 0, 0, TreeBuilder()
    # Empty lines before the declaration come from copying; XML forbids them, but they hide nothing
    begun = data.lstrip(b" \t\r\n")
    skipped = data[: len(data) - len(begun)].count(b"\n")
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth, line, builder
        depth += 1
        if depth > _DEPTH:
            raise _Refused(f"elements lie {_DEPTH} deep in each other")
        if depth == 1 and tag != "quiz":
            raise _Refused(f"it begins with <{tag}>, not with <quiz>")
        if depth == 2:
            line, builder = parser.CurrentLineNumber + skipped, TreeBuilder()
        if depth >= 2:
            builder.start(tag, attributes)

    def end(tag: str) -> None:
        nonlocal depth
        if depth >= 2:
            builder.end(tag)
        if depth == 2 and tag == "question":
            found.append((line, builder.close()))
        depth -= 1

    def text(said: str) -> None:
        if depth >= 2:
            builder.data(said)

    def doctype(*_: object) -> None:
        raise _Refused("it has a document type (DTD) or entities")

    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = doctype
    try:
        parser.Parse(begun, True)
    except expat.ExpatError as error:
        message = f"it is no XML from here on: {expat.ErrorString(error.code)}"
        say(error.lineno + skipped, "KB840", message, "the questions before this line were read" if found else "")
    except _Refused as error:
        say(
            parser.CurrentLineNumber + skipped,
            "KB840",
            f"not read on: {error}",
            "export it from Moodle again as Moodle XML",
        )
    except (LookupError, ValueError) as error:
        say(1, "KB840", f"its encoding can't be read: {error}", "save it as UTF-8")
    return found


class _Reading:
    def __init__(self, element: Element, line: int, say: Report) -> None:
        self._element, self._line, self._say = element, line, say
        self._kind = element.get("type", "")
        self._title = self._plain("name/text")
        self._lost: list[str] = []

    def question(self) -> Question | None:
        if self._kind == "category":
            return None
        makers: dict[str, Callable[[Question], Question]] = {
            "multichoice": self._choice,
            "truefalse": self._truth,
            "shortanswer": self._short,
            "numerical": self._numeric,
            "matching": self._matching,
            "match": self._matching,
            "ordering": self._ordering,
        }
        name = self._title[:50] or "a question without a name"
        if self._kind not in makers:
            kind = f"of the kind {self._kind}" if self._kind else "of no kind"
            self._say(self._line, "KB842", f'"{name}" is {kind}', f"there are {', '.join(sorted(makers))}")
            return None
        if any(self._plain(f"{name}feedback/text") for name in ("correct", "partiallycorrect", "incorrect")):
            self._lost.append("what it says to any right, partly right or wrong answer")
        if self._plain("usecase") == "1":
            self._lost.append("that capital letters count")
        id = next((i for i in (self._plain("idnumber"), self._title) if QUESTION_ID.fullmatch(i)), "")
        text = self._text(self._element.find("questiontext"))
        if self._element.findall(".//file"):
            self._lost.append("files")
        if self._element.find("hint") is not None:
            self._lost.append("hints")
        found = Question(
            id, "single", text, feedback=self._text(self._element.find("generalfeedback")), line=self._line
        )
        tags = [(tag.text or "").strip() for tag in self._element.findall("tags/tag/text")]
        try:
            found = with_tags(makers[self._kind](found), tags)
        except (InvalidOperation, ValueError, OverflowError):
            message = f'"{name}": what should be a number is none'
            self._say(self._line, "KB841", message, "mend it there, or write the question by hand")
            return None
        for lost in dict.fromkeys(self._lost):
            self._say(self._line, "KB843", f'"{name}": not taken: {lost}')
        return normal(found)

    def _choice(self, found: Question) -> Question:
        answers = self._answers()
        one = self._plain("single").lower() in ("true", "1", "")
        full = max((fraction for fraction, _ in answers), default=Decimal(0))
        rights = [fraction > 0 and (not one or fraction == full) for fraction, _ in answers]
        if one and any(fraction > 0 and not right for right, (fraction, _) in zip(rights, answers, strict=True)):
            self._lost.append("points for an answer that is partly right")
        options = tuple(
            Option(self._text(answer), right, self._text(answer.find("feedback")))
            for right, (_, answer) in zip(rights, answers, strict=True)
        )
        return replace(found, kind="single" if one and sum(rights) == 1 else "multiple", options=options)

    def _truth(self, found: Question) -> Question:
        answers = self._answers()
        right = [self._plain_of(answer).lower() for fraction, answer in answers if fraction > 0]
        if not right or right[0] not in ("true", "false"):
            raise ValueError
        return replace(found, kind="true-false", truth=right[0] == "true", feedback=self._joined(found, answers))

    def _short(self, found: Question) -> Question:
        whole = self._whole()
        texts = [self._plain_of(answer) for _, answer in whole]
        if any(re.search(r"(?<!\\)\*", text) for text in texts):
            self._lost.append("a star that stands for anything")
        accept = tuple(text.replace("\\*", "*") for text in texts)
        return replace(found, kind="short", accept=accept, feedback=self._joined(found, whole))

    def _numeric(self, found: Question) -> Question:
        whole = self._whole()
        if len(whole) > 1:
            self._lost.append("more than one right number")
        if not whole:
            return replace(found, kind="numeric")
        answer = whole[0][1]
        number = a_number(Decimal(self._plain_of(answer).replace(",", ".")))
        tolerance = a_number(abs(Decimal((answer.findtext("tolerance") or "0").strip() or "0")))
        units = [(unit.text or "").strip() for unit in self._element.findall("units/unit/unit_name")]
        if len(units) > 1:
            self._lost.append("further units")
        feedback = self._joined(found, whole[:1])
        unit = units[0] if units else ""
        return replace(found, kind="numeric", number=number, tolerance=tolerance, unit=unit, feedback=feedback)

    def _matching(self, found: Question) -> Question:
        pairs = []
        for sub in self._element.findall("subquestion"):
            right = sub.find("answer")
            left = self._text(sub)
            if left:
                style = "markdown" if self._style(sub) == "markdown" else "plain"
                pairs.append(Pair(left, as_markdown(self._plain_of(right), style)[0]))
            else:
                self._lost.append("an answer that belongs to nothing")
        return replace(found, kind="matching", pairs=tuple(pairs))

    def _ordering(self, found: Question) -> Question:
        answers = sorted(self._answers(), key=lambda row: row[0])
        return replace(found, kind="ordering", items=tuple(self._text(answer) for _, answer in answers))

    def _answers(self) -> list[tuple[Decimal, Element]]:
        rows = [(Decimal(answer.get("fraction", "0")), answer) for answer in self._element.findall("answer")]
        if any(not fraction.is_finite() for fraction, _ in rows):
            raise ValueError
        return rows

    def _whole(self) -> list[tuple[Decimal, Element]]:
        answers = self._answers()
        whole = [(fraction, answer) for fraction, answer in answers if fraction >= 100]
        if len(whole) < len(answers):
            self._lost.append("answers that are partly right or wrong")
        return whole

    def _joined(self, found: Question, answers: list[tuple[Decimal, Element]]) -> str:
        told = [self._text(answer.find("feedback")) for _, answer in answers]
        return "\n\n".join(dict.fromkeys(filter(None, [*told, found.feedback])))

    def _plain(self, path: str) -> str:
        return (self._element.findtext(path) or "").strip()

    @staticmethod
    def _plain_of(element: Element | None) -> str:
        return (element.findtext("text") or "").strip() if element is not None else ""

    @staticmethod
    def _style(element: Element) -> str:
        return _FORMATS.get(element.get("format", "html"), "html")

    def _text(self, element: Element | None) -> str:
        if element is None:
            return ""
        said, lost = as_markdown(element.findtext("text") or "", self._style(element))
        self._lost += lost
        return said
