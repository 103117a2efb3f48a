"""What stands below the options of a question: its text, its answers, and the feedback."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import cast

from kb.library.lines import split_lines
from kb.training.questions.header import Header
from kb.training.questions.model import Kind, Option, Pair
from kb.training.questions.source import BlockText, Say

_TASK = re.compile(r" {0,3}[-*+][ \t]+\[(?P<mark>[ xX])\][ \t]+(?P<text>.*)")
_STEP = re.compile(r" {0,3}\d+[.)][ \t]+(?P<text>.*)")
_RULE = re.compile(r" {0,3}\|?[ \t]*:?-+:?[ \t]*(\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_QUOTE = re.compile(r" {0,3}>[ ]?(?P<text>.*)")


@dataclass(frozen=True)
class Parts:
    """The pieces of a question that its kind needs."""

    kind: Kind
    text: str
    options: tuple[Option, ...] = ()
    pairs: tuple[Pair, ...] = ()
    headings: tuple[str, str] = ("", "")
    items: tuple[str, ...] = ()
    feedback: str = ""


@dataclass(frozen=True)
class _Cut:
    """A body cut into the text before the answers, the answers as (index of the line, first line, further lines), and
    the rest."""

    text: list[str]
    answers: list[tuple[int, re.Match[str], list[str]]]
    rest: list[str]


def kind_of(given: str, task_items: int, rights: int) -> Kind:
    """The kind that was given, or that a task list tells; several right answers make it multiple choice."""
    if given:
        return cast(Kind, given)
    return "multiple" if task_items and rights > 1 else "single"


def read_parts(text: BlockText, id: str, header: Header, say: Say) -> Parts | None:
    """The pieces, or None where they don't make a question; the problems say why."""
    _, code = split_lines("\n".join(text.lines))
    what = f"question {id}"
    choice = _cut(text.lines, code, _TASK)
    rights = sum(match["mark"] != " " for _, match, _ in choice.answers)
    kind = kind_of(header.kind, len(choice.answers), rights)
    if kind in ("single", "multiple"):
        parts = _choice(kind, choice, text, what, say)
    elif kind == "ordering":
        steps = _cut(text.lines, code, _STEP)
        paragraphs = (_first_paragraph([match["text"], *more]) for _, match, more in steps.answers)
        items = tuple("\n\n".join(filter(None, pair)) for pair in paragraphs)
        parts = replace(_plain(kind, steps.text, steps.rest, text, what, say), items=items)
    elif kind == "matching":
        parts = _matching(text, code, what, say)
    else:
        parts = _plain(kind, *_quote_at_end(list(text.lines)), text, what, say)
    if not parts.text:
        say(text.line, "KB816", f"{what} has no text", "write the question below the options, after an empty line")
    _answerable(parts, header, text, what, say)
    return parts


def _cut(lines: tuple[str, ...], code: frozenset[int], item: re.Pattern[str]) -> _Cut:
    """Cut where the first such item stands; what is indented, or goes on without an empty line, belongs to its item."""
    cut = _Cut([], [], [])
    blank = True
    for place, line in enumerate(lines):
        match = item.fullmatch(line) if place not in code and not cut.rest else None
        if match:
            cut.answers.append((place, match, []))
        elif not cut.answers:
            cut.text.append(line)
        elif not cut.rest and (not line.strip() or line[0] == " " or not (blank or _QUOTE.match(line))):
            cut.answers[-1][2].append(line)
        else:
            cut.rest.append(line)
        blank = not line.strip()
    return cut


def _choice(kind: Kind, cut: _Cut, text: BlockText, what: str, say: Say) -> Parts:
    options = []
    for place, match, more in cut.answers:
        said, feedback = _first_paragraph([match["text"], *more])
        options.append(Option(said, match["mark"] != " ", feedback, text.first + place))
        if not said:
            say(text.first + place, "KB816", f"{what}: an answer has no text", "write it behind the brackets")
    return replace(_plain(kind, cut.text, cut.rest, text, what, say), options=tuple(options))


def _plain(kind: Kind, said: list[str], rest: list[str], text: BlockText, what: str, say: Say) -> Parts:
    """Text, and below the answers nothing but a quote with the feedback."""
    stray = next((line for line in rest if line.strip() and not _QUOTE.match(line)), "")
    if stray:
        line = text.first + list(text.lines).index(stray)
        say(line, "KB800", f'{what}: "{stray.strip()[:40]}" stands below the answers', "move it above, or begin with >")
    feedback = _joined([match["text"] for line in rest if (match := _QUOTE.match(line))])
    return Parts(kind, _joined(said), feedback=feedback)


def _matching(text: BlockText, code: frozenset[int], what: str, say: Say) -> Parts:
    lines = list(text.lines)
    rules = [
        n
        for n, line in enumerate(lines)
        if n and n not in code and "-" in line and "|" in lines[n - 1] and _RULE.fullmatch(line)
    ]
    if not rules:
        return Parts("matching", _joined(lines))
    start = rules[0] - 1
    end = next((n for n in range(rules[0] + 1, len(lines)) if "|" not in lines[n]), len(lines))
    head = _cells(lines[start])
    pairs = []
    for place in range(rules[0] + 1, end):
        cells = _cells(lines[place])
        if len(cells) != 2 or not all(cells):
            say(
                text.first + place,
                "KB800",
                f"{what}: a row has {len(cells)} cells, or an empty one",
                "write two: | left | right |",
            )
        else:
            pairs.append(Pair(cells[0], cells[1], text.first + place))
    headings = (head[0], head[1]) if len(head) == 2 else ("", "")
    return replace(
        _plain("matching", lines[:start], lines[end:], text, what, say), pairs=tuple(pairs), headings=headings
    )


def _answerable(parts: Parts, header: Header, text: BlockText, what: str, say: Say) -> None:
    rights = sum(option.right for option in parts.options)
    kind, wrong, hint = parts.kind, "", ""
    if kind in ("single", "multiple"):
        if len(parts.options) < 2:
            wrong, hint = f"has {len(parts.options)} answer(s) to choose from", "write a list: - [x] right, - [ ] wrong"
        elif not rights:
            wrong, hint = "has no right answer", "mark it: - [x]"
        elif kind == "single" and rights > 1:
            wrong, hint = f"is `type: single`, but {rights} answers are right", "remove the type, or mark one"
    elif kind == "true-false" and header.truth is None:
        wrong, hint = "has no answer", "add `answer: true` or `answer: false`"
    elif kind == "numeric" and header.number is None:
        wrong, hint = "has no answer", "add `answer: 443`"
    elif kind == "short" and not header.accept:
        wrong, hint = "accepts no answer", 'add `accept: ["DNS", "Domain Name System"]`'
    elif kind == "matching" and len(parts.pairs) < 2:
        wrong, hint = f"has {len(parts.pairs)} pair(s)", "write a table of two columns, each row a right pair"
    elif kind == "ordering" and len(parts.items) < 2:
        wrong, hint = f"has {len(parts.items)} item(s) to order", "write a numbered list in the right order"
    if wrong:
        say(text.line, "KB803", f"{what} {wrong}", hint)
    same = _twice([o.text for o in parts.options] or [p.right for p in parts.pairs] or list(parts.items))
    if same:
        say(text.line, "KB816", f'{what}: "{same[:60]}" stands there twice', "a reader can't tell them apart")


def _twice(texts: list[str]) -> str:
    seen: set[str] = set()
    for text in texts:
        if " ".join(text.casefold().split()) in seen:
            return text
        seen.add(" ".join(text.casefold().split()))
    return ""


def _quote_at_end(lines: list[str]) -> tuple[list[str], list[str]]:
    end = len(lines)
    while end and not lines[end - 1].strip():
        end -= 1
    start = end
    while start and _QUOTE.match(lines[start - 1]):
        start -= 1
    return lines[:start], lines[start:end]


def _first_paragraph(lines: list[str]) -> tuple[str, str]:
    blank = next((place for place, line in enumerate(lines) if not line.strip()), len(lines))
    return _joined([line.strip() for line in lines[:blank]]), _joined(_outdented(lines[blank:]))


def _outdented(lines: list[str]) -> list[str]:
    """Without the indentation of a list item: that of its first line, four at most."""
    widths = [len(line) - len(line.lstrip()) for line in lines if line.strip()]
    width = min([4, *widths])
    return [line[width:] for line in lines]


def _joined(lines: list[str]) -> str:
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def _cells(line: str) -> list[str]:
    inner = line.strip().removeprefix("|")
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    return [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", inner)]
