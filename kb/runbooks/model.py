"""A runbook as plain values: its steps, the commands in them, the branches between them, and what it asks for."""

from __future__ import annotations

from dataclasses import dataclass

from kb.library.frontmatter import Input
from kb.runbooks.policy import Role
from kb.runbooks.quoting import Shell


@dataclass(frozen=True)
class Cell:
    """A block of code in a runbook. `command` is what stands in it, with placeholders. `name` is the writer's or, for a
    command without one, `step-4-1`; `shell` is None for an example, which nobody runs."""

    name: str
    named: bool
    language: str
    shell: Shell | None
    danger: bool
    command: str
    line: int
    end: int
    placeholders: tuple[str, ...]


@dataclass(frozen=True)
class Branch:
    """A link to another step of the same runbook."""

    to: int
    line: int
    text: str


@dataclass(frozen=True)
class Step:
    """`number` counts through the whole runbook, `written` is what the author wrote (None for a bullet). `lead` is its
    first paragraph as one line of plain text, `body` its Markdown without the indentation."""

    number: int
    written: int | None
    role: Role
    lead: str
    body: str
    line: int
    cells: tuple[Cell, ...]
    branches: tuple[Branch, ...]


@dataclass(frozen=True)
class Part:
    """A section of the second level. `role` is None for one that the policy does not name."""

    role: Role | None
    title: str
    line: int
    text: str


@dataclass(frozen=True)
class Runbook:
    """`loose` are blocks of code outside steps, `links` all links to steps, in the steps or elsewhere."""

    id: str
    title: str
    language: str
    inputs: tuple[Input, ...]
    parts: tuple[Part, ...]
    steps: tuple[Step, ...]
    loose: tuple[Cell, ...]
    links: tuple[Branch, ...]

    @property
    def cells(self) -> tuple[Cell, ...]:
        """All blocks of code, in their order."""
        inside = [cell for step in self.steps for cell in step.cells]
        return tuple(sorted([*inside, *self.loose], key=lambda cell: cell.line))

    def step(self, number: int) -> Step | None:
        return self.steps[number - 1] if 0 < number <= len(self.steps) else None
