"""GIFT as it is written: a file cut into its items. What they mean for us stands in `gift.py`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from kb.training.exchange.values import Report

ItemKind = Literal["Category", "Description", "Essay", "TF", "MC", "Short", "Matching", "Numerical"]
BLANK = "_____"

# While a text is cut, what was escaped is written in halves of characters, which no decoded text contains
_ESCAPES = {"\\\\": "\ud801", "\\~": "\ud802", "\\=": "\ud803", "\\#": "\ud804", "\\{": "\ud805", "\\}": "\ud806"}
_ESCAPES |= {"\\:": "\ud807", "\\n": "\ud808"}
_MEANT = {mark: "\n" if text == "\\n" else text[1] for text, mark in _ESCAPES.items()}
_FORMAT = re.compile(r"\s*\[(html|markdown|plain|moodle)\]")
_META = re.compile(r"\[(id|tag):([^\[\]]+)\]")
_NUMBER = r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?"
_RANGE = re.compile(rf"\s*({_NUMBER})\s*(?:\.\.\s*({_NUMBER})|:\s*({_NUMBER}))?\s*")
_TRUTH = re.compile(r"\s*(T|TRUE|F|FALSE)\s*(?=#|$)", re.IGNORECASE)
_WEIGHT = re.compile(r"\s*%([+-]?\d+(?:\.\d*)?)%")
_MARK = re.compile(r"[=~]")


@dataclass(frozen=True)
class Text:
    """`format` is moodle, html, markdown or plain."""

    format: str
    text: str


@dataclass(frozen=True)
class Range:
    """A number: exact (`how` simple), give or take `second` (range), or from `first` to `second` (high-low)."""

    how: str
    first: str
    second: str = ""


@dataclass(frozen=True)
class Choice:
    """One answer; `weight` in per cent, None where it is not written."""

    right: bool
    weight: float | None
    text: Text
    feedback: Text | None
    range: Range | None = None


@dataclass(frozen=True)
class Item:
    """One item of the file; `pairs` are left text and right side."""

    kind: ItemKind
    line: int
    title: str | None = None
    id: str | None = None
    tags: tuple[str, ...] = ()
    stem: Text = Text("moodle", "")
    embedded: bool = False
    feedback: Text | None = None
    choices: tuple[Choice, ...] = ()
    range: Range | None = None
    truth: bool | None = None
    truth_feedback: tuple[Text | None, Text | None] = (None, None)
    pairs: tuple[tuple[Text, str], ...] = ()


class _Wrong(Exception):
    """Why an item can't be understood."""


@dataclass(frozen=True)
class _Chunk:
    line: int
    text: str
    id: str | None
    tags: tuple[str, ...]


def read_items(text: str, say: Report) -> Iterator[Item]:
    """The items of a file; a malformed one is a problem (KB841) and the next goes on."""
    for chunk in _chunks(text):
        body, line = chunk.text, chunk.line
        category = re.match(r"\$CATEGORY:[ \t]*(.*)", body)
        if category:
            yield Item("Category", line, category[1].strip())
            body = body[category.end() :]
            line += 1
        if not body.strip():
            continue
        try:
            yield _item(_Chunk(line, body, chunk.id, chunk.tags))
        except _Wrong as wrong:
            shown = " ".join(_meant(body).split())[:50]
            say(line, "KB841", f'"{shown}": {wrong}', "mend it there, or write the question by hand")


def _chunks(text: str) -> Iterator[_Chunk]:
    """Items stand apart by empty lines; braces that are still open go on over them, unless a new item begins."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    lines = ["".join(c for c in line if not 0xD800 <= ord(c) < 0xE000) for line in lines]
    held: list[str] = []
    start, id, tags = 0, None, []
    for number, line in enumerate([*lines, ""], 1):
        if line.lstrip().startswith("//"):
            for key, value in _META.findall(line):
                if key == "id":
                    id = value.strip()
                else:
                    tags.append(value.strip())
            if held:
                held.append("\ud800")  # the line is counted, but says nothing
        elif line.strip():
            if not held:
                start = number
            held.append(_hidden(line))
        elif held and not (_open(held) and _goes_on(lines[number:])):
            yield _Chunk(start, "\n".join(line for line in held if line != "\ud800"), id, tuple(tags))
            held, id, tags = [], None, []
        elif held:
            held.append("")


def _open(held: list[str]) -> bool:
    text = "\n".join(held)
    return text.count("{") > text.count("}")


def _goes_on(rest: list[str]) -> bool:
    """Whether what follows an empty line closes the braces before it opens others."""
    for line in rest:
        if line.lstrip().startswith("//"):
            continue
        hidden = _hidden(line)
        if re.match(r"\s*(::|\$CATEGORY:)", hidden):
            return False
        first = re.search(r"[{}]", hidden)
        if first:
            return first[0] == "}"
    return False


def _item(chunk: _Chunk) -> Item:
    text, title = chunk.text.strip(), None
    name = re.match(r"::(.*?)::", text, re.DOTALL)
    if name:
        title, text = _meant(" ".join(name[1].split())), text[name.end() :]
    elif text.startswith("::"):
        raise _Wrong("the name begins with :: but does not end")
    style, text = _style(text, "moodle")
    before, brace, rest = text.partition("{")
    common = {"line": chunk.line, "title": title, "id": chunk.id, "tags": chunk.tags}
    if not brace:
        if "}" in text:
            raise _Wrong("there is a } without its {")
        return Item("Description", stem=_text(style, text), **common)  # type: ignore[arg-type]
    body, brace, after = rest.partition("}")
    if not brace:
        raise _Wrong("the { is never closed")
    if "{" in body or "{" in after or "}" in after or "}" in before:
        raise _Wrong("there are more braces than one pair; write \\{ and \\} where they are text")
    stem = f"{before.rstrip()} {BLANK} {after.lstrip()}".strip() if after.strip() else before
    item = Item("Essay", stem=_text(style, stem), embedded=bool(after.strip()), **common)  # type: ignore[arg-type]
    if not item.stem.text:
        raise _Wrong("it has no text")
    return _answered(item, body, style)


def _answered(item: Item, body: str, style: str) -> Item:
    from dataclasses import replace  # noqa: PLC0415

    body, mark, said = body.partition("####")
    item = replace(item, feedback=_given(style, said) if mark else None)
    if not body.strip():
        return item
    truth = _TRUTH.match(body)
    if truth:
        parts = body[truth.end() :].split("#")[1:]
        given = [_given(style, part) for part in parts[:2]]
        if len(parts) > 2:
            raise _Wrong("true or false has two explanations at most")
        told = (given[0] if given else None, given[1] if len(given) > 1 else None)
        return replace(item, kind="TF", truth=truth[1].upper().startswith("T"), truth_feedback=told)
    if body.lstrip().startswith("#"):
        return _numerical(item, body.lstrip()[1:], style)
    choices, matching = _choices(body, style)
    if matching:
        pairs = tuple(_pair(choice) for choice in choices)
        return replace(item, kind="Matching", pairs=pairs)
    kind: ItemKind = "Short" if all(choice.right for choice in choices) else "MC"
    return replace(item, kind=kind, choices=choices)


def _numerical(item: Item, body: str, style: str) -> Item:
    from dataclasses import replace  # noqa: PLC0415

    if not _MARK.search(body):
        number, mark, said = body.partition("#")
        found = _range(number)
        if not mark:
            return replace(item, kind="Numerical", range=found)
        choice = Choice(True, None, Text(style, ""), _given(style, said), found)
        return replace(item, kind="Numerical", choices=(choice,))
    choices = []
    for right, weight, text, feedback in _answers(body, style):
        if right:
            choices.append(Choice(True, weight, Text(style, ""), feedback, _range(text)))
        else:
            choices.append(Choice(False, weight, _text(style, text or "*"), feedback))
    if not any(choice.range for choice in choices):
        raise _Wrong("no number is right")
    return replace(item, kind="Numerical", choices=tuple(choices))


def _range(text: str) -> Range:
    match = _RANGE.fullmatch(_meant(text))
    if match is None:
        raise _Wrong(f'"{_meant(text).strip()[:30]}" is not a number, number:tolerance or number..number')
    if match[2]:
        return Range("high-low", match[1], match[2])
    return Range("range", match[1], match[3]) if match[3] else Range("simple", match[1])


def _choices(body: str, style: str) -> tuple[tuple[Choice, ...], bool]:
    answers = list(_answers(body, style))
    matching = _MARK.search(body) is not None and all(right and "->" in text for right, _, text, _ in answers)
    made = []
    for right, weight, text, feedback in answers:
        own, said = _style(text, style)
        made.append(Choice(right, weight, Text(own, text) if matching else _text(own, said), feedback))
    empty = not matching and any(not choice.text.text for choice in made)
    if empty:
        raise _Wrong("an answer is empty")
    return tuple(made), matching


def _answers(body: str, style: str) -> Iterator[tuple[bool, float | None, str, Text | None]]:
    """(right, weight, text, feedback) of each `=` or `~`."""
    places = [match.start() for match in _MARK.finditer(body)]
    if not places:
        answer, mark, said = body.partition("#")  # a bare word in braces is the one answer that is accepted
        yield True, None, answer.strip(), _given(style, said) if mark else None
        return
    if body[: places[0]].strip():
        raise _Wrong("the answers do not begin with = or ~")
    for start, end in zip(places, [*places[1:], len(body)], strict=True):
        answer, mark, said = body[start + 1 : end].partition("#")
        weight = _WEIGHT.match(answer)
        text = answer[weight.end() :] if weight else answer
        yield (
            body[start] == "=",
            float(weight[1]) if weight else None,
            text.strip(),
            _given(style, said) if mark else None,
        )


def _pair(choice: Choice) -> tuple[Text, str]:
    left, _, right = choice.text.text.partition("->")
    style, said = _style(left, choice.text.format)
    if not right.strip():
        raise _Wrong(f'"{_meant(left).strip()[:30]} ->" has nothing to match')
    return _text(style, said), _text("moodle", right).text


def _style(text: str, inherited: str) -> tuple[str, str]:
    match = _FORMAT.match(text)
    return (match[1], text[match.end() :]) if match else (inherited, text)


def _given(style: str, text: str) -> Text | None:
    own, said = _style(text, style)
    found = _text(own, said)
    return found if found.text else None


def _text(style: str, text: str) -> Text:
    """Line ends in the file mean something to Markdown and HTML only; those that are written \\n always do."""
    joined = text.strip() if style in ("markdown", "html") else re.sub(r"\s*\n\s*", " ", text.strip())
    return Text(style, _meant(joined))


def _hidden(line: str) -> str:
    return re.sub(r"\\[\\~=#{}:n]", lambda match: _ESCAPES[match[0]], line)


def _meant(text: str) -> str:
    return "".join(_MEANT.get(char, char) for char in text)
