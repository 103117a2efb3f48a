"""From the text of content/.kb/queues.yml to queues, or to problems that name the line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import yaml
from pydantic import ValidationError

from kb.escalation.clock import minutes
from kb.escalation.queue import Contact, Hours, Queue, Sla
from kb.library.places import Places
from kb.library.safe_yaml import load
from kb.problem import Problem, did_you_mean

_ESSENTIAL = frozenset({"name", "kind", "hours", "visibility"})
"""Without these a queue is left out: a wrong `visibility` must never become a wider one."""
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,60}")
_SEE = "see the page on escalation in the handbook"


def read_queues(text: str, path: str, languages: Sequence[str] = ()) -> tuple[dict[str, Queue], tuple[Problem, ...]]:
    """Queues by key, in the order of the file, and everything that is wrong. Never raises on bad input."""
    try:
        data = load(text)
    except (yaml.YAMLError, ValueError, RecursionError, OverflowError) as error:
        mark = getattr(error, "problem_mark", None)
        said = str(getattr(error, "problem", None) or error).split("\n")[0].replace("the front matter", "the file")
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        return {}, (Problem(path, line, column, "KB620", f"not valid YAML: {said}", "check quotes and indentation"),)
    if data is None:
        return {}, ()
    if not isinstance(data, dict):
        return {}, (Problem(path, 1, 1, "KB620", "is not a list of `queue: {…}`", _SEE),)
    where = Places(text, 1)
    queues: dict[str, Queue] = {}
    problems: list[Problem] = []
    for key, raw in data.items():
        queue = _queue(key, raw, path, where, problems)
        if queue is not None:
            queues[str(key)] = queue
            problems += _doubts(str(key), queue, path, where, languages)
    return queues, tuple(sorted(set(problems)))


def _queue(key: Any, raw: Any, path: str, where: Places, problems: list[Problem]) -> Queue | None:
    line, column = where.key(str(key))
    if not isinstance(key, str) or not _NAME.fullmatch(key):
        hint = "small Latin letters, digits and hyphens: network-l2"
        problems.append(Problem(path, line, column, "KB620", f'"{key}" can\'t be the name of a queue', hint))
        return None
    if not isinstance(raw, dict):
        problems.append(
            Problem(path, line, column, "KB620", f"the queue {key} is not a mapping", "write name, kind and hours")
        )
        return None
    values = {k: _tuples(v) for k, v in raw.items() if v is not None}
    try:
        return Queue.model_validate(values)
    except ValidationError as error:
        faults: list[dict[str, Any]] = [dict(e) for e in error.errors(include_url=False)]
    problems += [_problem(path, where, key, raw, fault) for fault in faults]
    wrong = {str(fault["loc"][0]) for fault in faults if fault["type"] != "extra_forbidden"}
    unknown = [fault["loc"] for fault in faults if fault["type"] == "extra_forbidden"]
    # A misspelt `visibility` may have meant a narrower one than that which would hold without it
    if wrong & _ESSENTIAL or any(did_you_mean(str(loc[-1]), ["visibility"]) for loc in unknown):
        return None
    left = {k: _without(v, [loc[1:] for loc in unknown if loc[0] == k]) for k, v in values.items()}
    return Queue.model_validate({k: v for k, v in left.items() if k not in wrong and (k,) not in unknown})


def _without(value: Any, unknown: list[tuple[Any, ...]]) -> Any:
    """A value without its unknown keys: each is ignored, and costs nothing else."""
    if isinstance(value, dict):
        kept = {k: v for k, v in value.items() if all(loc != (k,) for loc in unknown)}
        # Hours that are written without a list are counted as the first of one
        below = [loc[1:] if loc and loc[0] == 0 else loc for loc in unknown]
        if below != unknown:
            return _without(value, below)
        return {k: _without(v, [loc[1:] for loc in unknown if loc and loc[0] == k]) for k, v in kept.items()}
    if isinstance(value, tuple):
        return tuple(_without(v, [loc[1:] for loc in unknown if loc and loc[0] == i]) for i, v in enumerate(value))
    return value


def _problem(path: str, where: Places, key: str, raw: dict[Any, Any], error: dict[str, Any]) -> Problem:
    keys = [part for part in error["loc"] if part != "[key]"]
    if isinstance(raw.get("hours"), dict):
        keys = [part for part in keys if keys[0] != "hours" or not isinstance(part, int)]
    line, column = where(key, *keys)
    names = [str(part) for part in keys if not isinstance(part, int)]
    shown = ".".join([key, *names])
    kind = str(error["type"])
    if kind == "missing":
        return Problem(path, *where.key(key), "KB620", f"`{shown}` is missing", f"add `{names[-1]}: …`")
    if kind == "extra_forbidden":
        hint = did_you_mean(names[-1], _known(names)) or f"known: {', '.join(_known(names))}"
        return Problem(path, line, column, "KB624", f'unknown key "{shown}"', hint)
    value = error["input"]
    written = (
        f'"{(where.written(key, *keys) or str(value))[:60]}"'
        if isinstance(value, str | int | float)
        else "a list or mapping"
    )
    if kind.startswith("KB"):
        said, _, hint = str(error["msg"]).partition(": ")
        return Problem(path, line, column, kind, f"`{shown}` is {written}, {said}", hint)
    code = "KB628" if names[:1] == ["sla"] else "KB620"
    if kind == "literal_error":
        words = re.findall(r"'([^']+)'", str(error.get("ctx", {}).get("expected", "")))
        hint = did_you_mean(str(value), words) or f"accepted: {', '.join(words)}"
        return Problem(path, line, column, code, f"`{shown}` is {written}", hint)
    hint = "write 15m, 2h or 3d" if code == "KB628" else _WANTED.get(names[-1], _SEE)
    said = "" if kind == "string_pattern_mismatch" else f"; {str(error['msg']).lower()}"
    return Problem(path, line, column, code, f"`{shown}` is {written}{said}", hint)


_WANTED = {
    "name": "write {uk: …, en: …}, or one text for all languages",
    "email": "write an address of mail: desk@example.org",
    "portal": "write an address that begins with https://",
    "attach": "write {uk: [what, …], en: [what, …]}",
    "tier": "write a whole number from 1 to 4",
    "closed": "write dates without quotes: [2026-12-25]",
}


def _known(names: list[str]) -> tuple[str, ...]:
    models: dict[str, Any] = {"contact": Contact, "on_call": Contact, "sla": Sla, "hours": Hours}
    model = models.get(names[0], Queue) if len(names) > 1 else Queue
    return tuple(field.alias or name for name, field in model.model_fields.items())


def _doubts(key: str, queue: Queue, path: str, where: Places, languages: Sequence[str]) -> Iterator[Problem]:
    """What is well written but can't be meant."""
    if queue.contact.is_empty:
        hint = "give `contact` a phone, an email, a portal or a chat"
        yield Problem(path, *where.key(key), "KB626", f"nobody can reach {key}: it has no way of contact", hint)
    if queue.sla and queue.sla.times:
        if queue.sla.clock == "always" and queue.spans and (queue.on_call is None or queue.on_call.is_empty):
            hint = "add `on_call`, or let the clock run in `hours`"
            message = f"{key} promises an answer day and night, but nobody answers outside its hours"
            yield Problem(path, *where(key, "sla"), "KB625", message, hint)
        lengths = [(name, minutes(text, queue.spans, queue.sla.clock)) for name, text in queue.sla.times.items()]
        for (worse, one), (name, other) in pairwise(lengths):
            if other < one:
                message = f"{key}: {name} is answered sooner than {worse}, which is worse"
                yield Problem(path, *where(key, "sla"), "KB628", message, "a worse incident is answered first")
    for name, text in (
        ("name", queue.name),
        ("about", queue.about),
        ("attach", queue.attach),
        ("handover", queue.handover),
    ):
        lacking = [language for language in languages if text and "" not in text and language not in text]
        if lacking:
            message = f"`{key}.{name}` has no text in {', '.join(lacking)}"
            yield Problem(path, *where(key, name), "KB627", message, f"add `{lacking[0]}: …`")


def _tuples(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_tuples(item) for item in value)
    if isinstance(value, dict):
        return {key: _tuples(item) for key, item in value.items()}
    return value
