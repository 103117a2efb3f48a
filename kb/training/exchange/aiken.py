"""Aiken, the simplest format of all: a text, lettered answers, `ANSWER: B`. It has single choice and nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kb.training.exchange.foreign import escaped
from kb.training.exchange.values import Import, Report, normal
from kb.training.questions.model import Option, Question

_CHOICE = re.compile(r"([A-Z])[.)]\s+(.*)")
_ANSWER = re.compile(r"ANSWER\s*:\s*(\S*)\s*", re.IGNORECASE)
_FEEDBACK = re.compile(r"FEEDBACK\s*:\s*(.*)", re.IGNORECASE)


@dataclass
class _Open:
    line: int = 0
    text: list[str] = field(default_factory=list)
    choices: list[tuple[str, str]] = field(default_factory=list)


def from_aiken(text: str, path: str) -> Import:
    """All questions; a malformed one is a problem (KB841) and the next goes on."""
    say, found, now = Report(path), [], _Open()
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for number, written in enumerate(lines, 1):
        line = written.strip()
        choice, answer, told = _CHOICE.fullmatch(line), _ANSWER.fullmatch(line), _FEEDBACK.fullmatch(line)
        if answer:
            question = _question(now, answer[1], number, say)
            found += [question] if question else []
            now = _Open()
        elif told and not now.text and found:
            # An extension of other tools: an explanation below the answer
            found[-1] = normal(Question(**{**vars(found[-1]), "feedback": escaped(told[1])}))
        elif choice and now.text:
            now.choices.append((choice[1], choice[2]))
        elif line and now.choices:
            shown = " ".join(now.text)[:50]
            say(number, "KB841", f'"{shown}": no ANSWER before "{line[:40]}"', "add a line such as ANSWER: B")
            now = _Open(number, [line])
        elif line:
            now.line = now.line or number
            now.text.append(line)
    if now.text:
        say(now.line, "KB841", f'"{" ".join(now.text)[:50]}": the file ends before its ANSWER', "add ANSWER: B")
    return Import(tuple(found), tuple(say.problems))


def _question(now: _Open, letter: str, number: int, say: Report) -> Question | None:
    shown = " ".join(now.text)[:50]
    letters = [one for one, _ in now.choices]
    wrong = ""
    if not now.text:
        wrong = "an ANSWER without a question"
    elif len(letters) < 2:
        wrong = f'"{shown}": {len(letters)} answer(s) to choose from'
    elif len(set(letters)) < len(letters):
        wrong = f'"{shown}": a letter stands there twice'
    elif letter.upper() not in letters:
        wrong = f'"{shown}": ANSWER is "{letter}", but the answers are {", ".join(letters)}'
    if wrong:
        say(number, "KB841", wrong, "write A. first, B. second, then ANSWER: B")
        return None
    options = tuple(Option(escaped(said), one == letter.upper()) for one, said in now.choices)
    return normal(Question("", "single", escaped("\n".join(now.text)), options=options, line=now.line))
