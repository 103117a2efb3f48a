"""Where in a command a placeholder stands: on its own, inside quotes, or in a place where quoting can't help.

A value is quoted when it is put in. Inside quotes of the author's that would close them again, and what the value holds
would be read by the shell.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Literal

from kb.runbooks.fences import PLACEHOLDER, TEMPLATE_WORDS
from kb.runbooks.quoting import Shell

Place = Literal["free", "quoted", "heredoc", "comment", "glued"]

_HEREDOC = re.compile(r"<<-?[ \t]*([\"']?)(\w+)\1")
_FREE: Place = "free"
_DEEPEST = 20
_SINGLE, _DOUBLE = "'‘’‚‛", '"“”„'


def places(command: str, shell: Shell) -> Iterator[tuple[str, int, Place]]:
    """(name, line of the command from 0, place) for each placeholder."""
    states = list(_states(command, shell))
    for match in PLACEHOLDER.finditer(command):
        if match[1] in TEMPLATE_WORDS:
            continue
        line = command.count("\n", 0, match.start())
        state = states[match.start()]
        if state == "free" and shell == "powershell" and _glued(command, match):
            yield match[1], line, "glued"
        else:
            yield match[1], line, state


_AGAIN = re.compile(
    r"\b(?:eval|source|iex|Invoke-Expression)\b|\b(?:ba|z|da|k)?sh[ \t]+(?:-\w+[ \t]+)*-\w*c\b|\bsu\b[^|;&\n]{0,200}[ \t]-c\b"
    r"|\bcmd(?:\.exe)?[ \t]+/[ckCK]\b|\b(?:powershell|pwsh)(?:\.exe)?\b[^|;&\n]{0,200}-c(?:ommand)?\b"
    r"|\b(?:ssh|psexec\w*)[ \t]+(?:-\S+[ \t]+(?:[^\s-]\S*@?\S*[ \t]+)??)*\S+[ \t]+\S",
    re.IGNORECASE,
)


def read_again(command: str) -> Iterator[tuple[str, int]]:
    """(name, line of the command from 0) of placeholders that a second shell reads once more, and unquoted."""
    for number, line in enumerate(command.split("\n")):
        second = _AGAIN.search(PLACEHOLDER.sub(lambda m: "x" * len(m[0]), line))
        if second:
            for match in PLACEHOLDER.finditer(line):
                if match.start() >= second.end() - 1 and match[1] not in TEMPLATE_WORDS:
                    yield match[1], number


def _glued(command: str, match: re.Match[str]) -> bool:
    """PowerShell reads a quoted word with something right behind it as two arguments."""
    before, after = command[: match.start()][-1:], command[match.end() : match.end() + 1]
    return bool(re.match(r"[\w\\/:.$@'\"{-]", after)) and not re.match(r"[\w\\/:.@=]", before or " ")


def _states(command: str, shell: Shell) -> Iterator[Place]:
    if shell == "text":
        yield from [_FREE] * len(command)
    elif shell == "cmd":
        yield from _cmd(command)
    else:
        yield from _nested(command, shell == "powershell")


def _cmd(command: str) -> Iterator[Place]:
    inside = False
    for sign in command:
        inside = (not inside if sign == '"' else inside) and sign != "\n"
        yield "quoted" if inside else "free"


def _nested(command: str, powershell: bool) -> Iterator[Place]:
    """Quotes of the Unix shells and of PowerShell; a substitution inside double quotes begins anew. Backticks and (( ))
    of the Unix shells count as quotes: the first are read twice, and arithmetic expands what is quoted in it."""
    single, double, escape = (_SINGLE, _DOUBLE, "`") if powershell else ("'", '"', "\\")
    heredocs = _heredocs(command) if not powershell else frozenset()
    stack: list[str] = []
    place = 0
    while place < len(command):
        stack = stack[:_DEEPEST]
        sign, top = command[place], stack[-1] if stack else ""
        width = 1
        if place in heredocs:
            yield "heredoc"
            place += 1
            continue
        if top == "#":
            stack = stack[:-1] if sign == "\n" else stack
        elif top == "'":
            stack = stack[:-1] if sign in single else stack
        elif sign == escape and place + 1 < len(command):
            width = 2
        elif sign in double:
            stack = stack[:-1] if top == '"' else [*stack, '"']
        elif not powershell and sign == "`":
            stack = stack[:-1] if top == "`" else [*stack, "`"]
        elif not powershell and command.startswith(("$((", "(("), place):
            opened = 3 if sign == "$" else 2
            stack, width = [*stack, "(("], opened
        elif top == "((" and command.startswith("))", place):
            stack, width = stack[:-1], 2
        elif command.startswith("$(", place):
            stack, width = [*stack, "("], 2
        elif top != '"' and sign in single:
            stack = [*stack, "'"]
        elif top != '"' and sign == "(":
            stack = [*stack, "("]
        elif top == "(" and sign == ")":
            stack = stack[:-1]
        elif top != '"' and sign == "#" and (place == 0 or command[place - 1].isspace()):
            stack = [*stack, "#"]
        now = stack[-1] if stack else ""
        for _ in range(width):
            yield "comment" if now == "#" else "quoted" if now in ("'", '"') or {"`", "(("} & set(stack) else "free"
        place += width


def _heredocs(command: str) -> frozenset[int]:
    """Places of the texts of here-documents: from the next line to the line that is their word."""
    if "<<" not in command:
        return frozenset()
    ends: dict[str, list[int]] = {}
    for line in re.finditer(r"^[ \t]*(\w+)[ \t]*$", command, re.MULTILINE):
        ends.setdefault(line[1], []).append(line.start())
    found: set[int] = set()
    known = 0
    for match in _HEREDOC.finditer(command):
        begin = command.find("\n", match.end()) + 1
        words = ends.get(match[2], [])
        place = bisect_left(words, begin)
        if begin and match.start() >= known and place < len(words):
            known = words[place]
            found.update(range(begin, known))
    return frozenset(found)
