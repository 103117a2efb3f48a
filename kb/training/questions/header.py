"""The options of a question block, from YAML to typed values."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from kb.library.safe_yaml import load
from kb.problem import did_you_mean
from kb.training.questions.model import KINDS, Source
from kb.training.questions.source import BlockText, Say

KEYS = ("type", "objective", "difficulty", "source", "source_hash", "answer", "accept", "tolerance", "unit")
_OBJECTIVE = re.compile(r"OBJ(-[A-Z0-9]{1,12}){1,3}")
_SOURCE = re.compile(r"(KB-[A-Z0-9]{1,12})(?:#(\S+))?")
_HASH = re.compile(r"^source_hash:[ \t]*[\"']?([0-9a-f]{8,64})[\"']?[ \t]*$", re.MULTILINE)


@dataclass(frozen=True)
class Header:
    """`kind` is empty where the content is to tell it."""

    kind: str = ""
    objective: str = ""
    difficulty: int = 1
    sources: tuple[Source, ...] = ()
    source_hash: str = ""
    truth: bool | None = None
    number: int | float | None = None
    accept: tuple[str, ...] = ()
    tolerance: int | float = 0
    unit: str = ""


def read_header(text: BlockText, id: str, say: Say) -> Header | None:
    """The options of a question; None when they can't be read at all."""
    data = read_options(text, f"question {id}", KEYS, say)
    if data is None:
        return None
    lines = option_lines(text)

    def value(key: str, fits: Callable[[Any], bool], wanted: str, default: Any) -> Any:
        found = data.get(key)
        if found is None:
            return default
        if fits(found):
            return found
        say(lines.get(key, text.line), "KB800", f'question {id}: `{key}` is "{found}"; it must be {wanted}')
        return default

    kind = value("type", lambda v: v in KINDS, f"one of {', '.join(KINDS)}", "")
    objective = value("objective", _matches(_OBJECTIVE), "the id of an objective, such as OBJ-SAT-1", "")
    written = data.get("source")
    listed = written if isinstance(written, list) else [] if written is None else [written]
    sources = tuple(_source(one, id, lines.get("source", text.line), say) for one in listed)
    answer = data.get("answer")
    truth, number = (answer, None) if isinstance(answer, bool) else (None, answer if _is_number(answer) else None)
    if answer is not None and truth is None and number is None:
        say(
            lines.get("answer", text.line),
            "KB800",
            f'question {id}: `answer` is "{answer}"; it must be true, false or a number',
            "texts go into `accept`" if isinstance(answer, str) else "",
        )
    # As it is written: to YAML a print may be a number
    stamp = _HASH.search(text.header)
    if data.get("source_hash") is not None and stamp is None:
        say(lines["source_hash"], "KB800", f"question {id}: `source_hash` is not a print", "run `kb academy accept`")
    accept = value("accept", lambda v: _is_texts(v if isinstance(v, list) else [v]), "a list of texts", [])
    return Header(
        kind,
        objective,
        value("difficulty", lambda v: v in (1, 2, 3) and not isinstance(v, bool), "1, 2 or 3", 1),
        tuple(source for source in sources if source),
        stamp[1] if stamp else "",
        truth,
        number,
        tuple(str(text).strip() for text in (accept if isinstance(accept, list) else [accept])),
        value("tolerance", lambda v: _is_number(v) and v >= 0, "a number that is not negative", 0),
        str(value("unit", lambda v: isinstance(v, str) and bool(v.strip()), "a text", "")).strip(),
    )


def read_options(text: BlockText, what: str, keys: tuple[str, ...], say: Say) -> Mapping[str, Any] | None:
    """The options of any block as a mapping; what is not in `keys` is a problem. None when it can't be read."""
    try:
        data = load(text.header) if text.header.strip() else {}
    except (yaml.YAMLError, ValueError, RecursionError, OverflowError) as error:
        mark = getattr(error, "problem_mark", None)
        said = str(getattr(error, "problem", None) or error).strip().split("\n")[0]
        line = text.header_line + min(mark.line if mark else 0, text.header.rstrip().count("\n"))
        say(line, "KB800", f"{what}: the options can't be read: {said}", "quote a text that contains a colon")
        return None
    if not isinstance(data, dict):
        say(text.header_line, "KB800", f"{what}: the options are not a list of `key: value`", "indent them by four")
        return None
    lines = option_lines(text)
    for key in data:
        if key not in keys:
            hint = did_you_mean(str(key), keys) or f"known: {', '.join(keys)}"
            say(lines.get(str(key), text.line), "KB800", f'{what}: unknown option "{key}"', hint)
    return data


def option_lines(text: BlockText) -> dict[str, int]:
    """Line of the file for each option."""
    found = (re.match(r"([\w-]+)[ \t]*:", line) for line in text.header.split("\n"))
    return {match[1]: text.header_line + place for place, match in enumerate(found) if match}


def _source(written: Any, id: str, line: int, say: Say) -> Source | None:
    match = _SOURCE.fullmatch(str(written))
    if match is None:
        say(line, "KB800", f'question {id}: the source "{written}" is not an id', "write KB-0101 or KB-0101#heading")
        return None
    return Source(match[1], match[2] or "")


def _matches(pattern: re.Pattern[str]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and bool(pattern.fullmatch(value))


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e15


def _is_texts(values: list[Any]) -> bool:
    return all(isinstance(v, str | int | float) and not isinstance(v, bool) and str(v).strip() for v in values)
