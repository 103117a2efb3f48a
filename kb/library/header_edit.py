"""Edits of a file's header that leave every other byte as it was: comments, quotes, order, line ends.

The place of each value comes from the marks of the YAML nodes; only spans of values that change are replaced.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import NamedTuple

import yaml

Edit = tuple[int, int, str]
"""From, to, and what stands there instead; counted in characters of the header."""

_OPENING = re.compile(r"\A\ufeff?(?:\s*[\r\n])?---[ \t]*(?=[\r\n])")
_CLOSING = re.compile(r"(?:(?<=\n)|(?<=\r)(?!\n))---[ \t]*(?=[\r\n]|\Z)")
_PLAIN = re.compile(r"[^\W\d_](?:[\w .()/+-]*[\w)+.])?")


class Split(NamedTuple):
    """A file in three: up to the header, the header, and the rest."""

    before: str
    header: str
    after: str


def split_header(text: str) -> Split | None:
    """None where no header is found."""
    opening = _OPENING.match(text)
    closing = _CLOSING.search(text, opening.end()) if opening else None
    if opening is None or closing is None:
        return None
    return Split(text[: opening.end()], text[opening.end() : closing.start()], text[closing.start() :])


def apply_edits(header: str, edits: list[Edit]) -> str:
    """The header with its edits, which don't overlap."""
    for start, end, text in sorted(edits, reverse=True):
        header = header[:start] + text + header[end:]
    return header


def end_of(header: str, node: yaml.Node) -> int:
    """The end of what was written; the marks of a block run on to the next key, over comments and empty lines."""
    if isinstance(node, yaml.ScalarNode):
        written = header[node.start_mark.index : node.end_mark.index]
        return int(node.start_mark.index) + len(written.rstrip() if node.style in ("|", ">") else written)
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return max(end_of(header, part) for part in (last if isinstance(last, tuple) else (last,)))
    return int(node.end_mark.index)


def line_end(header: str, place: int) -> int:
    """The end of the line, after the comment that may stand on it."""
    found = re.compile(r"[^\r\n]*").match(header, place)
    return found.end() if found else place


def newline_of(header: str) -> str:
    """The line end that the header uses."""
    found = re.search(r"\r\n|\r|\n", header)
    return found[0] if found else "\n"


def flow(values: Mapping[str, str]) -> str:
    """A mapping on one line: {on: 2026-11-02, by: service-desk}"""
    return "{" + ", ".join(f"{name}: {scalar(text)}" for name, text in values.items()) + "}"


def scalar(text: str) -> str:
    """A value as YAML: bare where it can only be read as this text (or as the date that it is), else in quotes."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return text
    if _PLAIN.fullmatch(text) and _is_text(text):
        return text
    bare = re.fullmatch(r"[0-9a-f]*[a-f][0-9a-f]*", text) and _is_text(text)
    return text if bare else json.dumps(text, ensure_ascii=False)


def _is_text(text: str) -> bool:
    try:
        return bool(yaml.safe_load(text) == text)
    except yaml.YAMLError:
        return False
