"""The formats of a list of problems."""

from __future__ import annotations

import json
from collections.abc import Sequence

from kb.problem import Problem
from kb.report.gitlab import as_gitlab
from kb.report.sarif import as_sarif


def render(problems: Sequence[Problem], style: str) -> str:
    """Problems in one of `FORMATS`; the text ends with a line end unless it is empty."""
    return FORMATS[style](problems)


def as_text(problems: Sequence[Problem]) -> str:
    """`path:line:column: KB102 what is wrong`, and the hint on a line of its own."""
    lines = []
    for problem in problems:
        sign = "" if problem.severity == "error" else f"{problem.severity}: "
        lines.append(f"{problem.place}: {problem.code} {sign}{problem.message}")
        if problem.hint:
            lines.append(f"    hint: {problem.hint}")
    return "".join(line + "\n" for line in lines)


def as_json(problems: Sequence[Problem]) -> str:
    """A list of objects with path, line, column, code, severity, message, hint."""
    keys = ("path", "line", "column", "code", "severity", "message", "hint")
    rows = [{key: getattr(problem, key) for key in keys} for problem in problems]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def as_github(problems: Sequence[Problem]) -> str:
    """Workflow commands of GitHub Actions, which become annotations at the line of a pull request."""
    lines = []
    for problem in problems:
        place = f"file={_property(problem.path)},line={problem.line or 1}" + (
            f",col={problem.column}" if problem.column else ""
        )
        text = problem.message + (f"\nhint: {problem.hint}" if problem.hint else "")
        command = "notice" if problem.severity == "note" else problem.severity
        lines.append(f"::{command} {place},title={problem.code}::{_data(text)}\n")
    return "".join(lines)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


FORMATS = {"text": as_text, "json": as_json, "github": as_github, "gitlab": as_gitlab, "sarif": as_sarif}
