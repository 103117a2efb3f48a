"""Writes `verified:` into the text of a file and leaves every other byte as it was: comments, quotes, order, line ends.

The place of each value comes from the marks of the YAML nodes; only the spans of the values that change are replaced.
Whatever was made is read again and compared before it is handed back.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date

import yaml

from kb.library.fingerprint import fingerprint
from kb.library.frontmatter import FrontMatter, Verified
from kb.library.header import parse

Edit = tuple[int, int, str]
"""From, to, and what stands there instead; counted in characters of the header."""

_OPENING = re.compile(r"\A\ufeff?(?:\s*[\r\n])?---[ \t]*(?=[\r\n])")
_CLOSING = re.compile(r"(?:(?<=\n)|(?<=\r)(?!\n))---[ \t]*(?=[\r\n]|\Z)")
_PLAIN = re.compile(r"[^\W\d_](?:[\w .()/+-]*[\w)+.])?")


class StampError(Exception):
    """The file can't be edited safely; it is left as it was."""


def stamp(text: str, *, on: date, by: str, against: str, method: str) -> str:
    """The text of a file with new evidence and the fingerprint of its body."""
    return _edited(text, {"on": on.isoformat(), "by": by, "against": against, "method": method})


def stamp_unchanged(text: str) -> str:
    """The text with the fingerprint of its body alone: what was verified still holds. StampError where nothing was."""
    return _edited(text, {})


def _edited(text: str, values: Mapping[str, str]) -> str:
    before = _read(text)
    if before is None:
        raise StampError("the front matter can't be read: run `kb check`")
    meta, body = before
    if not values and meta.verified is None:
        raise StampError(
            "it has never been verified, so there is nothing that could still hold: give --method and --against"
        )
    wanted = {**values, "hash": fingerprint(body)}
    expected = Verified.model_validate(
        {**(meta.verified.model_dump() if meta.verified else {}), **wanted, **_day(wanted)}
    )
    opening = _OPENING.match(text)
    closing = _CLOSING.search(text, opening.end()) if opening else None
    if opening is None or closing is None:
        raise StampError("the front matter can't be found: run `kb check`")
    header = text[opening.end() : closing.start()]
    for edits in _ways(header, wanted, _written(expected)):
        made = text[: opening.end()] + _apply(header, edits) + text[closing.start() :]
        after = _read(made)
        if after and after[1] == body and after[0] == meta.model_copy(update={"verified": expected}):
            return made
    raise StampError(
        "`verified` is written in a way that can't be edited safely: write it as {on: …, by: …} and try again"
    )


def _read(text: str) -> tuple[FrontMatter, str] | None:
    parsed = parse("", text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
    return None if parsed.meta is None else (parsed.meta, parsed.body)


def _day(values: Mapping[str, str]) -> dict[str, date]:
    return {"on": date.fromisoformat(values["on"])} if "on" in values else {}


def _written(expected: Verified) -> dict[str, str]:
    return {key: str(value) for key, value in expected.model_dump().items() if value is not None}


def _ways(header: str, wanted: Mapping[str, str], whole: Mapping[str, str]) -> list[list[Edit]]:
    """What may be done, the gentlest first: single values inside `verified`, then the whole of it."""
    root = yaml.compose(header, Loader=yaml.SafeLoader)
    if not isinstance(root, yaml.MappingNode):
        return []
    pair = next((p for p in root.value if p[0].value == "verified"), None)
    if pair is None:
        return _new_entry(header, root, f"verified: {_flow(whole)}")
    key, value = pair
    replaced = [(*_span(header, value), _spaced(header, value, _flow(whole)))]
    if isinstance(value, yaml.MappingNode) and value.value:
        return [_inside(header, value, wanted), replaced]
    return [replaced, [(key.end_mark.index, value.end_mark.index, f": {_flow(whole)}")]]


def _inside(header: str, node: yaml.MappingNode, wanted: Mapping[str, str]) -> list[Edit]:
    """Values that are there are replaced, the others follow the last one, in the style of the mapping."""
    edits: list[Edit] = []
    held = {key.value: value for key, value in node.value}
    for name, text in wanted.items():
        if name in held and held[name].value != text:
            edits.append((*_span(header, held[name]), _spaced(header, held[name], _scalar(text))))
    missing = [f"{name}: {_scalar(text)}" for name, text in wanted.items() if name not in held]
    if not missing:
        return edits
    last_key, last = node.value[-1]
    end = max(_end(header, last_key), _end(header, last))
    if node.flow_style:
        return [*edits, (end, end, "".join(f", {entry}" for entry in missing))]
    # After the comment that may follow the last value
    line_end = re.compile(r"[^\r\n]*").match(header, end)
    place = line_end.end() if line_end else end
    indent = " " * last_key.start_mark.column
    return [*edits, (place, place, "".join(f"{_newline(header)}{indent}{entry}" for entry in missing))]


def _new_entry(header: str, root: yaml.MappingNode, entry: str) -> list[list[Edit]]:
    """After `owner` where that is one line, else at the end."""
    if root.flow_style:
        place = root.start_mark.index + 1
        return [[(place, place, f"{entry}, ")]]
    line = " " * root.start_mark.column + entry
    ways: list[list[Edit]] = []
    for key, value in root.value:
        if key.value == "owner" and key.start_mark.line == value.end_mark.line:
            found = re.compile(r"[^\r\n]*").match(header, value.end_mark.index)
            place = found.end() if found else value.end_mark.index
            ways.append([(place, place, _newline(header) + line)])
    return [*ways, [(len(header), len(header), line + _newline(header))]]


def _span(header: str, node: yaml.Node) -> tuple[int, int]:
    return node.start_mark.index, _end(header, node)


def _end(header: str, node: yaml.Node) -> int:
    """The end of what was written; the marks of a block run on to the next key, over comments and empty lines."""
    if isinstance(node, yaml.ScalarNode):
        written = header[node.start_mark.index : node.end_mark.index]
        return int(node.start_mark.index) + len(written.rstrip() if node.style in ("|", ">") else written)
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return max(_end(header, part) for part in (last if isinstance(last, tuple) else (last,)))
    return int(node.end_mark.index)


def _spaced(header: str, node: yaml.Node, text: str) -> str:
    """A value that was empty stands right behind its colon."""
    start, end = _span(header, node)
    return f" {text}" if start == end and header[start - 1 : start] == ":" else text


def _apply(header: str, edits: list[Edit]) -> str:
    for start, end, text in sorted(edits, reverse=True):
        header = header[:start] + text + header[end:]
    return header


def _newline(header: str) -> str:
    found = re.search(r"\r\n|\r|\n", header)
    return found[0] if found else "\n"


def _flow(values: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{name}: {_scalar(text)}" for name, text in values.items()) + "}"


def _scalar(text: str) -> str:
    """A value as YAML: bare where it can only be read as this text (or as the date that it is), else in quotes."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return text
    if _PLAIN.fullmatch(text) and _is_text(text):
        return text
    return (
        text
        if re.fullmatch(r"[0-9a-f]*[a-f][0-9a-f]*", text) and _is_text(text)
        else json.dumps(text, ensure_ascii=False)
    )


def _is_text(text: str) -> bool:
    try:
        return bool(yaml.safe_load(text) == text)
    except yaml.YAMLError:
        return False
