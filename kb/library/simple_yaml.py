"""Reads the simple YAML that most headers are written in, many times sooner than a parser of all YAML.

Only what can be read in one way is read here: lines of `key: value` whose values are plain words, quoted text, days, small
numbers, and lists and mappings of these. At the first sign of anything else the answer is None, and `safe_yaml` asks the
real parser. A test holds the two against each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

_SCALAR = (
    r"\"(?P<double>[^\"\\\n]*)\"|'(?P<single>[^'\n]*)'|(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"|(?P<number>0|[1-9][0-9]{0,8})|(?P<period>[1-9][0-9]{0,4}(?:mo|[mhdwy]))"
)
_KEY = r"(?P<key>[a-z_]{1,40}):"
_OUTER = rf"(?:{_SCALAR}|(?P<plain>[^\W\d_](?:[^\n:#]*[^\s:#])?)|\{{(?P<mapping>[^\[\]{{}}\n]*)\}})"
_LINE = re.compile(rf"\n{_KEY}(?: +(?:{_OUTER}|\[(?P<list>[^\[\]{{}}\n]*)\]))?(?=\n)")
_ITEM = re.compile(rf"\n(?P<indent> *)- +{_OUTER}(?=\n)")
# Inside brackets more signs have a meaning
_INNER = rf"(?:{_SCALAR}|(?P<plain>[^\W\d_](?:[\w .+/()@-]*[\w.+/()@-])?))(?:, *|$)"
_ENTRY = re.compile(_INNER)
_PAIR = re.compile(rf"{_KEY} +{_INNER}")
_NO_TEXT = frozenset(["null", "Null", "NULL", "true", "True", "TRUE", "false", "False", "FALSE"])


class _Other(Exception):
    """Something that is not simple."""


def load_simple(header: str) -> dict[str, Any] | None:
    """The value of a header that begins and ends with a line break; None where it takes a parser to tell."""
    if not header.replace("\n", "").isprintable():
        return None  # tabs, the line breaks that only YAML knows, what it refuses to read, and a little more
    try:
        return _mapping(_lines(header)) or None
    except (_Other, ValueError):  # ValueError: no day of the calendar
        return None


def _lines(header: str) -> Iterator[tuple[str, Any]]:
    place, end = 0, len(header) - 1
    while place < end:
        line = _LINE.match(header, place)
        if line is None:
            raise _Other
        place = line.end()
        value: Any
        match line.lastgroup:
            case "list":
                value = [_value(entry) for entry in _all(_ENTRY, line["list"])]
            case "key":
                value, place = _items(header, place)
            case _:
                value = _value(line)
        yield line["key"], value


def _mapping(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found or key in _NO_TEXT:
            raise _Other
        found[key] = value
    return found


def _items(header: str, place: int) -> tuple[list[Any] | None, int]:
    """The list below a key, and where it ends; None where there is none."""
    found: list[Any] = []
    indent = None
    while item := _ITEM.match(header, place):
        if indent is not None and item["indent"] != indent:
            raise _Other
        indent, place = item["indent"], item.end()
        found.append(_value(item))
    return found or None, place


def _all(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Matches that stand one behind the other, to the very end of the text."""
    text, place = text.strip(" "), 0
    while place < len(text):
        found = pattern.match(text, place)
        if found is None:
            raise _Other
        yield found
        place = found.end()


def _value(match: re.Match[str]) -> Any:
    kind = match.lastgroup or ""
    written = match[kind]
    if kind == "mapping":
        return _mapping((pair["key"], _value(pair)) for pair in _all(_PAIR, written))
    if kind == "day":
        return date.fromisoformat(written)
    if kind == "number":
        return int(written)
    if kind == "plain" and written in _NO_TEXT:
        raise _Other
    return written
