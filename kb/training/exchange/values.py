"""What an import and an export are made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kb.problem import Problem
from kb.training.questions.model import Kind, Option, Pair, Question, Source


@dataclass(frozen=True)
class Export:
    """A finished file, and what it could not hold: `Q-SAT-01: the headings of its two columns`."""

    data: bytes
    lost: tuple[str, ...] = ()


@dataclass(frozen=True)
class Import:
    """Questions in the order of the file; those without an id of ours have an empty one. `line` is that of the file."""

    questions: tuple[Question, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass
class Report:
    """Collects problems of one foreign file."""

    path: str
    problems: list[Problem] = field(default_factory=list)

    def __call__(self, line: int, code: str, message: str, hint: str = "") -> None:
        self.problems.append(Problem(self.path, line, 1, code, message, hint))


def normal(question: Question) -> Question:
    """With texts as our own reader gives them: no spaces at the ends of lines, answers of one paragraph."""
    return replace(
        question,
        text=whole(question.text),
        options=tuple(Option(single(o.text), o.right, whole(o.feedback)) for o in question.options),
        pairs=tuple(Pair(row(p.left), row(p.right)) for p in question.pairs),
        headings=(row(question.headings[0]), row(question.headings[1])),
        items=tuple(whole(item) for item in question.items),
        accept=tuple(row(text) for text in question.accept),
        feedback=whole(question.feedback),
    )


def whole(text: str) -> str:
    """Any number of paragraphs."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    lines = [line.rstrip().expandtabs(4) for line in lines]
    while lines and not lines[0]:
        del lines[0]
    return "\n".join([lines[0].lstrip(), *lines[1:]]).rstrip() if lines else ""


def single(text: str) -> str:
    """One paragraph, lines kept."""
    return "\n".join(line.strip() for line in whole(text).split("\n") if line.strip())


def row(text: str) -> str:
    """One line."""
    return " ".join(text.split())


def tags_of(question: Question) -> tuple[str, ...]:
    """What other systems have no field for, as tags: objective, difficulty, sources, and that it is about order."""
    tags = [question.objective] if question.objective else []
    if question.difficulty != 1:
        tags.append(f"difficulty-{question.difficulty}")
    return (*tags, *(str(source) for source in question.sources))


def with_tags(question: Question, tags: Sequence[str]) -> Question:
    """The way back; a tag that says nothing to us is left out."""
    from kb.training.questions.header import _OBJECTIVE, _SOURCE  # noqa: PLC0415

    sources = list(question.sources)
    for tag in tags:
        if _OBJECTIVE.fullmatch(tag):
            question = replace(question, objective=tag)
        elif tag in ("difficulty-2", "difficulty-3"):
            question = replace(question, difficulty=int(tag[-1]))
        elif match := _SOURCE.fullmatch(tag):
            sources.append(Source(match[1], match[2] or ""))
    return replace(question, sources=tuple(dict.fromkeys(sources)))


def kind_from(rights: int, multiple: bool) -> Kind:
    """Choice questions."""
    return "multiple" if multiple or rights > 1 else "single"


def decimal(number: int | float) -> str:
    """A number without an exponent: 0.00001."""
    from decimal import Decimal  # noqa: PLC0415

    return format(Decimal(repr(number)), "f")
