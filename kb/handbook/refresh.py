"""Generated parts between their markers in a page, made anew.

A marker is a line `<!-- generated: NAME -->`; the part ends with a line `<!-- /generated -->`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

_OPENING = re.compile(r"^<!-- generated: (.+?) -->$", re.MULTILINE)
_PART = re.compile(r"^<!-- generated: (?P<name>.+?) -->\n.*?^<!-- /generated -->$", re.MULTILINE | re.DOTALL)


def refresh(text: str, parts: Mapping[str, str]) -> str:
    """The page with each part as the code has it now; ValueError for a marker that is unknown or not closed."""

    def part(match: re.Match[str]) -> str:
        name = match["name"]
        if name not in parts:
            raise ValueError(f'there is no generated part "{name}"; known: {", ".join(sorted(parts))}')
        if len(_OPENING.findall(match[0])) > 1:
            raise ValueError(f'the generated part "{name}" is not closed with <!-- /generated -->')
        return f"<!-- generated: {name} -->\n\n{parts[name]}\n\n<!-- /generated -->"

    made = _PART.sub(part, text)
    unclosed = set(_OPENING.findall(text)) - {match["name"] for match in _PART.finditer(text)}
    if unclosed:
        raise ValueError(f'the generated part "{min(unclosed)}" is not closed with <!-- /generated -->')
    return made


def part_names(text: str) -> tuple[str, ...]:
    """The parts that a page holds, in order."""
    return tuple(_OPENING.findall(text))


def with_commands(text: str, commands: Iterable[str]) -> str:
    """The page of the commands, with a section at its end for each command it lacks; other pages as they are."""
    held = part_names(text)
    if "kb" not in held:
        return text
    for command in commands:
        if command not in held:
            text = f"{text.rstrip()}\n\n## {command}\n\n<!-- generated: {command} -->\n<!-- /generated -->\n"
    return text
