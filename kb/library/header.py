"""From the text of a file to front matter and body, or to problems that name the line and column."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import yaml
from pydantic import ValidationError

from kb.library.frontmatter import ESSENTIAL, ONE_OR_MORE, FrontMatter
from kb.library.mistakes import KNOWN, value_problem, yaml_problem
from kb.library.places import Places
from kb.library.safe_yaml import load
from kb.problem import Problem

MAX_BYTES = 2_000_000
_OPEN = re.compile(r"\A\s*^---[ \t]*$", re.MULTILINE)
_CLOSE = re.compile(r"\n---[ \t]*(?:\n|\Z)")


class Parsed(NamedTuple):
    """What a file gave. `meta` is None when there is no article in it; `body_line` counts from 1."""

    meta: FrontMatter | None
    body: str
    body_line: int
    problems: tuple[Problem, ...]
    key_lines: dict[str, int]


def parse(path: str, text: str) -> Parsed:
    """Split and validate one file. `text` has Unix line ends and no BOM. Never raises on bad input."""
    opening = _OPEN.match(text)
    closing = _CLOSE.search(text, opening.end()) if opening else None
    if opening is None or closing is None:
        what = "the front matter is not closed with a line of three hyphens" if opening else "there is no front matter"
        hint = "put the keys between two lines of three hyphens at the top of the file; `kb new article` writes a valid header"
        return Parsed(None, text, 1, (Problem(path, 1, 1, "KB101", what, hint),), {})
    header = text[opening.end() : closing.start() + 1]
    first_line = text.count("\n", 0, opening.end()) + 1
    body = text[closing.end() :]
    body_line = text.count("\n", 0, closing.end()) + 1
    return _validate(path, header, first_line, body, body_line)


def _validate(path: str, header: str, first_line: int, body: str, body_line: int) -> Parsed:
    try:
        data = load(header)
    except (yaml.YAMLError, ValueError, RecursionError, OverflowError) as error:
        return Parsed(None, body, body_line, (yaml_problem(path, header, first_line, error),), {})
    if not isinstance(data, dict) or not all(isinstance(key, str) for key in data):
        found = (
            "empty"
            if data is None
            else f"a {type(data).__name__}"
            if not isinstance(data, dict)
            else "a mapping with a key that is no text"
        )
        problem = Problem(
            path,
            first_line + 1,
            1,
            "KB102",
            f"the front matter is {found}, not a list of `key: value`",
            "write one `key: value` a line",
        )
        return Parsed(None, body, body_line, (problem,), {})
    for key in [k for k, v in data.items() if v is None and k in KNOWN]:
        # «owner:» with nothing behind it is the same as no owner
        del data[key]
    problems: list[Problem] = []
    meta: FrontMatter | None = None
    where = Places(header, first_line)
    data = {key: _tuples(value) for key, value in data.items()}
    listed = {key: (value,) if key in ONE_OR_MORE and isinstance(value, dict) else value for key, value in data.items()}
    try:
        meta = FrontMatter.model_validate(listed)
    except ValidationError as error:
        problems = [
            value_problem(path, where, data, dict(e)) for e in error.errors(include_url=False, include_context=True)
        ]
        wrong = {str(e["loc"][0]) for e in error.errors(include_url=False)}
        # One wrong value costs only itself, unless the article can't be without it.
        if not wrong & ESSENTIAL:
            meta = FrontMatter.model_validate({k: v for k, v in listed.items() if k not in wrong})
    return Parsed(
        meta, body, body_line, tuple(problems), {key: where(key)[0] for key in data} if problems else where.cheap()
    )


def _tuples(value: Any) -> Any:
    """YAML lists become tuples, all the way down: the values are frozen."""
    if isinstance(value, list):
        return tuple(_tuples(item) for item in value)
    return value
