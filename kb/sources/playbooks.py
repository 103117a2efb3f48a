"""What a team says about its playbooks: the key `playbooks` of content/.kb/policy.yml."""

from __future__ import annotations

from pathlib import Path

import yaml

from kb.playbooks import DEFAULT_POLICY, PlaybookPolicy, read_policy
from kb.problem import Problem


def read_playbook_policy(content: Path, prefix: str = "content/") -> tuple[PlaybookPolicy, tuple[Problem, ...]]:
    """The policy, and what is wrong with it. That the file is no YAML is told by those who read it first."""
    try:
        raw = yaml.safe_load((content / ".kb" / "policy.yml").read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError, ValueError, RecursionError):
        return DEFAULT_POLICY, ()
    return read_policy(raw, f"{prefix}.kb/policy.yml")
