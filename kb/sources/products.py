"""Read content/.kb/products.yml, once for everybody: what is in use here, and until when it is maintained."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from kb.problem import Problem

if TYPE_CHECKING:
    from kb.known_errors import Product

NAME = ".kb/products.yml"


def load_products(content: Path, prefix: str = "content/") -> tuple[dict[str, Product] | None, tuple[Problem, ...]]:
    """Products by key, None where there is no such file; and what is wrong with it."""
    path, shown = content / NAME, prefix + NAME
    if not path.is_file():
        return None, ()
    from kb.known_errors import read_products  # noqa: PLC0415 - a build without the file shall begin soon

    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        said = getattr(error, "strerror", None) or "it is not UTF-8"
        return {}, (Problem(shown, 0, 0, "KB502", f"can't be read: {said}", "save it as UTF-8 text"),)
    try:
        raw = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        said = getattr(error, "problem", None) or str(error).split("\n")[0]
        return {}, (Problem(shown, line, column, "KB502", f"not valid YAML: {said}", "check quotes and indentation"),)

    def line_of(key: str) -> int:
        found = re.search(rf"""^["']?{re.escape(key)}["']?[ \t]*:""", text, re.MULTILINE)
        return text.count("\n", 0, found.start()) + 1 if found else 0

    return read_products(raw if raw is not None else {}, shown, line_of)
