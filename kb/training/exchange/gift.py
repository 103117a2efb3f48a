"""GIFT, the text format of Moodle: questions from it and into it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from kb.training.exchange.foreign import as_markdown
from kb.training.exchange.gift_items import Item, Range, Text, read_items
from kb.training.exchange.values import Export, Import, Report, decimal, kind_from, normal, tags_of, with_tags
from kb.training.questions.model import QUESTION_ID, Option, Pair, Question

_ORDER = "ordering"
_UNIT = "unit: "


def from_gift(text: str, path: str) -> Import:
    """All questions that there are here, too; problems name `path:line`."""
    say = Report(path)
    questions = [found for item in read_items(text, say) if (found := _Reading(item, say).question())]
    return Import(tuple(questions), tuple(say.problems))


class _Reading:
    def __init__(self, item: Item, say: Report) -> None:
        self._item, self._say = item, say
        self._name = item.title or " ".join(item.stem.text.split())[:40]
        self._lost: list[str] = []

    def question(self) -> Question | None:
        item = self._item
        if item.kind == "Category":
            return None
        if item.kind in ("Essay", "Description"):
            what = "an essay" if item.kind == "Essay" else "a text without a question"
            self._say(item.line, "KB842", f'"{self._name}" is {what}', "put such tasks into a lesson")
            return None
        named = next((id for id in (item.id, item.title) if id and QUESTION_ID.fullmatch(id)), "")
        found = Question(named, "single", self._text(item.stem), feedback=self._text(item.feedback), line=item.line)
        found = with_tags(self._answers(found), item.tags)
        unit = next((tag.removeprefix(_UNIT) for tag in item.tags if tag.startswith(_UNIT)), "")
        if unit and found.kind == "numeric":
            found = replace(found, unit=unit)
        if _ORDER in item.tags and found.kind == "matching":
            found = replace(found, kind="ordering", items=tuple(pair.right for pair in found.pairs), pairs=())
        for lost in dict.fromkeys(self._lost):
            self._say(item.line, "KB843", f'"{self._name}": not taken: {lost}')
        return normal(found)

    def _answers(self, found: Question) -> Question:
        item = self._item
        if item.kind == "TF":
            told = [self._text(text) for text in item.truth_feedback if text]
            joined = "\n\n".join(dict.fromkeys(filter(None, [*told, found.feedback])))
            return replace(found, kind="true-false", truth=item.truth, feedback=joined)
        if item.kind == "MC":
            return self._choice(found)
        if item.kind == "Short":
            return self._short(found)
        if item.kind == "Numerical":
            return self._numeric(found)
        if any(not left.text for left, _ in item.pairs):
            self._lost.append("an answer that belongs to nothing")
        pairs = tuple(
            Pair(self._text(left), self._text(Text("moodle", right) if not _ours(item) else Text("markdown", right)))
            for left, right in item.pairs
            if left.text
        )
        return replace(found, kind="matching", pairs=pairs)

    def _choice(self, found: Question) -> Question:
        choices = self._item.choices
        marked = any(choice.right for choice in choices)
        rights = [c.right and (c.weight is None or c.weight >= 100) if marked else (c.weight or 0) > 0 for c in choices]
        if marked and any(
            not right and (choice.weight or 0) > 0 for right, choice in zip(rights, choices, strict=True)
        ):
            self._lost.append("points for an answer that is partly right")
        options = tuple(
            Option(self._text(choice.text), right, self._text(choice.feedback))
            for right, choice in zip(rights, choices, strict=True)
        )
        return replace(found, kind=kind_from(sum(rights), not marked), options=options)

    def _short(self, found: Question) -> Question:
        whole = [choice for choice in self._item.choices if choice.weight is None or choice.weight >= 100]
        if len(whole) < len(self._item.choices):
            self._lost.append("answers that are partly right or wrong")
        texts = [choice.text.text for choice in whole]
        if any(re.search(r"(?<!\\)\*", text) for text in texts):
            self._lost.append("a star that stands for anything")
        told = [self._text(choice.feedback) for choice in whole]
        joined = "\n\n".join(dict.fromkeys(filter(None, [*told, found.feedback])))
        return replace(found, kind="short", accept=tuple(text.replace("\\*", "*") for text in texts), feedback=joined)

    def _numeric(self, found: Question) -> Question:
        item, told = self._item, [found.feedback]
        at = item.range
        if at is None:
            rights = [c for c in item.choices if c.range and (c.weight is None or c.weight >= 100)]
            if len(rights) < len(item.choices):
                self._lost.append("answers that are partly right or wrong")
            if len(rights) > 1:
                self._lost.append("more than one right number")
            if rights:
                at, told = rights[0].range, [self._text(rights[0].feedback), found.feedback]
        joined = "\n\n".join(filter(None, told))
        if at is None:
            return replace(found, kind="numeric", feedback=joined)
        number, tolerance = _middle(at)
        return replace(found, kind="numeric", number=number, tolerance=tolerance, feedback=joined)

    def _text(self, text: Text | None) -> str:
        if text is None:
            return ""
        said, lost = as_markdown(text.text, text.format)
        self._lost += lost
        return said


def _ours(item: Item) -> bool:
    """The right side of a pair has no format of its own; that of the question is what we wrote."""
    return item.stem.format == "markdown"


def _middle(at: Range) -> tuple[int | float, int | float]:
    first, second = Decimal(at.first), Decimal(at.second or "0")
    if at.how == "high-low":
        return a_number((first + second) / 2), a_number(abs(second - first) / 2)
    return a_number(first), a_number(abs(second))


def a_number(value: Decimal) -> int | float:
    """Whole where it is whole."""
    whole = value == value.to_integral_value() and abs(value) < 10**15
    return int(value) if whole else float(value)


def as_gift(questions: Sequence[Question]) -> Export:
    """One file. Texts stay Markdown, which Moodle reads."""
    lost: list[str] = []
    parts = [_item(question, lost) for question in questions]
    return Export("\n".join(filter(None, parts)).encode(), tuple(lost))


def _item(question: Question, lost: list[str]) -> str:
    q = question
    answers = _answers(q)
    if not answers:
        lost.append(f"{q.id}: left out: an answer with -> in it would be read as a pair")
        return ""
    if any(q.headings):
        lost.append(f"{q.id}: the headings of its two columns")
    if q.kind == "ordering":
        lost.append(f"{q.id}: it is about order; it becomes pairs of place and item")
    text = q.text
    if q.scenario:
        lost.append(f"{q.id}: the situation {q.scenario.id} that it shares; its text stands before the question")
        text = f"{q.scenario.text}\n\n{text}"
    tags = [*tags_of(q), *([_ORDER] if q.kind == "ordering" else []), *([f"{_UNIT}{q.unit}"] if q.unit else [])]
    told = " ".join([f"[id:{q.id}]", *(f"[tag:{re.sub(r'[][]', ' ', tag)}]" for tag in tags)])
    feedback = f"\n    ####{_escaped(q.feedback, True)}" if q.feedback else ""
    return f"// {told}\n::{q.id}::[markdown]{_escaped(text)} {{{answers}{feedback}\n}}\n"


def _answers(q: Question) -> str:
    if q.kind == "true-false":
        return "TRUE" if q.truth else "FALSE"
    if q.kind == "numeric" and q.number is not None:
        return f"#{decimal(q.number)}:{decimal(q.tolerance)}"
    if q.kind == "short":
        if all("->" in text for text in q.accept):
            return ""
        # A star stands for anything there, so that ours is written as itself
        texts = [_escaped(text, True).replace("*", "\\*") for text in q.accept]
        return "".join(f"\n    =%100%{text}" for text in texts)
    if q.kind in ("matching", "ordering"):
        pairs = q.pairs or tuple(Pair(str(n), item) for n, item in enumerate(q.items, 1))
        if any("->" in pair.left for pair in pairs):
            return ""
        return "".join(f"\n    ={_escaped(pair.left, True)} -> {_escaped(pair.right)}" for pair in pairs)
    rights = sum(option.right for option in q.options)
    return "".join(_option(option, q.kind == "multiple", rights) for option in q.options)


def _option(option: Option, multiple: bool, rights: int) -> str:
    mark = "=" if option.right else "~"
    if multiple:
        mark = f"~%{f'{100 / rights:.5f}'.rstrip('0').rstrip('.')}%" if option.right else "~%-100%"
    feedback = f"\n        #{_escaped(option.feedback, True)}" if option.feedback else ""
    return f"\n    {mark}{_escaped(option.text, True)}{feedback}"


def _escaped(text: str, styled: bool = False) -> str:
    """`styled`: the format is written where the text itself would be read as one, or as a weight."""
    said = re.sub(r"[\\~=#{}:]", lambda match: "\\" + match[0], text).replace("\n", "\\n")
    return f"[markdown]{said}" if styled and said.startswith(("[", "%")) else said
