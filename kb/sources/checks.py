"""What the quality rules need from content/.kb: the policy's key `checks`, the glossary's words, the team's domains."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from kb.checks.policy import CheckPolicy, read_policy
from kb.checks.rule import Context
from kb.problem import Problem
from kb.sources.team import Team

_DOMAIN = re.compile(r"@((?:[\w-]+\.)+\w+)|https?://((?:[\w-]+\.)+\w+)")


def read_check_context(content: Path, team: Team, prefix: str = "content/") -> tuple[Context, tuple[Problem, ...]]:
    """The context of every rule, and what is wrong with the files it comes from."""
    problems: list[Problem] = []
    policy, wrong = read_policy(_load(content, "policy.yml", prefix, problems), f"{prefix}.kb/policy.yml")
    problems += wrong
    avoid = _avoid(_load(content, "glossary.yml", prefix, problems), f"{prefix}.kb/glossary.yml", problems)
    return Context(policy, avoid, _domains(team)), tuple(problems)


def read_check_policy(content: Path, prefix: str = "content/") -> CheckPolicy:
    """The policy alone."""
    return read_policy(_load(content, "policy.yml", prefix, []), f"{prefix}.kb/policy.yml")[0]


def _avoid(raw: Any, path: str, problems: list[Problem]) -> tuple[tuple[str, str, str], ...]:
    """(language, word to avoid, word to use), in order."""
    if raw is None:
        return ()
    if not isinstance(raw, list):
        problems.append(Problem(path, 1, 1, "KB502", "is not a list of terms", "write `- term: {en: ticket}`"))
        return ()
    found: set[tuple[str, str, str]] = set()
    for number, entry in enumerate(raw, 1):
        term = entry.get("term") if isinstance(entry, dict) else None
        avoid = entry.get("avoid", {}) if isinstance(entry, dict) else None
        words = avoid.values() if isinstance(avoid, dict) else ()
        if not isinstance(term, dict) or not isinstance(avoid, dict) or not all(isinstance(w, list) for w in words):
            hint = "write `- {term: {en: ticket}, avoid: {en: [case]}}`"
            problems.append(Problem(path, 0, 0, "KB502", f"term {number} is not in the form of the glossary", hint))
            continue
        for language, listed in avoid.items():
            found.update(
                (str(language), str(word), str(term.get(language, ""))) for word in listed if str(word).strip()
            )
    return tuple(sorted(found))


def _domains(team: Team) -> frozenset[str]:
    """Domains of the addresses that the team publishes itself."""
    ways = [value for listed in team.contact.values() for way in listed for value in way.values()]
    texts = [owner.email for owner in team.owners.values()] + ways
    return frozenset((one or other).lower() for text in texts for one, other in _DOMAIN.findall(text))


def _load(content: Path, name: str, prefix: str, problems: list[Problem]) -> Any:
    """The parsed file; None where there is none, or where it can't be read, which is a problem."""
    path = content / ".kb" / name
    if not path.is_file():
        return None
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        said = getattr(error, "problem", None) or str(error).split("\n")[0]
        hint = "check quotes and indentation"
        problems.append(Problem(f"{prefix}.kb/{name}", line, column, "KB502", f"not valid YAML: {said}", hint))
        return None
