"""What is wrong with a header, said so that its writer can mend it."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from kb.library import frontmatter
from kb.library.frontmatter import FrontMatter
from kb.library.places import Places
from kb.problem import Problem, did_you_mean

_US_DATE = re.compile(r"^\d{1,2}[./-]\d{1,2}[./-]\d{2,4}$")
_ISO_DATE = re.compile(r"^\d{4}-\d{1,2}-\d{1,2}")
KNOWN = frozenset(FrontMatter.model_fields)


def value_problem(path: str, where: Places, data: dict[str, Any], error: dict[str, Any]) -> Problem:
    location = _written(error["loc"], data, str(error["type"]))
    key = ".".join(str(part) for part in location)
    kind = str(error["type"])
    if kind == "missing":
        line, column = where() if len(location) == 1 else where(*location[:-1])
        extra = _misspelt(str(location[-1]), data)
        hint = extra or f"add `{location[-1]}: …`" + (
            " (public, internal or restricted); until then the article is in no edition" if key == "visibility" else ""
        )
        return Problem(path, line, column, "KB104", f"`{key}` is missing", hint)
    if kind == "extra_forbidden":
        known = _known_beside(location)
        line, column = where.key(key) if len(location) == 1 else where(*location)
        hint = did_you_mean(str(location[-1]), known) or "see the list of keys in the handbook, or `kb schema`"
        return Problem(path, line, column, "KB106", f'unknown key "{key}"', hint)
    line, column = where(*location)
    value = error["input"]
    shown = _shown(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        # 0x00000709 is a number to YAML, but the author wrote an error code
        value = where.written(*location) or value
        shown = f"the number {value}"
    if "date" in kind or (
        isinstance(value, str) and (_US_DATE.match(value) or (_ISO_DATE.match(value) and kind == "date_type"))
    ):
        hint = (
            "write the date without quotes"
            if isinstance(value, str) and _ISO_DATE.match(value)
            else "write a date as year-month-day without quotes: 2026-11-02"
        )
        return Problem(path, line, column, "KB107", f"`{key}` is {shown}, not a date", hint)
    return Problem(path, line, column, "KB105", f"`{key}` is {shown}; {_wanted(error)}", _hint(error, value))


def _written(location: tuple[Any, ...], data: Any, kind: str) -> tuple[Any, ...]:
    """The location without what is not in the file: the form chosen for a value that may have two, a place in a list
    that was written as one mapping."""
    found: list[Any] = []
    for step in location:
        inside = isinstance(data, dict) and step in data
        if inside or (isinstance(data, tuple) and isinstance(step, int) and step < len(data)):
            data = data[step]
            found.append(step)
        elif kind == "missing" and step == location[-1]:
            found.append(step)
    return tuple(found) or location


def _misspelt(name: str, data: dict[str, Any]) -> str:
    for key in data:
        if key not in KNOWN and did_you_mean(key, [name]):
            return f'"{key}" looks like a misspelt "{name}": correct it'
    return ""


def _known_beside(location: tuple[Any, ...]) -> frozenset[str]:
    if len(location) == 1:
        return KNOWN
    annotation = _MODELS.get(str(location[0]), "")
    model = getattr(frontmatter, annotation, None)
    return frozenset(model.model_fields) if model else frozenset()


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return f"{'true' if value else 'false'}"
    if isinstance(value, datetime | date):
        return f"the date {value}"
    if isinstance(value, int | float):
        return f"the number {value}"
    if isinstance(value, str):
        return f'"{value[:60]}…"' if len(value) > 60 else f'"{value}"'
    if isinstance(value, tuple):
        return "a list"
    if isinstance(value, dict):
        return "a mapping"
    return "empty" if value is None else type(value).__name__


def _wanted(error: dict[str, Any]) -> str:
    context = error.get("ctx", {})
    match str(error["type"]):
        case "literal_error":
            return f"accepted: {context.get('expected', '')}".replace("'", "")
        case "string_type":
            return "it must be text"
        case "tuple_type" | "list_type":
            return "it must be a list"
        case "string_pattern_mismatch":
            return "it must look like " + (
                _PATTERNS.get(".".join(str(part) for part in error["loc"] if isinstance(part, str)))
                or _PATTERNS.get(str(error["loc"][-1]), f"the pattern {context.get('pattern', '')}")
            )
        case "string_too_short":
            return "it must not be empty"
        case "string_too_long":
            return f"it may have at most {context.get('max_length')} characters"
        case "model_type" | "dict_type" | "model_attributes_type":
            return f"it must be a mapping, such as {_MAPPINGS.get(str(error['loc'][0]), _MAPPINGS['verified'])}"
        case "int_type":
            return "it must be a whole number"
        case "bool_type":
            return "it must be true or false"
        case _:
            return str(error["msg"]).lower()


_MODELS = {
    "verified": "Verified",
    "exercised": "Exercised",
    "inputs": "Input",
    "objectives": "StudyObjective",
    "steps": "ModuleStep",
}
_PATTERNS = {
    "id": "KB-0142",
    "objectives.id": "OBJ-SAT-1",
    "steps.article": "KB-0142",
    "review_every": "90d, 26w, 6mo or 1y",
    "duration": "15m or 2h",
    "template": "home.html",
}
_MAPPINGS = {
    "affected": '{windows-11: "24H2"}',
    "verified": "{on: 2026-11-02, by: service-desk}",
    "objectives": "{id: OBJ-SAT-1, text: Explain why …}",
    "steps": "{article: KB-0142, do: read}",
}


def _hint(error: dict[str, Any], value: object) -> str:
    kind = str(error["type"])
    if kind == "literal_error":
        words = re.findall(r"'([^']+)'", str(error.get("ctx", {}).get("expected", "")))
        return did_you_mean(str(value), words) or "use one of the accepted words"
    if kind == "string_type" and (isinstance(value, date | bool) or isinstance(error["input"], int | float)):
        return f'put it in quotes: "{value}"'
    if kind in ("tuple_type", "list_type") and isinstance(value, str):
        return f"write it as a list: [{value}]"
    return "see the list of keys in the handbook, or `kb schema`"


def yaml_problem(path: str, header: str, first_line: int, error: Exception) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line, column = (first_line + mark.line, mark.column + 1) if mark else (first_line + 1, 1)
    said = str(getattr(error, "problem", None) or error).strip().split("\n")[0] or type(error).__name__
    if "stands twice" in said:
        return Problem(path, line, column, "KB103", said, "keep one of the two")
    if mark is None and isinstance(error, ValueError):
        line, word = _impossible_date(header, first_line)
        if word:
            return Problem(
                path,
                line,
                1,
                "KB107",
                f'"{word}" is not a day of the calendar',
                "write a date as year-month-day: 2026-11-02",
            )
    hint = "check quotes, indentation and the space after each colon; quote text that contains a colon"
    return Problem(path, line, column, "KB102", f"the front matter is not valid YAML: {said}", hint)


def _impossible_date(header: str, first_line: int) -> tuple[int, str]:
    for number, line in enumerate(header.split("\n")):
        for word in re.findall(r"\d{4}-\d{1,2}-\d{1,2}(?:[Tt ][\d:.Z+-]+)?", line):
            try:
                date.fromisoformat("-".join(part.zfill(2) for part in word[:10].strip("Tt ").split("-")))
            except ValueError:
                return first_line + number, word
    return first_line, ""
