"""Adds an exercise to `exercised:` in the text of a file and leaves every other byte as it was.

Whatever was made is read again and compared before it is handed back.
"""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from kb.library.frontmatter import Exercised, FrontMatter
from kb.library.header import parse
from kb.library.header_edit import Edit, apply_edits, end_of, flow, line_end, newline_of, split_header


class ExerciseError(Exception):
    """The file can't be edited safely; it is left as it was."""


def with_exercise(text: str, done: Exercised) -> str:
    """The text of a file with one more exercise, the last of the list. ExerciseError where that can't be done safely."""
    before, parts = _read(text), split_header(text)
    if before is None or parts is None:
        raise ExerciseError("the front matter can't be read: run `kb check`")
    meta, body = before
    if meta.type != "runbook":
        raise ExerciseError(f"it is no runbook, but `type: {meta.type}`")
    wanted = meta.model_copy(update={"exercised": (*meta.exercised, done)})
    for edits in _ways(parts.header, meta.exercised, done):
        made = parts.before + apply_edits(parts.header, edits) + parts.after
        if _read(made) == (wanted, body):
            return made
    raise ExerciseError(
        "`exercised` is written in a way that can't be edited safely: write it as a list of `- {on: …, by: …}`"
    )


def _read(text: str) -> tuple[FrontMatter, str] | None:
    parsed = parse("", text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
    return None if parsed.meta is None or parsed.problems else (parsed.meta, parsed.body)


def _ways(header: str, held: tuple[Exercised, ...], done: Exercised) -> Iterator[list[Edit]]:
    """What may be done, the gentlest first: one more line or entry, then the whole list anew."""
    root = yaml.compose(header, Loader=yaml.SafeLoader)
    if not isinstance(root, yaml.MappingNode):
        return
    pair = next((p for p in root.value if p[0].value == "exercised"), None)
    if pair is None:
        yield from _new(header, root, done)
        return
    key, value = pair
    if isinstance(value, yaml.SequenceNode) and value.value:
        yield [_appended(header, value, done)]
    line, indent = newline_of(header), " " * (key.start_mark.column + 2)
    whole = "".join(f"{line}{indent}- {_flow(one)}" for one in (*held, done))
    if root.flow_style:
        whole = f" [{', '.join(_flow(one) for one in (*held, done))}]"
    # Behind the key's colon, up to the end of the value: it was one mapping, or is empty
    start = header.index(":", key.end_mark.index) + 1
    yield [(start, max(start, end_of(header, value)), whole)]


def _new(header: str, root: yaml.MappingNode, done: Exercised) -> Iterator[list[Edit]]:
    if root.flow_style:
        yield [(root.start_mark.index + 1, root.start_mark.index + 1, f"exercised: [{_flow(done)}], ")]
        return
    line, indent = newline_of(header), " " * root.start_mark.column
    entry = f"{indent}exercised:{line}{indent}  - {_flow(done)}{line}"
    yield [(len(header), len(header), entry if header.endswith(("\n", "\r")) else line + entry)]


def _appended(header: str, listed: yaml.SequenceNode, done: Exercised) -> Edit:
    """After the last entry, in the style of the list, and after the comment that may stand behind it."""
    last = listed.value[-1]
    end = end_of(header, last)
    if listed.flow_style:
        return end, end, f", {_flow(done)}"
    place = line_end(header, end)
    indent = " " * listed.start_mark.column
    return place, place, f"{newline_of(header)}{indent}- {_flow(done)}"


def _flow(done: Exercised) -> str:
    written = {key: value for key, value in done.model_dump().items() if value is not None}
    minutes = written.pop("minutes", None)
    note = written.pop("note", None)
    text = flow({key: str(value) for key, value in written.items()})
    if minutes is not None:
        text = f"{text[:-1]}, minutes: {minutes}}}"
    return text if note is None else f"{text[:-1]}, {flow({'note': note})[1:]}"
