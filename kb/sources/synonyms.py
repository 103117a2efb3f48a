"""Read content/.kb/synonyms.yml."""

from __future__ import annotations

from pathlib import Path

import yaml

from kb.problem import Problem
from kb.search.synonyms import Synonyms, check_synonyms


def read_synonyms(content: Path, prefix: str = "content/") -> Synonyms:
    """The synonyms of a content folder, with what is wrong in them; none where there is no file."""
    path = content / ".kb" / "synonyms.yml"
    shown = f"{prefix}.kb/synonyms.yml"
    if not path.is_file():
        return Synonyms()
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        said = getattr(error, "problem", None) or str(error).split("\n")[0]
        problem = Problem(shown, line, column, "KB502", f"not valid YAML: {said}", "check quotes and indentation")
        return Synonyms((), (problem,))
    return check_synonyms(data, shown)
