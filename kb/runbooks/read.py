"""From an article to a runbook. Lists are read as the page's engine reads them, so that both count the same steps."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from textwrap import dedent

from kb.library import Article
from kb.library.lines import split_lines
from kb.library.text import plain_line
from kb.runbooks.fences import Fence, placeholders, read_fence
from kb.runbooks.model import Branch, Cell, Part, Runbook, Step
from kb.runbooks.policy import DEFAULT_POLICY, WITH_STEPS, Role, RunbookPolicy

_HEADING = re.compile(r"^(#{1,6})[ \t]*(?P<title>[^#\s].*?)[ \t]*#*[ \t]*$")
_ATTRIBUTES = re.compile(r"[ \t]*\{:?[^{}]*\}$")
_NUMBERED = re.compile(r"^ {0,3}(\d+)\.[ ]+")
_BULLET = re.compile(r"^ {0,3}[*+-][ ]+")
_BLOCK = re.compile(r"^ {0,3}/{3,}")
_BRANCH = re.compile(r"\[([^\[\]]*)\]\(#step-(\d{1,4})\)")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_INDENT = re.compile(r"^ {1,4}")
_INNER = re.compile(r"^\s*(?:[*+-]|\d+\.)\s|^\s*(?:\||>|/{3,}|!!!|\?\?\?|<)")


def read_runbook(article: Article, policy: RunbookPolicy = DEFAULT_POLICY) -> Runbook:
    """What the article says to do; an article of another type is read the same way."""
    body = article.body.expandtabs(4)
    lines, code = split_lines(body)
    if "<!--" in body:
        # Comments are no text, but keep their lines; those in code are code
        blanked = _COMMENT.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), body).split("\n")
        lines = tuple(line if number in code else blanked[number] for number, line in enumerate(lines))
    reader = _Reader(lines, code, article, policy)
    for number in range(len(lines)):
        reader.read(number)
    return reader.result()


@dataclass
class _Item:
    role: Role
    written: int | None
    start: int
    numbers: list[int] = field(default_factory=list)


class _Reader:
    """Goes through the lines once: headings, lists of the first level, blocks of code."""

    def __init__(self, lines: Sequence[str], code: frozenset[int], article: Article, policy: RunbookPolicy) -> None:
        self._lines, self._code, self._article, self._policy = lines, code, article, policy
        self._fences = _fences(lines, code)
        blocks = [range(b.start, b.end + 1) for b in article.blocks.found if _BLOCK.match(lines[b.start])]
        self._inside = frozenset(number for block in blocks for number in block)
        self._parts: list[tuple[Role | None, str, int]] = []
        self._items: list[_Item] = []
        self._open: _Item | None = None
        self._list = ""
        self._fresh = True  # a list may begin here: after an empty line or a heading
        self._items_go_on = False  # this paragraph began with an item, so each of its lines may be another

    def read(self, number: int) -> None:
        line = self._lines[number]
        if number in self._code:
            if number in self._fences and self._fresh and _indent(line) < 2:
                self._close()
            self._items_go_on = self._items_go_on and not self._fresh
            self._continue(number)
            self._fresh = self._after_indented(line)
        elif number in self._inside:
            self._close()
            self._fresh = True
        elif not line.strip():
            self._continue(number)
            self._fresh = True
        elif heading := _HEADING.match(line):
            self._close()
            self._head(len(heading[1]), heading["title"], number)
            self._fresh = True
        else:
            self._text(number, line)
            self._fresh = self._after_indented(line)

    def _after_indented(self, line: str) -> bool:
        """Indented code that no list holds ends where the indentation does, and a list may follow at once."""
        return self._fresh and not self._list and _indent(line) >= 4

    def _head(self, level: int, title: str, number: int) -> None:
        if level <= 2:
            title = plain_line(_ATTRIBUTES.sub("", title))
            role = self._policy.role(title, self._article.language) if level == 2 else None
            self._parts.append((role, title, number))

    def _text(self, number: int, line: str) -> None:
        numbered, bullet = _NUMBERED.match(line), _BULLET.match(line)
        if self._fresh:
            self._items_go_on = bool(numbered or bullet)
        if self._items_go_on and (numbered or bullet):
            self._list = self._list or ("ol" if numbered else "ul")
            role = self._parts[-1][0] if self._parts else None
            self._open = None
            if self._list == "ol" and role in WITH_STEPS and role is not None:
                self._open = _Item(role, int(numbered[1]) if numbered else None, number, [number])
                self._items.append(self._open)
        elif self._fresh and _indent(line) < 4:
            self._close()
        else:
            self._continue(number)

    def _continue(self, number: int) -> None:
        if self._open is not None:
            self._open.numbers.append(number)

    def _close(self) -> None:
        self._open, self._list = None, ""

    def result(self) -> Runbook:
        article = self._article
        steps = tuple(self._step(place, item) for place, item in enumerate(self._items, 1))
        held = {cell.line for step in steps for cell in step.cells}
        loose = [cell for cell in self._cells(range(len(self._lines)), "cell") if cell.line not in held]
        texts = [number for number in range(len(self._lines)) if number not in self._code]
        return Runbook(
            article.meta.id,
            article.meta.title,
            article.language,
            article.meta.inputs,
            tuple(self._sections()),
            steps,
            tuple(loose),
            tuple(self._branches(texts)),
        )

    def _sections(self) -> Iterator[Part]:
        for place, (role, title, start) in enumerate(self._parts):
            end = self._parts[place + 1][2] if place + 1 < len(self._parts) else len(self._lines)
            text = "\n".join(self._lines[start + 1 : end]).strip("\n")
            yield Part(role, title, self._article.body_line + start, text)

    def _step(self, number: int, item: _Item) -> Step:
        first = self._lines[item.start]
        marker = _NUMBERED.match(first) or _BULLET.match(first)
        begin = marker.end() if marker else 0
        rest = "\n".join(_INDENT.sub("", self._lines[n]) for n in item.numbers[1:]).rstrip()
        return Step(
            number,
            item.written,
            item.role,
            self._lead(item, begin),
            f"{first[begin:]}\n{rest}".rstrip(),
            self._article.body_line + item.start,
            tuple(self._cells(item.numbers, f"step-{number}")),
            tuple(self._branches(n for n in item.numbers if n not in self._code)),
        )

    def _lead(self, item: _Item, begin: int) -> str:
        """The first paragraph, without markup."""
        texts = [self._lines[item.start][begin:]]
        for number in item.numbers[1:]:
            line = self._lines[number]
            if number in self._code or not line.strip() or _INNER.match(line):
                break
            texts.append(line.strip())
        return plain_line(" ".join(texts))

    def _branches(self, numbers: Iterable[int]) -> Iterator[Branch]:
        for number in numbers:
            for match in _BRANCH.finditer(self._lines[number]):
                yield Branch(int(match[2]), self._article.body_line + number, plain_line(match[1]))

    def _cells(self, numbers: Iterable[int], prefix: str) -> Iterator[Cell]:
        """The blocks of code that begin on one of these lines."""
        starts = [number for number in numbers if number in self._fences]
        for count, start in enumerate(starts, 1):
            fence, end = self._fences[start]
            command = dedent("\n".join(line[len(fence.indent) :] for line in self._lines[start + 1 : end])).rstrip("\n")
            # A text without a name is an example of what one sees
            shell = fence.shell if fence.shell != "text" or fence.name else None
            yield Cell(
                fence.name or f"{prefix}-{count}",
                bool(fence.name),
                fence.language,
                shell,
                fence.danger,
                command,
                self._article.body_line + start,
                self._article.body_line + end,
                placeholders(command) if shell else (),
            )


def _fences(lines: Sequence[str], code: frozenset[int]) -> dict[int, tuple[Fence, int]]:
    """Where a block of code begins → its first line as read, and where it ends."""
    found, number = {}, 0
    while number < len(lines):
        fence = read_fence(lines[number]) if number in code else None
        if fence is not None:
            start = number
            number += 1
            while number in code and lines[number].strip(" >") != fence.fence:
                number += 1
            found[start] = (fence, number)
        number += 1
    return found


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
