"""Generic blocks (`/// name | value`) in Markdown source: found, judged, and cut out where an edition may not show them.

The syntax is that of pymdownx.blocks. This reader is stricter than the engine on purpose: whatever the two could read
differently makes the article ambiguous, and an ambiguous article is in no edition.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from kb.edition import AUDIENCES, VISIBILITIES
from kb.library.lines import numbers_of, split_lines
from kb.problem import Problem, did_you_mean

OWN = ("audience", "visibility")
CONVERSATION = frozenset(["decision", "reply", "rehearsal", "scene"])
"""Our own, for talking with people: they hide nothing, and their value is a title or a name."""
CHANNELS = ("mail", "chat", "phone")
"""Where a reply goes: its option `channel`."""
COMMON = frozenset(
    [
        "note",
        "abstract",
        "info",
        "tip",
        "success",
        "warning",
        "failure",
        "danger",
        "bug",
        "example",
        "quote",
        "admonition",
        "details",
        "tab",
        "tab-container",
        "caption",
        "figure-caption",
        "table-caption",
        "definition",
        "html",
    ]
)
"""Names that pymdownx registers as mkdocs.yml is set up by `kb init`; an option adds to them."""

STUDY = frozenset(["question", "scenario", "exam", "solution"])
"""Our own, for the academy: they hide nothing. The first three begin with options, lines indented by four."""

_PREFIX = r"^(?P<indent>(?:[ \t]|>)*(?:(?:[-*+]|\d+[.)])[ \t]+)*)"
_START = re.compile(_PREFIX + r"(?P<slashes>/{3,})[ \t]*(?P<name>[\w-]+)[ \t]*(?:\|[ \t]*(?P<value>.*?)[ \t]*)?$")
_END = re.compile(_PREFIX + r"(?P<slashes>/{3,})[ \t]*$")
_NEAR = re.compile(
    r"^[\s>*+\\-]*(?:\d+[.)]\s*)?(?:/[\s/]*|\\+|[:+;]{2,}|!!!+|\?\?\?\+?|⁄+|／+)\s*(?P<name>[^\W\d_]{5,14})\s*[|:(=\s]?",
    re.UNICODE,
)
_OWN_SHAPE = re.compile(r"^(vis[a-z]{2,4}b[a-z]{2,7}|vis?si?bi?li?t[a-z]{0,3}|audi?[ea]?n?[cs]e?s?)$", re.IGNORECASE)


@dataclass(frozen=True)
class Block:
    """A closed block. `start` and `end` are indices of its first and last line in the body."""

    name: str
    values: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True)
class Blocks:
    """All blocks of a body. When `ambiguous`, nothing of the article may be shown."""

    found: tuple[Block, ...]
    problems: tuple[Problem, ...]
    ambiguous: bool


def find_blocks(path: str, body: str, first_line: int = 1, names: frozenset[str] = COMMON) -> Blocks:
    """Find and judge the blocks of a body; `first_line` is the number of its first line in the file."""
    numbers = list(numbers_of(_CANDIDATE, body))
    if not numbers or not (any(sign in body for sign in _SIGNS) or _OWN_WORD.search(body)):
        return Blocks((), (), False)
    lines, code = split_lines(body)
    reader = _Reader(path, first_line, names | CONVERSATION)
    for number in numbers:
        if number not in code:
            reader.read(number, lines[number])
    return reader.result()


_STARTS = frozenset("/\\:+;!?⁄／")
_CANDIDATE = re.compile(rf"\n[ \t>*+\-.)\d]*[{re.escape(''.join(sorted(_STARTS)))}]")
"""Beginning of a line that may open, close or resemble a block: all others need no look."""
_SIGNS = ("//", "\\\\", ":::", "！", "／")
# Spelt out: a pattern that ignores case is tried at every letter
_OWN_WORD = re.compile("[vVaA](?:(?<=[vV])[iIİı][sSſ][iIİı][bB]|(?<=[aA])[uU][dD][iIİı][eE][nN])")


def strip_blocks(body: str, blocks: Blocks, shows: Callable[[Block], bool]) -> str:
    """The body without the blocks that `shows` refuses; all else stays, line by line."""
    hidden: set[int] = set()
    for block in blocks.found:
        if not shows(block):
            hidden.update(range(block.start, block.end + 1))
    if not hidden:
        return body
    return "\n".join(line for number, line in enumerate(body.split("\n")) if number not in hidden)


@dataclass
class _Open:
    name: str
    value: str
    slashes: int
    indent: int
    start: int


class _Reader:
    """Walks the lines with a stack of open blocks."""

    def __init__(self, path: str, first_line: int, names: frozenset[str]) -> None:
        self._path, self._first, self._names = path, first_line, names | STUDY | set(OWN)
        self._stack: list[_Open] = []
        self._found: list[Block] = []
        self._problems: list[Problem] = []
        self._ambiguous = False

    def read(self, number: int, line: str) -> None:
        if opening := _START.match(line):
            self._open(number, line, opening)
        elif closing := _END.match(line):
            self._close(number, len(closing["slashes"]), _width(closing["indent"]))
        elif self._near(line):
            self._ambiguous = True
            text = line.strip()[:60]
            self._say(
                number,
                "KB205",
                f'"{text}" looks like a block but is not one',
                "write `/// visibility | internal` or `/// audience | novice`, and `///` at the end",
            )

    def result(self) -> Blocks:
        for block in self._stack:
            self._ambiguous = True
            self._say(
                block.start,
                "KB201",
                f"the block `{block.name}` is never closed",
                f"add a line with {'/' * block.slashes} where it ends",
            )
        return Blocks(tuple(sorted(self._found, key=lambda b: b.start)), tuple(sorted(self._problems)), self._ambiguous)

    def _open(self, number: int, line: str, match: re.Match[str]) -> None:
        slashes, indent = len(match["slashes"]), _width(match["indent"])
        name, value = match["name"].lower(), match["value"] or ""
        if self._stack and slashes >= self._stack[-1].slashes:
            outer = self._stack[-1]
            self._ambiguous = True
            hint = f"close `{outer.name}` of line {self._first + outer.start} first, or give it more slashes than what is inside"
            self._say(number, "KB202", f"`{name}` is nested in `{outer.name}` with {slashes} slashes", hint)
        if name in OWN and match["name"] != name:
            self._say(number, "KB205", f'"{line.strip()[:60]}" is not written in lower case', f"write `{name}`")
            self._ambiguous = True
        self._stack.append(_Open(name, value, slashes, indent, number))

    def _close(self, number: int, slashes: int, indent: int) -> None:
        if not self._stack:
            self._ambiguous = True
            self._say(
                number,
                "KB202",
                "this line closes a block, but none is open",
                "remove it, or add the line that opens the block",
            )
            return
        block = self._stack[-1]
        if slashes != block.slashes or abs(indent - block.indent) > 3:
            self._ambiguous = True
            what = f"{slashes} slashes" if slashes != block.slashes else "another indentation"
            hint = f"use {'/' * block.slashes} at the indentation of line {self._first + block.start}"
            self._say(number, "KB202", f"this line closes a block with {what}, but `{block.name}` is open", hint)
            self._stack = [b for b in self._stack if b.slashes > slashes]
            return
        self._stack.pop()
        self._found.append(Block(block.name, self._values(block), block.start, number))

    def _values(self, block: _Open) -> tuple[str, ...]:
        """The accepted values; empty for what must be hidden everywhere."""
        if block.name not in self._names:
            self._say(
                block.start,
                "KB203",
                f'unknown block "{block.name}"',
                did_you_mean(block.name, self._names) or "see the list of blocks in the handbook",
            )
            return ()
        if block.name not in OWN:
            return (block.value,)
        known = VISIBILITIES if block.name == "visibility" else AUDIENCES
        values = tuple(v.strip() for v in block.value.split(",") if v.strip())
        wrong = [v for v in values if v not in known]
        if not values or wrong or (block.name == "visibility" and len(values) > 1):
            said = (
                f'"{wrong[0]}" is not accepted' if wrong else "it needs one value" if values else "the value is missing"
            )
            hint = (did_you_mean(wrong[0], known) if wrong else "") or f"accepted: {', '.join(known)}"
            self._say(block.start, "KB204", f"block `{block.name}`: {said}", hint)
            return ()
        return values

    def _near(self, line: str) -> bool:
        if "`" in line or line.lstrip(" \t>*+-0123456789.)")[:1] not in _STARTS:
            return False  # prose, perhaps quoting the syntax
        match = _NEAR.match(line)
        return bool(match and _resembles(match["name"]))

    def _say(self, number: int, code: str, message: str, hint: str) -> None:
        self._problems.append(Problem(self._path, self._first + number, 1, code, message, hint))


@lru_cache(maxsize=1000)  # «note» and «warning» begin a line again and again
def _resembles(name: str) -> bool:
    """Whether somebody may have meant one of our own blocks."""
    return bool(name.lower() in OWN or _OWN_SHAPE.match(name) or did_you_mean(name, OWN))


def is_known(block: Block) -> bool:
    """False for a block whose name or value was not understood: it is hidden in every edition."""
    return bool(block.values)


def _width(indent: str) -> int:
    return len(indent.expandtabs(4))
