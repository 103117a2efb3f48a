"""From the blocks of an article to questions and exams; whatever can't be understood is a problem, never an exception."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kb.library import Article, Library
from kb.library.blocks import Block
from kb.problem import Problem
from kb.training.questions.exam import read_exam
from kb.training.questions.header import Header, read_header
from kb.training.questions.model import QUESTION_ID, SCENARIO_ID, Exam, Question, Scenario
from kb.training.questions.parts import read_parts
from kb.training.questions.source import BlockText, Say, block_text


class Study(NamedTuple):
    """What the articles hold for the academy, in order of path and line, and what is wrong with it. A question with an
    error is left out; `scenarios` are all of them, also those without a question."""

    questions: tuple[Question, ...]
    exams: tuple[Exam, ...]
    scenarios: tuple[tuple[Article, Scenario], ...]
    problems: tuple[Problem, ...]


def read_study(library: Library, prefix: str = "content/") -> Study:
    """All questions and exams of a library, or of what an edition shows. `prefix` goes before paths in problems."""
    reader = _Reader(prefix)
    for article in library.articles:
        if any(block.name in ("question", "scenario", "exam") for block in article.blocks.found):
            reader.article(article)
    return Study(tuple(reader.questions), tuple(reader.exams), tuple(reader.scenarios), tuple(sorted(reader.problems)))


def questions_of(articles: Iterable[Article]) -> tuple[Question, ...]:
    """The questions of some articles, without the problems."""
    return tuple(question for article in articles for question in _questions(article))


def _questions(article: Article) -> Iterator[Question]:
    reader = _Reader("")
    reader.article(article)
    yield from reader.questions


class _Reader:
    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        self.questions: list[Question] = []
        self.exams: list[Exam] = []
        self.scenarios: list[tuple[Article, Scenario]] = []
        self.problems: list[Problem] = []

    def article(self, article: Article) -> None:
        blocks = article.blocks.found
        scenarios = [(block, self._scenario(article, block)) for block in blocks if block.name == "scenario"]
        exams = [block for block in blocks if block.name == "exam"]
        for block in blocks:
            if block.name == "question":
                around = next((s for b, s in scenarios if b.start < block.start and block.end < b.end), None)
                self._question(article, block, around)
        for block in exams[:1]:
            exam = read_exam(article, block_text(article, block), self._say(article))
            self.exams += [exam] if exam else []
        for block in exams[1:]:
            self._say(article)(
                article.body_line + block.start, "KB814", "a second exam in one article", "give it a page of its own"
            )

    def _say(self, article: Article) -> Say:
        def say(line: int, code: str, message: str, hint: str = "") -> None:
            self.problems.append(Problem(self._prefix + article.path, line, 1, code, message, hint))

        return say

    def _scenario(self, article: Article, block: Block) -> Scenario | None:
        say, text = self._say(article), block_text(article, block)
        id = block.values[0] if block.values else ""
        if not SCENARIO_ID.fullmatch(id):
            say(text.line, "KB801", f'"{id}" is not the id of a scenario', "write `//// scenario | S-SAT-01`")
        body, inside = [], False
        for line in text.lines:
            inside = inside or bool(re.match(r" {0,3}/{3,}[ \t]*question\b", line))
            body += [] if inside else [line]
        said = "\n".join(body).strip("\n")
        if not said:
            say(text.line, "KB813", f"the scenario {id} has no text", "write what its questions share before the first")
        if not inside:
            say(text.line, "KB813", f"the scenario {id} has no question", "put questions inside, or remove it")
        scenario = Scenario(id, said, text.line)
        self.scenarios.append((article, scenario))
        return scenario

    def _question(self, article: Article, block: Block, scenario: Scenario | None) -> None:
        say, text = self._say(article), block_text(article, block)
        id = block.values[0] if block.values else ""
        before = len(self.problems)
        if not QUESTION_ID.fullmatch(id):
            say(text.line, "KB801", f'"{id}" is not the id of a question', "write `/// question | Q-SAT-01`")
        header = read_header(text, id, say)
        question = self._whole(article, text, id, header, scenario, say) if header else None
        failed = any(problem.severity == "error" for problem in self.problems[before:])
        if question and not failed:
            self.questions.append(question)

    def _whole(
        self, article: Article, text: BlockText, id: str, header: Header, scenario: Scenario | None, say: Say
    ) -> Question | None:
        parts = read_parts(text, id, header, say)
        if parts is None:
            return None
        return Question(
            id=id,
            kind=parts.kind,
            text=parts.text,
            options=parts.options,
            truth=header.truth,
            accept=header.accept,
            number=header.number,
            tolerance=header.tolerance,
            unit=header.unit,
            pairs=parts.pairs,
            headings=parts.headings,
            items=parts.items,
            feedback=parts.feedback,
            objective=header.objective,
            difficulty=header.difficulty,
            sources=header.sources,
            source_hash=header.source_hash,
            scenario=scenario,
            language=article.language,
            article=article.meta.id,
            path=article.path,
            line=text.line,
        )
