"""Foreign questions as a bank of ours: ids, and the proof that what is written is read as the same questions."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from kb.library import Library, RawFile, build_library
from kb.problem import Problem
from kb.training.exchange.values import Import
from kb.training.questions.model import Question
from kb.training.questions.read import read_study
from kb.training.questions.write import question_markdown, questions_markdown

_HEAD = "---\nid: {id}\ntitle: {title}\ntype: page\nvisibility: internal\nstatus: wip\nowner: {owner}\n---\n\n"


def bank_markdown(title: str, id: str, owner: str, questions: Sequence[Question]) -> str:
    """The file. Internal until somebody has read it."""
    import json  # noqa: PLC0415

    said = json.dumps(title, ensure_ascii=False)
    return _HEAD.format(id=id, title=said, owner=json.dumps(owner, ensure_ascii=False)) + questions_markdown(questions)


def admit(imports: Sequence[tuple[str, Import]], taken: Collection[str], prefix: str) -> Import:
    """The questions of some files (path → import) with ids of their own, without those that can't be a block of ours."""
    used, number = set(taken), 0
    kept: list[Question] = []
    problems: list[Problem] = []
    for path, found in imports:
        problems += found.problems
        for question in found.questions:
            why = _unfit(replace(question, id=question.id or "Q-X"))
            if why:
                problems.append(
                    Problem(path, question.line, 1, "KB844", f"{_shown(question)}: {why}", "write it by hand")
                )
                continue
            id = question.id
            if not id or id in used:
                while not number or f"{prefix}-{number:03}" in used:
                    number += 1
                id = f"{prefix}-{number:03}"
            if question.id and id != question.id:
                message = f"the id {question.id} is taken; it is {id} now"
                problems.append(Problem(path, question.line, 1, "KB845", message, "is it the same question?"))
            used.add(id)
            kept.append(replace(question, id=id))
    return Import(tuple(kept), tuple(problems))


def next_article_id(library: Library) -> str:
    """The number after the highest of the articles."""
    numbers = (re.fullmatch(r"KB-(\d{1,6})", id) for id in library.by_id)
    return f"KB-{max((int(match[1]) for match in numbers if match), default=0) + 1:04}"


def _unfit(question: Question) -> str:
    """Why a block with this question would not be read as this question, alone and in the middle of others."""
    block = question_markdown(question)
    guard = "/// question | Q-GUARD\n    type: true-false\n    answer: true\n\nGuard.\n///\n"
    body = f"{_HEAD.format(id='KB-0001', title='T', owner='o')}{block}\n\n{guard}"
    library = build_library([RawFile("en/a.md", body.encode("utf-8", "replace"))], ("en",))
    study = read_study(library)
    errors = [p.message for p in study.problems if p.severity == "error"]
    if errors:
        return errors[0]
    if [_bare(found) for found in study.questions[:1]] != [_bare(question)] or len(study.questions) != 2:
        return "as a block it would be read as something else"
    return ""


def _bare(question: Question) -> Question:
    options = tuple(replace(option, line=0) for option in question.options)
    pairs = tuple(replace(pair, line=0) for pair in question.pairs)
    scenario = replace(question.scenario, line=0) if question.scenario else None
    return replace(
        question, options=options, pairs=pairs, scenario=scenario, line=0, path="", article="", language="en"
    )


def _shown(question: Question) -> str:
    return f'"{question.id or " ".join(question.text.split())[:50]}"'
