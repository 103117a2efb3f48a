"""The first line of a block of code: language, name, danger; and the placeholders in commands.

The options in braces are those of Runme: `{name=ping-gateway danger=true}`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from kb.runbooks.quoting import SHELLS, Shell

_OPENING = re.compile(
    r"^(?P<indent>[ \t>]*)(?P<fence>`{3,}|~{3,})[ \t]*\.?(?P<language>[\w+#.-]*)[ \t]*(?:\{(?P<options>[^`{}]*)\})?.*$"
)
_OPTION = re.compile(r"""([\w-]+)[ \t]*=[ \t]*(?:"([^"]*)"|'([^']*)'|([^\s"',{}]+))|\.([\w+#-]+)""")
PLACEHOLDER = re.compile(r"\{\{[ \t]*([^\W\d][\w-]*)[ \t]*\}\}")
"""`{{computer}}`; what begins with a dot or holds more than a name belongs to another template language."""

TEMPLATE_WORDS = frozenset(
    {"end", "else", "range", "if", "with", "define", "block", "template", "nil", "endfor", "endif"}
)
"""Words of Go's and Jinja's templates, which command-line tools take as arguments: never placeholders."""


class Fence(NamedTuple):
    """`options` as they were written, without name and danger; `name` is empty where there is none."""

    indent: str
    fence: str
    language: str
    name: str
    danger: bool
    options: tuple[tuple[str, str], ...]

    @property
    def shell(self) -> Shell | None:
        return SHELLS.get(self.language.lower())


def read_fence(line: str) -> Fence | None:
    """The opening line of a block of code; None for another line."""
    match = _OPENING.match(line)
    if match is None:
        return None
    language, name, danger, others = match["language"], "", False, list[tuple[str, str]]()
    for key, double, single, bare, css in _OPTION.findall(match["options"] or ""):
        value = double or single or bare
        if css:
            if language:
                others.append(("class", css))
            language = language or css
        elif key == "name":
            name = value
        elif key == "danger":
            danger = value.lower() not in ("false", "no", "0", "")
        else:
            others.append((key, value))
    return Fence(match["indent"], match["fence"], language, name, danger, tuple(others))


def placeholders(command: str) -> tuple[str, ...]:
    """Names of the placeholders of a command, in order, each once."""
    found = (match[1] for match in PLACEHOLDER.finditer(command))
    return tuple(dict.fromkeys(name for name in found if name not in TEMPLATE_WORDS))
