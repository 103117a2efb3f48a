"""content/.kb/translations.yml: which text each translation was last found to match."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from kb.drift.prints import Prints
from kb.edition import VISIBILITIES
from kb.problem import Problem

Records = Mapping[str, Mapping[str, Prints]]
"""Key of the article → language → its prints when somebody said that the languages match."""

FILE = ".kb/translations.yml"
_HEAD = "# Which texts matched when somebody compared them. Written by `kb drift --accept`; `kb drift` says what has changed.\n"
_PRINTS = re.compile(r"[0-9a-f]{8}(\.[0-9a-f]{8})?( [0-9a-f]{8}(\.[0-9a-f]{8})?)*")


def read_records(data: Any, shown: str) -> tuple[Records, tuple[Problem, ...]]:
    """The parsed file, judged: what can't be used is left out and named."""
    problems: list[Problem] = []
    found: dict[str, dict[str, Prints]] = {}
    if data is not None and not isinstance(data, dict):
        return {}, (Problem(shown, 1, 1, "KB502", "is not a list of `article: languages`", "see `kb drift --accept`"),)
    for key, languages in (data or {}).items():
        for language, levels in languages.items() if isinstance(languages, dict) else [("", None)]:
            if isinstance(levels, dict) and levels and all(_is_prints(v, p) for v, p in levels.items()):
                found.setdefault(str(key), {})[str(language)] = {v: tuple(p.split()) for v, p in levels.items()}
            else:
                hint = "write it anew with `kb drift --accept`, or remove it"
                problems.append(Problem(shown, 0, 0, "KB502", f'the entry "{key}" is not understood', hint))
    return found, tuple(problems)


def as_yaml(records: Records) -> str:
    """One line per article and language, in order, so that branches rarely meet in one line."""
    lines = [_HEAD]
    for key in sorted(records):
        lines.append(f"{_quoted(key)}:\n")
        for language, prints in sorted(records[key].items()):
            levels = ", ".join(f'{v}: "{" ".join(prints[v])}"' for v in VISIBILITIES if v in prints)
            lines.append(f"  {language}: {{{levels}}}\n")
    return "".join(lines)


def _is_prints(level: Any, prints: Any) -> bool:
    return level in VISIBILITIES and isinstance(prints, str) and _PRINTS.fullmatch(prints) is not None


def _quoted(key: str) -> str:
    if re.fullmatch(r"[A-Za-z0-9_][\w./-]*", key, re.ASCII):
        return key
    return '"' + key.replace("\\", "\\\\").replace('"', '\\"') + '"'
