"""Writes `verified:` into the text of a file and leaves every other byte as it was: comments, quotes, order, line ends.

The place of each value comes from the marks of the YAML nodes; only the spans of the values that change are replaced.
Whatever was made is read again and compared before it is handed back.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import yaml

from kb.library.fingerprint import fingerprint
from kb.library.frontmatter import FrontMatter, Verified
from kb.library.header import parse
from kb.library.header_edit import Edit, apply_edits, end_of, flow, line_end, newline_of, scalar, split_header


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
    parts = split_header(text)
    if parts is None:
        raise StampError("the front matter can't be found: run `kb check`")
    for edits in _ways(parts.header, wanted, _written(expected)):
        made = parts.before + apply_edits(parts.header, edits) + parts.after
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
        return _new_entry(header, root, f"verified: {flow(whole)}")
    key, value = pair
    replaced = [(*_span(header, value), _spaced(header, value, flow(whole)))]
    if isinstance(value, yaml.MappingNode) and value.value:
        return [_inside(header, value, wanted), replaced]
    return [replaced, [(key.end_mark.index, value.end_mark.index, f": {flow(whole)}")]]


def _inside(header: str, node: yaml.MappingNode, wanted: Mapping[str, str]) -> list[Edit]:
    """Values that are there are replaced, the others follow the last one, in the style of the mapping."""
    edits: list[Edit] = []
    held = {key.value: value for key, value in node.value}
    for name, text in wanted.items():
        if name in held and held[name].value != text:
            edits.append((*_span(header, held[name]), _spaced(header, held[name], scalar(text))))
    missing = [f"{name}: {scalar(text)}" for name, text in wanted.items() if name not in held]
    if not missing:
        return edits
    last_key, last = node.value[-1]
    end = max(end_of(header, last_key), end_of(header, last))
    if node.flow_style:
        return [*edits, (end, end, "".join(f", {entry}" for entry in missing))]
    # After the comment that may follow the last value
    place = line_end(header, end)
    indent = " " * last_key.start_mark.column
    return [*edits, (place, place, "".join(f"{newline_of(header)}{indent}{entry}" for entry in missing))]


def _new_entry(header: str, root: yaml.MappingNode, entry: str) -> list[list[Edit]]:
    """After `owner` where that is one line, else at the end."""
    if root.flow_style:
        place = root.start_mark.index + 1
        return [[(place, place, f"{entry}, ")]]
    line = " " * root.start_mark.column + entry
    ways: list[list[Edit]] = []
    for key, value in root.value:
        if key.value == "owner" and key.start_mark.line == value.end_mark.line:
            place = line_end(header, value.end_mark.index)
            ways.append([(place, place, newline_of(header) + line)])
    return [*ways, [(len(header), len(header), line + newline_of(header))]]


def _span(header: str, node: yaml.Node) -> tuple[int, int]:
    return node.start_mark.index, end_of(header, node)


def _spaced(header: str, node: yaml.Node, text: str) -> str:
    """A value that was empty stands right behind its colon."""
    start, end = _span(header, node)
    return f" {text}" if start == end and header[start - 1 : start] == ":" else text
