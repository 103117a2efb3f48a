"""What a question is. Every text in it is Markdown, as its writer wrote it, without the indentation of the block."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, get_args

Kind = Literal["single", "multiple", "true-false", "short", "numeric", "matching", "ordering"]

KINDS: tuple[Kind, ...] = get_args(Kind)

QUESTION_ID = re.compile(r"Q(-[A-Z0-9]{1,12}){1,4}")
"""`Q-SAT-01`; used with `fullmatch`."""

SCENARIO_ID = re.compile(r"S(-[A-Z0-9]{1,12}){1,4}")


@dataclass(frozen=True)
class Option:
    """A choice of a single or multiple choice question. `feedback` says why it is right or wrong; `line` is that of the
    file, 0 where the question was not read from one."""

    text: str
    right: bool
    feedback: str = ""
    line: int = 0


@dataclass(frozen=True)
class Pair:
    """What belongs together in a matching question."""

    left: str
    right: str
    line: int = 0


@dataclass(frozen=True)
class Source:
    """The article that a question is about; `anchor` is the heading, empty for the whole of it."""

    id: str
    anchor: str = ""

    def __str__(self) -> str:
        return f"{self.id}#{self.anchor}" if self.anchor else self.id


@dataclass(frozen=True)
class Scenario:
    """A text that several questions share. `id` is `S-SAT-01`."""

    id: str
    text: str
    line: int = 0


@dataclass(frozen=True)
class Question:
    """One question. Which fields hold its answer depends on `kind`; all others of them are empty:

    * single, multiple: `options`, of which exactly one or any number are right
    * true-false: `truth`
    * short: `accept`, any of which is right, whatever the case, the spaces and the form of the apostrophe
    * numeric: `number`, give or take `tolerance`; `unit` may be written behind it
    * matching: `pairs`; `headings` are those of the two columns
    * ordering: `items`, in the right order

    `feedback` is for the question as a whole; options have their own besides. `difficulty` is 1 (easy), 2 or 3 (hard).
    `source_hash` is the print of the sources when somebody last read the question against them, empty before.

    `path`, `line` and `article` (the id) say where it was read; they are empty for a question from elsewhere.
    """

    id: str
    kind: Kind
    text: str
    options: tuple[Option, ...] = ()
    truth: bool | None = None
    accept: tuple[str, ...] = ()
    number: int | float | None = None
    tolerance: int | float = 0
    unit: str = ""
    pairs: tuple[Pair, ...] = ()
    headings: tuple[str, str] = ("", "")
    items: tuple[str, ...] = ()
    feedback: str = ""
    objective: str = ""
    difficulty: int = 1
    sources: tuple[Source, ...] = ()
    source_hash: str = ""
    scenario: Scenario | None = None
    language: str = ""
    article: str = ""
    path: str = ""
    line: int = 0


@dataclass(frozen=True)
class Exam:
    """A mock exam: how many questions, for how many minutes (0: as long as one likes), and the share of points in per
    cent that passes. `blueprint` holds (objective id or prefix, weight) in the order written. `text` is shown before
    the start. `partial`: an answer that is partly right gets part of the point."""

    title: str
    questions: int
    minutes: int
    pass_mark: int
    blueprint: tuple[tuple[str, int], ...]
    partial: bool = False
    certification: str = ""
    text: str = ""
    language: str = ""
    article: str = ""
    path: str = ""
    line: int = 0
