"""What `kb academy exam` prints: an exam as the browser draws it from the same number, with or without the key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kb.report.table import rows_as_json
from kb.training.questions.draw import option_order, start_order
from kb.training.questions.labels import labels
from kb.training.questions.model import Exam, Question

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def render_exam(exam: Exam, questions: Sequence[Question], seed: str, version: str, style: str, key: bool) -> str:
    """The exam as markdown (which is also what text is) or json. `key`: with the answers at the end."""
    words = labels(exam.language)
    if style == "json":
        rows = [_row(question, seed, key) for question in questions]
        return rows_as_json([{"exam": exam.article, "seed": seed, "version": version, "questions": rows}])
    facts = words["exam_facts" if exam.minutes else "exam_facts_free"]
    parts = [
        f"# {exam.title}",
        f"{exam.article} · {words['exam_variant'].format(seed=seed, version=version)}",
        facts.format(questions=len(questions), minutes=exam.minutes, **{"pass": exam.pass_mark}),
    ]
    told = ""
    for number, question in enumerate(questions, 1):
        if question.scenario and question.scenario.id != told:
            told = question.scenario.id
            parts.append(f"**{words['situation']}.** {question.scenario.text}")
        parts.append(f"## {number}. {question.text}")
        parts.append(f"*{words['ask_' + question.kind]}*")
        parts += filter(None, [_asked(question, seed, words)])
    if key:
        parts.append(f"# {words['answer']}")
        parts += [
            f"{number}. {question.id}: {_key(question, seed, words)}" for number, question in enumerate(questions, 1)
        ]
    return "\n\n".join(parts) + "\n"


def shown_options(question: Question, seed: str) -> list[int]:
    """Places of the options of a choice, or of the items and right halves to be put in order, as they are shown."""
    if question.pairs or question.items:
        return start_order(seed, question.id, len(question.pairs or question.items))
    return option_order(seed, question.id, len(question.options))


def _asked(question: Question, seed: str, words: Mapping[str, str]) -> str:
    places = shown_options(question, seed)
    if question.kind == "true-false":
        return f"- [ ] {words['true']}\n- [ ] {words['false']}"
    if question.options:
        return "\n".join(f"- [ ] {LETTERS[n]}. {question.options[place].text}" for n, place in enumerate(places))
    if question.pairs:
        left = "\n".join(f"{n}. {pair.left}" for n, pair in enumerate(question.pairs, 1))
        right = "\n".join(f"- {LETTERS[n]}. {question.pairs[place].right}" for n, place in enumerate(places))
        return f"{left}\n\n{right}"
    if question.items:
        return "\n".join(f"- {LETTERS[n]}. {question.items[place]}" for n, place in enumerate(places))
    return f"{words['your_answer']}: ________________" + (f" {question.unit}" if question.unit else "")


def _key(question: Question, seed: str, words: Mapping[str, str]) -> str:
    places = shown_options(question, seed)
    if question.kind == "true-false":
        return words["true" if question.truth else "false"]
    if question.options:
        return ", ".join(LETTERS[n] for n, place in enumerate(places) if question.options[place].right)
    if question.pairs:
        return ", ".join(f"{n + 1}{LETTERS[places.index(n)]}" for n in range(len(places)))
    if question.items:
        return ", ".join(LETTERS[places.index(n)] for n in range(len(places)))
    if question.kind == "numeric":
        slack = f" ± {question.tolerance}" if question.tolerance else ""
        return f"{question.number}{slack}{f' {question.unit}' if question.unit else ''}"
    return " / ".join(question.accept)


def _row(question: Question, seed: str, key: bool) -> dict[str, Any]:
    row: dict[str, Any] = {
        "id": question.id,
        "kind": question.kind,
        "objective": question.objective,
        "text": question.text,
    }
    places = shown_options(question, seed)
    if question.options:
        row["options"] = [question.options[place].text for place in places]
    if question.pairs:
        row["left"] = [pair.left for pair in question.pairs]
        row["right"] = [question.pairs[place].right for place in places]
    if question.items:
        row["items"] = [question.items[place] for place in places]
    if key:
        row["key"] = _key(question, seed, labels("en"))
    return row
