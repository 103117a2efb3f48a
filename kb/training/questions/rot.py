"""Question rot: questions whose source has changed since somebody read them against it, and the stamp that says so.

The print of a source is that of its words without the questions in it: a lesson may be the source of its own questions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from kb.library import Article, Library
from kb.library.fingerprint import fingerprint
from kb.training.questions.model import Question, Source

State = Literal["changed", "never", "missing", "no-source", "current"]

STATES: tuple[State, ...] = ("changed", "missing", "never", "no-source", "current")
"""What asks for work first."""

_LINE = re.compile(r"(?P<text>[^\r\n]*)(?P<end>\r\n|\r|\n|\Z)")
_OPENING = re.compile(r"[\ufeff \t]*/{3,}[ \t]*question\b")
_STAMP = re.compile(r"(?P<before>[ \t]+source_hash:[ \t]*)(?P<value>[^ \t#]*)(?P<after>.*)")


@dataclass(frozen=True)
class Judged:
    """A question against its sources; `now` is their print of today, empty where one of them is missing."""

    question: Question
    state: State
    now: str


def judge_questions(questions: Iterable[Question], library: Library) -> tuple[Judged, ...]:
    """Every question with its state, what asks for work first."""
    prints = _Prints(library)
    found = [_judge(question, prints) for question in questions]
    return tuple(sorted(found, key=lambda j: (STATES.index(j.state), j.question.path, j.question.line)))


def _judge(question: Question, prints: _Prints) -> Judged:
    if not question.sources:
        return Judged(question, "no-source", "")
    found = [prints.of(source, question.language) for source in question.sources]
    if not all(found):
        return Judged(question, "missing", "")
    now = found[0] if len(found) == 1 else fingerprint(" ".join(found))
    if not question.source_hash:
        return Judged(question, "never", now)
    same = now.startswith(question.source_hash) or question.source_hash.startswith(now)
    return Judged(question, "current" if same else "changed", now)


class _Prints:
    """Prints of sources, each found out once."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._known: dict[tuple[Source, str], str] = {}

    def of(self, source: Source, language: str) -> str:
        key = (source, language)
        if key not in self._known:
            article = article_of(source, language, self._library)
            text = source_text(article, source.anchor) if article else None
            self._known[key] = fingerprint(text) if text is not None else ""
        return self._known[key]


def article_of(source: Source, language: str, library: Library) -> Article | None:
    """The article of a source, in the language of the question where there is one."""
    versions = library.by_id.get(source.id, ())
    return next((a for a in versions if a.language == language), versions[0] if versions else None)


def source_text(article: Article, anchor: str = "") -> str | None:
    """The Markdown of an article, or of one section with those below it, without questions. None: no such heading."""
    lines = article.body.split("\n")
    start, end = 0, len(lines)
    if anchor:
        at = next((n for n, section in enumerate(article.sections) if section.anchor == anchor), None)
        if at is None:
            return None
        here = article.sections[at]
        after = (s for s in article.sections[at + 1 :] if s.level <= here.level)
        start = here.line - article.body_line
        end = next((section.line - article.body_line for section in after), end)
    left_out = {
        place
        for block in article.blocks.found
        if block.name in ("question", "scenario", "exam")
        for place in range(block.start, block.end + 1)
    }
    return "\n".join(line for place, line in enumerate(lines[start:end], start) if place not in left_out)


def stamped(text: str, stamps: Mapping[int, str]) -> str:
    """The text of a file with new prints: line of the question's first line → print. Every other byte stays."""
    lines = [(m["text"], m["end"]) for m in _LINE.finditer(text)]
    newline = next((end for _, end in lines if end), "\n")
    for number, value in sorted(stamps.items(), reverse=True):
        last = number - 1
        if last >= len(lines) or not _OPENING.match(lines[last][0]):
            continue  # the file has changed since it was read
        width = _width(lines[last][0])
        place = None
        while last + 1 < len(lines) and lines[last + 1][0].strip() and _width(lines[last + 1][0]) >= width + 4:
            last += 1
            place = last if _STAMP.fullmatch(lines[last][0]) else place
        if place is not None:
            written, end = lines[place]
            lines[place] = (_STAMP.sub(lambda m, v=value: f"{m['before']}{v}{m['after']}", written), end)
        else:
            indent = re.match(r"[ \t]*", lines[last][0])
            lines.insert(last + 1, (f"{indent[0] if indent else ''}source_hash: {value}", newline))
    return "".join(text + end for text, end in lines)


def _width(line: str) -> int:
    wide = line.expandtabs(4)
    return len(wide) - len(wide.lstrip())
