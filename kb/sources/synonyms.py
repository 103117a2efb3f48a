"""Read content/.kb/synonyms.yml; `kb.search.synonyms.check_synonyms` judges what it says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from kb.problem import Problem


def read_synonyms(content: Path, prefix: str = "content/") -> tuple[Any, tuple[Problem, ...]]:
    """The parsed file, None where there is none, and what kept it from being read."""
    path = content / ".kb" / "synonyms.yml"
    if not path.is_file():
        return None, ()
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8-sig")), ()
    except (OSError, UnicodeDecodeError, yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        said = getattr(error, "problem", None) or str(error).split("\n")[0]
        shown = f"{prefix}.kb/synonyms.yml"
        return None, (Problem(shown, line, column, "KB502", f"not valid YAML: {said}", "check quotes and indentation"),)
