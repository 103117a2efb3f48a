"""Goes through a runbook at the terminal, step by step: shows, asks, runs, notes."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable
from dataclasses import dataclass, field

import click
from rich.console import Console
from rich.markdown import Markdown
from rich.text import Text

from kb.library.frontmatter import Input
from kb.runbooks.fill import fill, mistake, needs
from kb.runbooks.model import Cell, Runbook, Step
from kb.runbooks.record import Outcome
from kb.runbooks.run import Run, begin, branch, decide, following, note, ran
from kb.sources.clock import now
from kb.sources.shells import execute, find_shell

COVER = "••••••"
_WRONG = {
    "missing": "",
    "unseen": "it holds characters that one does not see, or a line end: type it by hand",
    "shape": "it does not have the right form",
}
_OUTCOMES: dict[str, Outcome] = {"d": "done", "f": "failed", "s": "skipped"}
_MARKS = re.compile(r"^\s*/{3,}.*$", re.MULTILINE)


@dataclass
class Walk:
    """One run at the terminal. `values` are those that were given, secrets among them; they stay in memory."""

    runbook: Runbook
    live: bool
    values: dict[str, str]
    console: Console
    run: Run = field(init=False)
    _asked: set[str] = field(default_factory=set)
    _before: list[int] = field(default_factory=list)
    _bad: bool = False

    def __post_init__(self) -> None:
        self.run = begin(self.runbook)

    @property
    def secrets(self) -> tuple[str, ...]:
        return tuple(
            self.values[one.name] for one in self.runbook.inputs if one.type == "secret" and one.name in self.values
        )

    def go(self) -> float:
        """To the end, or until somebody stops. How many seconds it took."""
        started = time.monotonic()
        number: int | None = 1 if self.runbook.steps else None
        try:
            while number is not None:
                number = self._step(self.runbook.steps[number - 1])
        except click.Abort:
            self.console.print("\nStopped here.")
        return time.monotonic() - started

    def _step(self, step: Step) -> int | None:
        """The next step; None at the end."""
        self.console.print()
        self.console.rule(
            Text(f"Step {step.number} of {len(self.runbook.steps)} · {self.run.steps[step.number - 1].section}"),
            align="left",
        )
        self._show(step)
        ways = {str(one.to): one for one in step.branches if self.runbook.step(one.to)}
        while True:
            # What ended badly is not called done by pressing Enter
            answer = self._ask(_choices(ways), None if self._bad else "d").strip().lower()
            if answer == "q":
                raise click.Abort
            if answer == "r":
                self._asked.clear()
                self._show(step)
            elif answer == "n":
                self.run = note(self.run, step.number, self._ask("Note", None))
            elif answer == "b" and self._before:
                return self._before.pop()
            elif answer in ways:
                self.run = branch(self.run, step.number, ways[answer].to, _at())
                return self._on(step, ways[answer].to)
            elif answer in _OUTCOMES:
                said = self._ask("What did you see") if answer == "f" else ""
                self.run = decide(self.run, step.number, _OUTCOMES[answer], _at(), said)
                return self._on(step, following(self.run, step.number))

    def _on(self, step: Step, to: int | None) -> int | None:
        self._before.append(step.number)
        return to

    def _show(self, step: Step) -> None:
        """The text, and each command at its place."""
        self._bad = False
        lines, place = step.body.split("\n"), 0
        for cell in step.cells:
            self._prose(lines[place : cell.line - step.line])
            place = cell.end - step.line + 1
            self._cell(step, cell)
        self._prose(lines[place:])

    def _prose(self, lines: list[str]) -> None:
        text = _MARKS.sub("", "\n".join(lines)).strip()
        if text:
            self.console.print(Markdown(text, hyperlinks=False))

    def _cell(self, step: Step, cell: Cell) -> None:
        if cell.shell is None:
            self._code(cell.command, "example")
            return
        self._take_values(needs(cell.command, cell.shell, self.runbook.inputs))
        filled = fill(cell.command, cell.shell, self.runbook.inputs, self.values)
        covered = {one.name: COVER for one in self.runbook.inputs if one.type == "secret" and one.name in self.values}
        shown = fill(cell.command, cell.shell, self.runbook.inputs, self.values | covered).command
        self._code(shown, f"{cell.name} · {cell.shell}" + (" · dangerous" if cell.danger else ""))
        for name in filled.unquotable:
            self.console.print(Text(f"{cell.shell} has no safe way to hold the value of {name}: not run"))
        for name in filled.missing:
            self.console.print(Text(f"{name} has no value: not run"))
        if filled.ready and cell.shell != "text":
            self._run(step, cell, filled.command)

    def _run(self, step: Step, cell: Cell, command: str) -> None:
        assert cell.shell is not None
        program = find_shell(cell.shell)
        if not self.live:
            self.console.print("(dry run: not run)", style="dim")
            return
        if program is None:
            self.console.print(f"(there is no {cell.shell} here: not run)", style="dim")
            return
        if cell.danger:
            typed = self._ask(f"This deletes, stops or restarts something. Type {cell.name} to run it")
            agreed = typed.strip() == cell.name
        else:
            agreed = self._ask("Run it? [y/N]").strip().lower() in ("y", "yes", "т", "так")
        if not agreed:
            self.console.print("(not run)", style="dim")
            return
        code = execute(cell.shell, program, command)
        self.run = ran(self.run, step.number, cell.name)
        self.console.print(f"(ended with {code})", style="bold red" if code else "dim")
        if code:
            self._bad = True
            self.run = note(self.run, step.number, f"{cell.name}: exit {code}")

    def _code(self, text: str, about: str) -> None:
        self.console.print(Text(f"── {about}", style="bold"))
        self.console.print(Text("\n".join(f"    {line}" for line in text.split("\n"))), soft_wrap=True)

    # Values

    def _take_values(self, names: tuple[str, ...]) -> None:
        """Ask for what a command needs, once; an empty answer leaves it open."""
        for given in self.runbook.inputs:
            if given.name in names and given.name not in self.values and given.name not in self._asked:
                self._asked.add(given.name)
                value = self._value(given)
                if value:
                    self.values[given.name] = value

    def _value(self, given: Input) -> str:
        secret = given.type == "secret"
        example = f", for example {given.example}" if given.example and not secret else ""
        while True:
            value = self._ask(f"{given.label or given.name}{example}", hidden=secret)
            wrong = mistake(given, value) if value else ""
            if not wrong:
                return value
            self.console.print(Text(f"{given.label or given.name}: {_WRONG[wrong]}"))

    def _ask(self, text: str, default: str | None = "", hidden: bool = False) -> str:
        return str(click.prompt(text, default=default, show_default=False, hide_input=hidden, err=True))


def _choices(ways: Iterable[str]) -> str:
    on = "".join(f", [{number}] go to step {number}" for number in ways)
    return f"[d]one, [f]ailed, [s]kip, [n]ote{on}, [r]epeat, [b]ack, [q]uit"


def _at() -> str:
    return now().isoformat(timespec="seconds")
