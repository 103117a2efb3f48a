"""What is wrong with the runbooks of a library: sections, steps, branches, commands, inputs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kb.library import Article, Library
from kb.problem import Problem, did_you_mean
from kb.runbooks.check_cells import check_cells
from kb.runbooks.check_inputs import check_inputs
from kb.runbooks.model import Runbook
from kb.runbooks.policy import ROLES, Role, RunbookPolicy
from kb.runbooks.read import read_runbook


class Mistake(NamedTuple):
    """At a line of the file."""

    line: int
    code: str
    message: str
    hint: str


def check_runbooks(library: Library, policy: RunbookPolicy, prefix: str = "content/") -> Iterator[Problem]:
    """KB600 – KB615. An archived runbook is left alone."""
    for article in library.articles:
        if article.meta.type == "runbook" and article.meta.status != "archived" and not article.is_index:
            runbook = read_runbook(article, policy)
            original = library.counterpart(article, library.languages[0]) if library.languages else None
            rows = [*_mistakes(article, runbook, policy)]
            if original is not None and original is not article and original.meta.type == "runbook":
                rows += map(Mistake._make, _translation(runbook, read_runbook(original, policy), article.body_line))
            for found in rows:
                yield Problem(prefix + article.path, found.line, 1, found.code, found.message, found.hint)


def _mistakes(article: Article, runbook: Runbook, policy: RunbookPolicy) -> Iterator[Mistake]:
    yield from map(Mistake._make, _sections(article, runbook, policy))
    yield from map(Mistake._make, _steps(article, runbook))
    yield from map(Mistake._make, check_cells(runbook, policy.named))
    yield from map(Mistake._make, check_inputs(runbook, article.line_of("inputs")))


Row = tuple[int, str, str, str]


def _sections(article: Article, runbook: Runbook, policy: RunbookPolicy) -> Iterator[Row]:
    names = policy.names(article.language)
    held = [part for part in runbook.parts if part.role]
    roles = [part.role for part in held]
    others = {part.title: part.line for part in runbook.parts if not part.role}
    for role in policy.required:
        if role not in roles:
            near = next((title for title in others if did_you_mean(title.lower(), [names[role][0].lower()])), "")
            hint = (
                f'rename "{near}" to "{names[role][0]}"'
                if near
                else f"write `## {names[role][0]}`" + _where(role, roles, names)
            )
            yield others.get(near, article.body_line), "KB600", f'the section "{names[role][0]}" is missing', hint
    last = -1
    for part in held:
        place = ROLES.index(part.role) if part.role else 0
        if place < last:
            hint = "the order is " + ", ".join(names[role][0] for role in ROLES)
            yield part.line, "KB601", f'the section "{part.title}" stands after "{names[ROLES[last]][0]}"', hint
        last = max(last, place)


def _where(role: Role, roles: list[Role | None], names: dict[Role, tuple[str, ...]]) -> str:
    """After which section it belongs."""
    before = [other for other in ROLES[: ROLES.index(role)] if other in roles]
    return f', after "{names[before[-1]][0]}"' if before else ""


def _steps(article: Article, runbook: Runbook) -> Iterator[Row]:
    if not runbook.steps:
        hint = "write what to do as a numbered list in the sections that have steps; text and bullets are no steps"
        yield article.body_line, "KB602", "the runbook has no steps", hint
        return
    count = len(runbook.steps)
    for link in runbook.links:
        if not 0 < link.to <= count:
            yield link.line, "KB603", f"there is no step {link.to}", f"the last step is {count}"
        said = re.search(r"\d+", link.text)
        if said and 0 < link.to <= count and int(said[0]) != link.to:
            hint = f"write {link.to}, or correct the link"
            yield link.line, "KB603", f'"{link.text}" leads to step {link.to}', hint
    yield from _numbers(runbook)
    if any(part.role == "verification" for part in runbook.parts) and not any(
        s.role == "verification" for s in runbook.steps
    ):
        line = next(part.line for part in runbook.parts if part.role == "verification")
        yield (
            line,
            "KB605",
            "nothing says how one sees that it worked: the section has no step",
            "write it as a numbered step",
        )


def _numbers(runbook: Runbook) -> Iterator[Row]:
    """Where the written numbers go wrong; what follows from that is not said again."""
    off = 0
    for step in runbook.steps:
        if step.written is None:
            hint = f"write {step.number}., or indent it by four spaces below the step before"
            yield step.line, "KB604", f"step {step.number} is written as a bullet", hint
        elif step.number - step.written != off:
            off = step.number - step.written
            if off:
                hint = f"write {step.number}.: steps are numbered through the whole runbook, so that a branch can name them"
                yield step.line, "KB604", f"step {step.number} is written as {step.written}.", hint


def _translation(runbook: Runbook, original: Runbook, line: int) -> Iterator[Row]:
    """Whoever reads the other language must do the same."""
    hint = f"compare it with the runbook in {original.language}"
    if len(runbook.steps) != len(original.steps):
        said = f"{len(runbook.steps)} steps, but {len(original.steps)} in {original.language}"
        yield runbook.steps[0].line if runbook.steps else line, "KB606", said, hint
        return
    own, others = _named(runbook), _named(original)
    for name in sorted(others.keys() - own.keys()):
        yield line, "KB606", f'the command "{name}" is only in {original.language}', hint
    for name, (at, facts) in own.items():
        if name not in others:
            yield at, "KB606", f'the command "{name}" is not in {original.language}', hint
        elif facts != others[name][1]:
            said = f'the command "{name}" differs in shell, danger, values or step from {original.language}'
            yield at, "KB606", said, hint


def _named(runbook: Runbook) -> dict[str, tuple[int, tuple[object, ...]]]:
    """Name → line, and what must be the same in every language."""
    return {
        cell.name: (cell.line, (step.number, cell.shell, cell.danger, frozenset(cell.placeholders)))
        for step in runbook.steps
        for cell in step.cells
        if cell.named and cell.shell
    }
