"""The key `runbooks` of content/.kb/policy.yml."""

from __future__ import annotations

from pathlib import Path

import yaml

from kb.problem import Problem
from kb.runbooks.policy import DEFAULT_POLICY, RunbookPolicy, read_policy


def read_runbook_policy(content: Path, prefix: str = "content/") -> tuple[RunbookPolicy, tuple[Problem, ...]]:
    """The policy, and what is wrong with it. A file that is no YAML is said by whoever reads it first."""
    path = content / ".kb" / "policy.yml"
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8-sig")) if path.is_file() else None
    except (OSError, UnicodeDecodeError, yaml.YAMLError, ValueError, RecursionError):
        return DEFAULT_POLICY, ()
    policy, wrong = read_policy(raw)
    hint = "see the page of runbooks in the handbook; the default policy is used"
    return policy, (Problem(f"{prefix}.kb/policy.yml", 0, 0, "KB502", wrong, hint),) if wrong else ()
