"""SARIF 2.1.0 (OASIS), which code hosts read as code-scanning results."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from kb import __version__
from kb.codes import CODES
from kb.problem import Problem


def as_sarif(problems: Sequence[Problem]) -> str:
    """One run with every rule of `kb.codes` and one result per problem."""
    rules = [
        {"id": code, "shortDescription": {"text": what.en}, "defaultConfiguration": {"level": what.severity}}
        for code, what in sorted(CODES.items())
    ]
    log = {
        "version": "2.1.0",
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "runs": [
            {
                "tool": {"driver": {"name": "kb", "semanticVersion": __version__, "rules": rules}},
                "results": [_result(problem, sorted(CODES).index(problem.code)) for problem in problems],
            }
        ],
    }
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _result(problem: Problem, rule: int) -> dict[str, Any]:
    region: dict[str, int] = {"startLine": problem.line or 1}
    if problem.column:
        region["startColumn"] = problem.column
    text = problem.message + (f" ({problem.hint})" if problem.hint else "")
    return {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": problem.severity,
        "message": {"text": text},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": quote(problem.path)}, "region": region}}],
    }
