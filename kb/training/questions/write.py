"""From a question back to its block: what `read_study` reads from it is the same question."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from kb.training.questions.model import Question

_BARE = re.compile(r"[A-Za-z][\w-]*(?:#[\w-]+)?")


def questions_markdown(questions: Sequence[Question]) -> str:
    """Blocks in this order; neighbours with the same scenario share one around them."""
    parts: list[str] = []
    for scenario, group in groupby(questions, key=lambda question: question.scenario):
        blocks = [question_markdown(question) for question in group]
        if scenario is None:
            parts += blocks
        else:
            parts.append("\n\n".join([f"//// scenario | {scenario.id}\n{scenario.text}", *blocks]) + "\n////")
    return "\n\n".join(parts) + "\n" if parts else ""


def question_markdown(question: Question) -> str:
    """One block, without the scenario around it."""
    body = [f"/// question | {question.id}", *(f"    {line}" for line in _options(question)), "", question.text]
    answers = list(_answers(question))
    if answers:
        body += ["", *answers]
    if question.feedback:
        body += ["", *(f"> {line}".rstrip() for line in question.feedback.split("\n"))]
    return "\n".join([*body, "///"])


def _options(question: Question) -> Iterator[str]:
    rights = sum(option.right for option in question.options)
    if question.kind not in ("single", "multiple") or (question.kind == "multiple" and rights < 2):
        yield f"type: {question.kind}"
    if question.truth is not None:
        yield f"answer: {json.dumps(question.truth)}"
    if question.number is not None:
        yield f"answer: {question.number}"
    if question.tolerance:
        yield f"tolerance: {question.tolerance}"
    if question.unit:
        yield f"unit: {_text(question.unit)}"
    if question.accept:
        yield f"accept: [{', '.join(json.dumps(text, ensure_ascii=False) for text in question.accept)}]"
    if question.objective:
        yield f"objective: {question.objective}"
    if question.difficulty != 1:
        yield f"difficulty: {question.difficulty}"
    if question.sources:
        listed = ", ".join(str(source) for source in question.sources)
        yield f"source: {listed}" if len(question.sources) == 1 else f"source: [{listed}]"
    if question.source_hash:
        yield f"source_hash: {question.source_hash}"


def _answers(question: Question) -> Iterator[str]:
    for option in question.options:
        yield f"- [{'x' if option.right else ' '}] {_hanging(option.text, '  ')}"
        if option.feedback:
            yield from ("", *(f"    {line}".rstrip() for line in option.feedback.split("\n")))
    if question.pairs:
        yield _row(*question.headings)
        yield "|---|---|"
        yield from (_row(pair.left, pair.right) for pair in question.pairs)
    for number, item in enumerate(question.items, 1):
        yield f"{number}. {_hanging(item, '    ')}"


def _hanging(text: str, indent: str) -> str:
    """Further lines of a list item."""
    first, *rest = text.split("\n")
    return "\n".join([first, *(f"{indent}{line}".rstrip() for line in rest)])


def _row(left: str, right: str) -> str:
    return f"| {_cell(left)} | {_cell(right)} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _text(text: str) -> str:
    return text if _BARE.fullmatch(text) else json.dumps(text, ensure_ascii=False)
