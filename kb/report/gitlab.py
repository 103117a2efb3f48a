"""GitLab's code quality report: shown in a merge request, at the line."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Sequence

from kb.problem import Problem

_SEVERITY = {"error": "major", "warning": "minor", "note": "info"}


def as_gitlab(problems: Sequence[Problem]) -> str:
    """A list of objects. The fingerprint does not hold the line, so that a finding stays the same when text above it grows."""
    seen: Counter[tuple[str, str, str]] = Counter()
    rows = []
    for problem in problems:
        same = (problem.path, problem.code, problem.message)
        seen[same] += 1
        mark = hashlib.sha256("\0".join((*same, str(seen[same]))).encode()).hexdigest()
        rows.append(
            {
                "description": problem.message + (f" ({problem.hint})" if problem.hint else ""),
                "check_name": problem.code,
                "fingerprint": mark,
                "severity": _SEVERITY[problem.severity],
                "location": {"path": problem.path, "lines": {"begin": problem.line or 1}},
            }
        )
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"
