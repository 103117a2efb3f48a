"""A run of a runbook as a value, and what can happen to it. Pure: times come in as text with their offset.

The page does the same (theme_overrides/assets/kb/runbook/state.js).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from kb.library.frontmatter import Input
from kb.runbooks.model import Runbook
from kb.runbooks.record import BranchRecord, InputRecord, Outcome, Result, RunRecord, StepRecord, result_of

_LONGEST = 200
"""A ticket wants the step, not the whole text of it."""


@dataclass(frozen=True)
class Run:
    """`steps` are those of the runbook, in order, as far as something was said about them."""

    steps: tuple[StepRecord, ...]
    branches: tuple[BranchRecord, ...] = ()


def begin(runbook: Runbook) -> Run:
    """Nothing is done yet."""
    titles = {part.role: part.title for part in runbook.parts}
    return Run(tuple(StepRecord(s.number, _short(s.lead), titles.get(s.role, "")) for s in runbook.steps))


def decide(run: Run, number: int, outcome: Outcome, at: str, note: str = "") -> Run:
    """What became of a step; a note is added to what was noted before."""
    step = run.steps[number - 1]
    noted = "\n".join(filter(None, (step.note, note)))
    return _with(run, replace(step, outcome=outcome, at=at, after=None, note=noted))


def note(run: Run, number: int, text: str) -> Run:
    """A note, whatever becomes of the step."""
    step = run.steps[number - 1]
    return _with(run, replace(step, note="\n".join(filter(None, (step.note, text)))))


def ran(run: Run, number: int, command: str) -> Run:
    """A command of a step was run."""
    step = run.steps[number - 1]
    return _with(run, replace(step, commands=tuple(dict.fromkeys([*step.commands, command]))))


def branch(run: Run, start: int, to: int, at: str) -> Run:
    """«Go to step 7»: this step is done unless something else was said of it, and those between are left out. A branch
    backwards opens again what is to be done once more."""
    run = run if run.steps[start - 1].outcome != "open" else decide(run, start, "done", at)
    for number in range(start + 1, to):
        step = run.steps[number - 1]
        if step.outcome == "open":
            run = _with(run, replace(step, outcome="skipped", at=at, after=start))
    if to <= start:
        step = run.steps[to - 1]
        run = _with(run, replace(step, outcome="open", at=None, after=None))
    return replace(run, branches=(*run.branches, BranchRecord(start, to, at)))


def following(run: Run, number: int) -> int | None:
    """The next step that nothing was decided about, after this one; None at the end."""
    return next((s.number for s in run.steps[number:] if s.outcome == "open"), None)


def recorded(
    runbook: Runbook,
    run: Run,
    values: Mapping[str, str],
    *,
    by: str = "",
    address: str = "",
    started: str,
    finished: str,
    seconds: int,
    result: Result | None = None,
) -> RunRecord:
    """The run as a record, not masked yet; secrets are left out already."""
    return RunRecord(
        runbook.id,
        runbook.title,
        runbook.language,
        address,
        by,
        started,
        finished,
        seconds,
        result or result_of(run.steps),
        tuple(_given(one, values) for one in runbook.inputs),
        run.steps,
        run.branches,
    )


def _given(one: Input, values: Mapping[str, str]) -> InputRecord:
    kind = one.type or "text"
    return InputRecord(one.name, one.label or one.name, kind, None if kind == "secret" else values.get(one.name))


def _short(lead: str) -> str:
    return lead if len(lead) <= _LONGEST else f"{lead[:_LONGEST].rstrip()}…"


def _with(run: Run, step: StepRecord) -> Run:
    return replace(run, steps=(*run.steps[: step.number - 1], step, *run.steps[step.number :]))
