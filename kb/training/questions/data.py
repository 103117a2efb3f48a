"""What the browser needs to practise and to hold an exam: one file per edition, of nothing but what it shows."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from kb.library import Library
from kb.training.questions.draw import draw
from kb.training.questions.html import Address, addresses_of, block_html, inline_html
from kb.training.questions.model import Exam, Question
from kb.training.questions.read import read_study

FORMAT = 1
FOLDER = "kb/academy/"
FILE = FOLDER + "questions"
"""Below the edition's root, with `.json`, or with `.js` for pages that are opened from a folder."""


@dataclass(frozen=True)
class Asked:
    """A question as the draw sees it."""

    id: str
    objective: str
    group: str


@dataclass(frozen=True)
class Bank:
    """All questions and exams that an edition shows in its own language. `version` changes with any of the questions."""

    questions: tuple[Question, ...]
    exams: tuple[Exam, ...]
    version: str

    def drawn(self, exam: Exam, seed: str) -> tuple[Question, ...]:
        """The questions of an exam, in the order in which the browser asks them."""
        by_id = {question.id: question for question in self.questions}
        pool = [Asked(q.id, q.objective, q.scenario.id if q.scenario else "") for q in self.questions]
        return tuple(by_id[id] for id in draw(pool, exam.blueprint, exam.questions, seed))


def bank_of(view: Library) -> Bank:
    """The bank of an edition, `view` being what it shows. Of questions with one id the first counts."""
    study = read_study(view)
    own = {article.path for article in view.articles if not article.fallback}
    found: dict[str, Question] = {}
    for question in study.questions:
        if question.path in own:
            found.setdefault(question.id, question)
    questions = tuple(sorted(found.values(), key=lambda question: question.id))
    exams = tuple(exam for exam in study.exams if exam.path in own)
    return Bank(questions, exams, version_of(questions))


def version_of(questions: Sequence[Question]) -> str:
    """Eight digits: whoever has the same draws the same exam from the same number."""
    digest = sha256()
    for q in questions:
        said = (q.id, q.kind, q.text, q.options, q.truth, q.accept, q.number, q.tolerance, q.unit, q.pairs, q.items)
        digest.update(repr((*said[:3], [(o.text, o.right) for o in q.options], *said[4:9])).encode())
        digest.update(repr(([(p.left, p.right) for p in q.pairs], q.items, q.objective)).encode())
    return digest.hexdigest()[:8]


def bank_json(bank: Bank, view: Library) -> bytes:
    """The file. The same bank gives the same bytes."""
    texts = {(o.id, a.language): o.text for a in view.articles for o in a.meta.objectives if o.id}
    language = bank.questions[0].language if bank.questions else ""
    used = sorted({question.objective for question in bank.questions if question.objective})
    sources = sorted({source.id for question in bank.questions for source in question.sources})
    addresses = {question.path: addresses_of(view, question.path) for question in bank.questions}
    scenarios = {q.scenario.id: block_html(q.scenario.text, addresses[q.path]) for q in bank.questions if q.scenario}
    data = {
        "format": FORMAT,
        "version": bank.version,
        "language": language,
        "objectives": {id: texts[id, language] for id in used if (id, language) in texts},
        "articles": {
            id: {"title": view.by_id[id][0].meta.title, "url": view.by_id[id][0].url}
            for id in sources
            if id in view.by_id
        },
        "scenarios": scenarios,
        "exams": {exam.article: view.by_path[exam.path].url for exam in bank.exams},
        "questions": [_question(question, view, addresses[question.path]) for question in bank.questions],
    }
    return (json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _question(question: Question, view: Library, address: Address) -> dict[str, Any]:
    """Without what is empty. Sources that the edition does not show are not named."""
    q = question
    found: dict[str, Any] = {
        "id": q.id,
        "kind": q.kind,
        "text": block_html(q.text, address),
        "options": [[inline_html(o.text, address), o.right, block_html(o.feedback, address)] for o in q.options],
        "truth": q.truth,
        "accept": list(q.accept),
        "number": q.number,
        "tolerance": q.tolerance,
        "unit": q.unit,
        "pairs": [[inline_html(p.left, address), inline_html(p.right, address)] for p in q.pairs],
        "headings": [inline_html(text, address) for text in q.headings] if any(q.headings) else [],
        "items": [inline_html(item, address) for item in q.items],
        "feedback": block_html(q.feedback, address),
        "objective": q.objective,
        "difficulty": q.difficulty,
        "sources": [str(source) for source in q.sources if source.id in view.by_id],
        "scenario": q.scenario.id if q.scenario else "",
        "url": view.by_path[q.path].url,
    }
    return {key: value for key, value in found.items() if value or value is False or (key == "number" and value == 0)}
