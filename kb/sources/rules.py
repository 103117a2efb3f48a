"""Reads what the team keeps beside the articles to judge them by: content/.kb/policy.yml, products.yml, feedback.csv and
bulk-commits.txt. Each file may be missing; each mistake is a problem, and costs only itself."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from kb.freshness import DEFAULT_POLICY, Feedback, Policy, read_policy
from kb.problem import Problem
from kb.sources.products import load_products

_HASH = re.compile(r"^[0-9a-f]{7,64}$")


@dataclass(frozen=True)
class TeamRules:
    """What the files say, and what is wrong with them."""

    policy: Policy
    retired: Mapping[str, date]
    feedback: Mapping[str, Feedback]
    bulk: frozenset[str]
    problems: tuple[Problem, ...]

    def looking_ahead(self, period: str) -> TeamRules:
        """The same rules, with reviews announced as long before their day."""
        return replace(self, policy=self.policy.model_copy(update={"due_soon": period}))


def read_rules(content: Path, prefix: str = "content/") -> TeamRules:
    """The four files of content/.kb."""
    problems: list[Problem] = []
    folder = content / ".kb"
    policy = _policy(folder, prefix, problems)
    products, wrong = load_products(content, prefix)
    problems += wrong
    retired = {name: product.retired for name, product in (products or {}).items() if product.retired}
    feedback = _feedback(folder, prefix, problems)
    bulk = _bulk(folder, prefix, problems)
    return TeamRules(policy, retired, feedback, bulk, tuple(problems))


def _policy(folder: Path, prefix: str, problems: list[Problem]) -> Policy:
    raw, lines = _yaml(folder, "policy.yml", prefix, problems)
    if raw is _BROKEN:
        return DEFAULT_POLICY
    policy, mistakes = read_policy(raw)
    for key, said, hint in mistakes:
        line = _line(lines, key)
        problems.append(
            Problem(f"{prefix}.kb/policy.yml", line, 0, "KB502", f"{said}; the default policy is used", hint)
        )
    return policy


def _feedback(folder: Path, prefix: str, problems: list[Problem]) -> dict[str, Feedback]:
    """Rows of path,helpful,not_helpful; a path that stands twice is added up."""
    text = _text(folder, "feedback.csv", prefix, problems)
    shown, counts = f"{prefix}.kb/feedback.csv", dict[str, Feedback]()
    if text is None:
        return counts
    rows = csv.reader(io.StringIO(text, newline=""))
    try:
        head = [name.strip().lower() for name in next(rows, [])]
        if head[:3] != ["path", "helpful", "not_helpful"]:
            problems.append(
                Problem(shown, 1, 1, "KB502", "the first line is not path,helpful,not_helpful", "add this line")
            )
            return counts
        for row in rows:
            if not any(cell.strip() for cell in row):
                continue
            numbers = [cell.strip() for cell in row[1:3]]
            if len(numbers) < 2 or not all(n.isascii() and n.isdigit() and len(n) < 10 for n in numbers):
                problems.append(
                    Problem(
                        shown,
                        rows.line_num,
                        1,
                        "KB502",
                        "is not a path and two whole numbers",
                        "write uk/network/vpn.md,12,3",
                    )
                )
                continue
            path = row[0].strip().removeprefix(prefix)
            old = counts.get(path, Feedback(0, 0))
            counts[path] = Feedback(old.helpful + int(numbers[0]), old.not_helpful + int(numbers[1]))
    except csv.Error as error:
        problems.append(Problem(shown, rows.line_num, 1, "KB502", f"not valid CSV: {error}", "check the quotes"))
    return counts


def _bulk(folder: Path, prefix: str, problems: list[Problem]) -> frozenset[str]:
    """One commit hash a line, at least seven digits; # begins a comment."""
    text = _text(folder, "bulk-commits.txt", prefix, problems) or ""
    found = set()
    for number, line in enumerate(text.split("\n"), 1):
        word = line.partition("#")[0].strip().lower()
        if _HASH.match(word):
            found.add(word)
        elif word:
            problems.append(
                Problem(
                    f"{prefix}.kb/bulk-commits.txt",
                    number,
                    1,
                    "KB502",
                    f'"{word[:60]}" is no commit hash',
                    "write seven or more of its digits; # begins a comment",
                )
            )
    return frozenset(found)


_BROKEN = object()


def _yaml(folder: Path, name: str, prefix: str, problems: list[Problem]) -> tuple[Any, str]:
    """(parsed file, its text); None where there is no file, `_BROKEN` where it can't be used."""
    count = len(problems)
    text = _text(folder, name, prefix, problems)
    if text is None:
        return (_BROKEN if len(problems) > count else None), ""
    try:
        return yaml.safe_load(text), text
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        said = getattr(error, "problem", None) or str(error).split("\n")[0]
        problems.append(
            Problem(
                f"{prefix}.kb/{name}", line, column, "KB502", f"not valid YAML: {said}", "check quotes and indentation"
            )
        )
        return _BROKEN, text


def _text(folder: Path, name: str, prefix: str, problems: list[Problem]) -> str | None:
    path = folder / name
    if not path.is_file():
        return None
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        said = getattr(error, "strerror", None) or "it is not UTF-8"
        problems.append(
            Problem(f"{prefix}.kb/{name}", 0, 0, "KB502", f"can't be read: {said}", "save it as UTF-8 text")
        )
        return None


def _line(text: str, key: str) -> int:
    """Line of the last part of a dotted key, or 0."""
    name = re.escape(key.rpartition(".")[2])
    found = re.search(rf"""(?:^|[\s{{,])["']?{name}["']?[ \t]*:""", text) if name else None
    return text.count("\n", 0, found.end()) + 1 if found else 0
