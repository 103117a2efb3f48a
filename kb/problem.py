"""A writer's mistake, with the place, a stable code and what to do about it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field

from kb.codes import CODES, Severity


@dataclass(frozen=True, order=True)
class Problem:
    """One finding.

    `path` is relative to the folder that holds mkdocs.yml; `line` and `column` count from 1, and 0 means «the file as a
    whole». `code` is a key of `kb.codes.CODES`, which also says how severe it is.
    """

    path: str
    line: int
    column: int
    code: str
    message: str
    hint: str = ""
    severity: Severity = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "severity", CODES[self.code].severity)

    @property
    def place(self) -> str:
        """`path`, `path:line` or `path:line:column`, as far as it is known."""
        return ":".join([self.path] + [str(n) for n in (self.line, self.column) if n])


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """«did you mean "internal"?» for the nearest of the known words, else an empty string."""
    near = difflib.get_close_matches(word.lower(), sorted(known), n=1, cutoff=0.6)
    return f'did you mean "{near[0]}"?' if near else ""
