"""Where in a header a key or value stands."""

from __future__ import annotations

import re
from typing import Any

import yaml

from kb.library.safe_yaml import Loader


class Places:
    """Line and column of a key or value in the header; composed only when somebody asks."""

    def __init__(self, header: str, first_line: int) -> None:
        self._header, self._first = header, first_line
        self._root: Any = None

    def __call__(self, *location: object) -> tuple[int, int]:
        if self._root is None:
            self._root = yaml.compose(self._header, Loader=Loader)
        node, mark = self._root, self._root.start_mark
        for step in location:
            if isinstance(node, yaml.MappingNode):
                pair = next((p for p in node.value if p[0].value == step), None)
                if pair is None:
                    break
                node, mark = (
                    pair[1],
                    (
                        pair[0]
                        if step == location[-1] and pair[1].start_mark.line != pair[0].start_mark.line
                        else pair[1]
                    ).start_mark,
                )
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
                node = node.value[step]
                mark = node.start_mark
            else:
                break
        return self._first + mark.line, mark.column + 1

    def written(self, *location: object) -> str:
        """A scalar as the author wrote it, or an empty string."""
        self()
        node = self._root
        for step in location:
            if isinstance(node, yaml.MappingNode):
                node = next((v for k, v in node.value if k.value == step), None)
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
                node = node.value[step]
        return node.value if isinstance(node, yaml.ScalarNode) else ""

    def key(self, name: str) -> tuple[int, int]:
        """Where the key itself stands."""
        for number, line in enumerate(self._header.split("\n")):
            if re.match(rf"""\s*["']?{re.escape(name)}["']?\s*:""", line):
                return self._first + number, len(line) - len(line.lstrip()) + 1
        return self._first, 1

    def cheap(self) -> dict[str, int]:
        """Line of each top-level key, by text alone."""
        found = _KEY.finditer(self._header)
        return {m[1]: self._first + self._header.count("\n", 0, m.start() + 1) for m in found}


_KEY = re.compile(r"\n([\w-]+)[ \t]*:")  # a header begins with the end of the line above it
