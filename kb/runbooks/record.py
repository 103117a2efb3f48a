"""A run of a runbook as a record: what was done, when, with what outcome, and what remains. The page and the terminal
write the same JSON, `"schema": "poradnyk-run/1"`; nothing secret is ever in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from kb.runbooks.masking import WORDS, mask

SCHEMA = "poradnyk-run/1"
Outcome = Literal["done", "failed", "skipped", "open"]
Result = Literal["worked", "worked-with-changes", "failed", "open"]


@dataclass(frozen=True)
class InputRecord:
    """A value that was asked for; None for a secret, or where none was given."""

    name: str
    label: str
    type: str
    value: str | None = None


@dataclass(frozen=True)
class StepRecord:
    """`at` is a time with its offset, `after` the step whose branch left this one out, `commands` the names of those that
    were copied or run."""

    number: int
    text: str
    section: str = ""
    outcome: Outcome = "open"
    at: str | None = None
    after: int | None = None
    note: str = ""
    commands: tuple[str, ...] = ()


@dataclass(frozen=True)
class BranchRecord:
    """A branch that was taken."""

    start: int
    to: int
    at: str | None = None


@dataclass(frozen=True)
class RunRecord:
    """Times are text such as 2026-11-23T20:14:05+02:00. `seconds` is how long it was worked on, without pauses; `lost`
    are steps that the text no longer has."""

    runbook: str
    title: str
    language: str
    address: str = ""
    by: str = ""
    started: str | None = None
    finished: str | None = None
    seconds: int = 0
    result: Result = "open"
    inputs: tuple[InputRecord, ...] = ()
    steps: tuple[StepRecord, ...] = ()
    branches: tuple[BranchRecord, ...] = ()
    lost: tuple[StepRecord, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Plain values, in a fixed order."""
        return {"schema": SCHEMA} | asdict(self)


def result_of(steps: Iterable[StepRecord]) -> Result:
    """What a run came to, as far as its steps tell."""
    outcomes = [step.outcome for step in steps]
    if "failed" in outcomes:
        return "failed"
    return "open" if "open" in outcomes or not outcomes else "worked"


def masked(run: RunRecord, secrets: Iterable[str] = (), words: Mapping[str, str] = WORDS) -> RunRecord:
    """The record as it may be stored or pasted: no secret, no personal data in values and notes."""
    hidden = tuple(secrets)

    def clean(step: StepRecord) -> StepRecord:
        return replace(step, note=mask(step.note, hidden, words))

    def shown(given: InputRecord) -> InputRecord:
        secret = given.type == "secret" or given.value is None
        return replace(given, value=None if secret else mask(given.value or "", hidden, words))

    return replace(
        run,
        inputs=tuple(map(shown, run.inputs)),
        steps=tuple(map(clean, run.steps)),
        lost=tuple(map(clean, run.lost)),
    )


def from_json(data: Mapping[str, Any]) -> RunRecord:
    """The record of a parsed file; KeyError, TypeError or ValueError where it is none."""
    if data.get("schema", SCHEMA) != SCHEMA:
        raise ValueError(f'the record is of another schema: "{data.get("schema")}"')
    values = {key: value for key, value in data.items() if key != "schema"}
    parts: tuple[tuple[str, Any], ...] = (
        ("inputs", InputRecord),
        ("steps", StepRecord),
        ("branches", BranchRecord),
        ("lost", StepRecord),
    )
    for key, kind in parts:
        values[key] = tuple(kind(**{k: _frozen(v) for k, v in one.items()}) for one in values.get(key, ()))
    return RunRecord(**values)


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
