"""Inputs of a runbook: each is declared and used, its pattern can be read, and its placeholder stands where quoting helps."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.problem import did_you_mean
from kb.runbooks.context import places, read_again
from kb.runbooks.fill import mistake, needs
from kb.runbooks.model import Runbook

Row = tuple[int, str, str, str]


def check_inputs(runbook: Runbook, line: int) -> Iterator[Row]:
    """KB612 – KB615. `line` is that of the key `inputs`."""
    declared = [given.name for given in runbook.inputs]
    used: set[str] = set()
    for cell in runbook.cells:
        if cell.shell is None:
            continue
        used.update(needs(cell.command, cell.shell, runbook.inputs))
        for name, offset, place in places(cell.command, cell.shell):
            at = cell.line + 1 + offset
            if name not in declared:
                # Without inputs and without a name it is another tool's template
                if declared or cell.named:
                    hint = did_you_mean(name, declared) or f"add it to `inputs`: {{name: {name}, label: …}}"
                    yield at, "KB612", f"{{{{{name}}}}} is not declared in `inputs`", hint
            elif place in ("quoted", "heredoc"):
                hint = f"take the quotes away: {{{{{name}}}}} gets its own, right for the shell"
                if place == "heredoc":
                    hint = "hand the value over as an argument: inside <<EOF nothing protects it"
                where = "inside quotes" if place == "quoted" else "in a here-document"
                yield at, "KB614", f"{{{{{name}}}}} stands {where}: a value could break out of them", hint
            elif place == "glued":
                hint = f"join them in brackets: (Join-Path {{{{{name}}}}} 'more'), or ({{{{{name}}}}} + 'more')"
                yield at, "KB614", f"PowerShell takes what follows {{{{{name}}}}} for another argument", hint
        for name, offset in read_again(cell.command):
            given = next((one for one in runbook.inputs if one.name == name), None)
            if given is not None and not given.pattern and given.type not in ("hostname", "number"):
                said = f"a second shell reads {{{{{name}}}}} once more, and its quotes hold only once"
                yield (
                    cell.line + 1 + offset,
                    "KB607",
                    said,
                    f"give `{name}` a `pattern` that lets nothing through but what is meant",
                )
    for place_, given in enumerate(runbook.inputs):
        if declared.index(given.name) != place_:
            yield line, "KB613", f'the input "{given.name}" is declared twice', "keep one of the two"
        elif given.name not in used:
            hint = f"use {{{{{given.name}}}}} in a command, or remove it"
            yield line, "KB613", f'the input "{given.name}" is used by no command', hint
        if given.pattern and not _readable(given.pattern):
            hint = 'write a regular expression, in quotes: "[A-Za-z0-9-]{1,15}"'
            yield line, "KB615", f'the pattern of "{given.name}" can\'t be read: {given.pattern}', hint
        elif given.example and mistake(given, given.example):
            yield (
                line,
                "KB615",
                f'the example of "{given.name}" does not fit its own pattern or type',
                "correct one of the two",
            )


def _readable(pattern: str) -> bool:
    try:
        re.compile(pattern)
    except re.error:
        return False
    return True
