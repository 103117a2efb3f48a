"""Nested lists in decisions and scenes as their writers mean them."""

from __future__ import annotations

import re

from markdown.preprocessors import Preprocessor

_FENCE = re.compile(r"^\s*(?P<slashes>/{3,})[ \t]*(?P<name>[\w-]*)[ \t]*(?:\|.*)?$")
_BULLET = re.compile(r"^\s*[-*+][ \t]+\S")


class Outdent(Preprocessor):
    """An empty line before an item that stands further left than the paragraph or list that it follows began: without it the
    engine takes the item for one of the inner list, and a decision would lose an answer."""

    def run(self, lines: list[str]) -> list[str]:
        if not any("decision" in line or "scene" in line for line in lines):
            return lines
        found: list[str] = []
        inside: list[int] = []
        first = -1  # column of the first line since the last empty one
        for line in lines:
            fence = _FENCE.match(line)
            if fence and fence["name"] in ("decision", "scene"):
                inside.append(len(fence["slashes"]))
            elif fence and not fence["name"] and inside and len(fence["slashes"]) == inside[-1]:
                inside.pop()
            wide = line.expandtabs(4)
            column = len(wide) - len(wide.lstrip())
            if inside and column < first and _BULLET.match(line):
                found.append("")
                first = -1
            if not line.strip():
                first = -1
            elif first < 0:
                first = column
            found.append(line)
        return found
