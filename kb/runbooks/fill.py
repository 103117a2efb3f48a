"""Values into commands: whether a value may be used at all, and the command with it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from kb.library.frontmatter import Input
from kb.runbooks.fences import PLACEHOLDER
from kb.runbooks.quoting import Shell, quote

Wrong = Literal["", "missing", "unseen", "shape"]

_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
"""Line ends, control and direction marks, and what has no width: what one sees and what is run would differ."""

_SHAPES = {
    "hostname": re.compile(r"[^\W]([\w.-]*\w)?"),
    "user": re.compile(r"[^\s-]\S*|[^\s-].*\S"),
    "number": re.compile(r"-?\d+([.,]\d+)?"),
    "email": re.compile(r"[^\s@-][^\s@]*@[^\s@]+"),
}


@dataclass(frozen=True)
class Filled:
    """A command with its values. `missing` are inputs without a usable value, `unquotable` those that this shell has no
    way to hold; with either it must not be run."""

    command: str
    missing: tuple[str, ...] = ()
    unquotable: tuple[str, ...] = ()

    @property
    def ready(self) -> bool:
        return not (self.missing or self.unquotable)


def mistake(given: Input, value: str) -> Wrong:
    """What is wrong with a value for an input; empty when it may be used."""
    if not value:
        return "missing"
    if _UNSEEN.search(value):
        return "unseen"
    shape = _pattern(given.pattern) if given.pattern else _SHAPES.get(given.type or "text")
    return "" if shape is None or shape.fullmatch(value) else "shape"


def fill(command: str, shell: Shell, inputs: Sequence[Input], values: Mapping[str, str]) -> Filled:
    """The command as it is run. `values` are usable ones; placeholders of other names stay as they are."""
    missing: dict[str, None] = {}
    unquotable: dict[str, None] = {}
    known = {given.name for given in inputs}

    def text(name: str, written: str) -> str:
        if name not in values:
            missing[name] = None
            return written
        quoted = quote(values[name], shell)
        if quoted is None:
            unquotable[name] = None
            return written
        return quoted

    filled = PLACEHOLDER.sub(lambda m: text(m[1], m[0]) if m[1] in known else m[0], command)
    lines = []
    for name in assigned(command, shell, inputs):
        quoted = text(name, "")
        if quoted:
            lines.append(f"{variable(name)}={quoted}\n")
    return Filled("".join(lines) + filled, tuple(missing), tuple(unquotable))


def needs(command: str, shell: Shell, inputs: Sequence[Input]) -> tuple[str, ...]:
    """Names of the inputs that a command needs, as placeholders or as variables."""
    known = {given.name for given in inputs}
    named = [m[1] for m in PLACEHOLDER.finditer(command) if m[1] in known]
    return tuple(dict.fromkeys([*named, *assigned(command, shell, inputs)]))


def assigned(command: str, shell: Shell, inputs: Sequence[Input]) -> tuple[str, ...]:
    """Inputs that a command of a Unix shell reads from a variable, `"$COMPUTER"`, as it does in Runme."""
    if shell not in ("bash", "sh"):
        return ()
    used = set(re.findall(r"\$(?:\{([A-Z0-9_]+)\}|([A-Z][A-Z0-9_]*))", command))
    names = {one or other for one, other in used}
    return tuple(given.name for given in inputs if variable(given.name) in names)


def variable(name: str) -> str:
    """pc-name → PC_NAME"""
    return re.sub(r"[^A-Z0-9]", "_", name.upper())


def _pattern(written: str) -> re.Pattern[str] | None:
    """None for a pattern that can't be read; `kb check` says so."""
    try:
        return re.compile(written)
    except re.error:
        return None
