"""The ticket note of a run, for a ticket system that reads Markdown and for one that does not.

The browser writes the same (theme_overrides/assets/kb/runbook/note.js); tests/runbooks/notes.yml binds both. Whoever
calls it has masked the record before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from kb.runbooks.record import RunRecord, StepRecord

Form = Literal["markdown", "plain"]

WORDS: dict[str, dict[str, str]] = {
    "uk": {
        "runbook": "Інструкція {id}: {title}",
        "time": "Час",
        "since": "{day} {from}, ще триває",
        "from_to": "{day} {from} – {to}",
        "minutes": "{n} хв",
        "result": "Наслідок",
        "worked": "усе виконано",
        "worked-with-changes": "виконано зі змінами",
        "failed": "не все вдалося",
        "open": "ще не завершено",
        "by": "Виконавець",
        "values": "Значення",
        "not_given": "(не введено)",
        "secret": "(таємницю приховано)",
        "was_done": "Що зроблено",
        "remains": "Що лишилося",
        "lost": "Кроки, яких у тексті вже немає",
        "nothing": "Нічого.",
        "step": "Крок {n}: {text}",
        "steps_skipped": "Кроки {from}–{to}: пропущено",
        "step_done": "зроблено",
        "step_failed": "не вдалося",
        "step_skipped": "пропущено",
        "after": "після кроку {n}",
        "note": "Примітка: {note}",
        "mask_secret": "(таємницю приховано)",
        "mask_token": "(ключ приховано)",
        "mask_password": "(пароль приховано)",
        "mask_email": "(адресу приховано)",
        "mask_iban": "(рахунок приховано)",
        "mask_card": "(картку приховано)",
        "mask_phone": "(телефон приховано)",
    },
    "en": {
        "runbook": "Runbook {id}: {title}",
        "time": "Time",
        "since": "{day} {from}, still running",
        "from_to": "{day} {from} – {to}",
        "minutes": "{n} min",
        "result": "Result",
        "worked": "all carried out",
        "worked-with-changes": "carried out with changes",
        "failed": "not everything worked",
        "open": "not finished",
        "by": "Carried out by",
        "values": "Values",
        "not_given": "(not entered)",
        "secret": "(secret masked)",
        "was_done": "What was done",
        "remains": "What remains",
        "lost": "Steps that the text no longer has",
        "nothing": "Nothing.",
        "step": "Step {n}: {text}",
        "steps_skipped": "Steps {from}–{to}: skipped",
        "step_done": "done",
        "step_failed": "did not work",
        "step_skipped": "skipped",
        "after": "after step {n}",
        "note": "Note: {note}",
        "mask_secret": "(secret masked)",
        "mask_token": "(key masked)",
        "mask_password": "(password masked)",
        "mask_email": "(address masked)",
        "mask_iban": "(account masked)",
        "mask_card": "(card masked)",
        "mask_phone": "(phone number masked)",
    },
}
"""The words of a note; `{…}` is filled. The page hands them to the browser as they are."""

_MARKS = re.compile(r"([\\`*_\[\]<])")


def mask_words(words: Mapping[str, str]) -> dict[str, str]:
    """What stands for each kind of masked text, out of the words of a language."""
    return {key.removeprefix("mask_"): text for key, text in words.items() if key.startswith("mask_")}


def ticket_note(run: RunRecord, words: Mapping[str, str], form: Form) -> str:
    """What goes into the ticket: what was done, when, with what result, and what remains."""
    return "\n".join(_Writer(run, words, form).lines()) + "\n"


class _Writer:
    def __init__(self, run: RunRecord, words: Mapping[str, str], form: Form) -> None:
        self._run, self._words, self._form = run, words, form

    def lines(self) -> Iterator[str]:
        run = self._run
        yield self._strong(self._say("runbook", id=run.runbook, title=self._text(run.title)))
        if run.address:
            yield run.address
        yield ""
        if run.started:
            yield f"- {self._words['time']}: {self._time(run.started)}"
        yield f"- {self._words['result']}: {self._words[run.result]}"
        if run.by:
            yield f"- {self._words['by']}: {self._text(run.by)}"
        if run.inputs:
            yield f"- {self._words['values']}: " + "; ".join(
                f"{self._text(given.label or given.name)}: {self._value(given.type, given.value)}"
                for given in run.inputs
            )
        yield from self._part("was_done", [s for s in run.steps if s.outcome != "open"], always=True)
        yield from self._part("remains", [s for s in run.steps if s.outcome == "open"], always=True)
        yield from self._part("lost", run.lost)

    def _part(self, heading: str, steps: Sequence[StepRecord], always: bool = False) -> Iterator[str]:
        if not steps and not always:
            return
        yield ""
        yield self._strong(self._words[heading]) if self._form == "markdown" else f"{self._words[heading]}:"
        yield from [""] if self._form == "markdown" else []
        if not steps:
            yield self._words["nothing"]
        place = 0
        while place < len(steps):
            last = self._skipped_until(steps, place)
            if last > place:
                yield (
                    f"- {self._say('steps_skipped', **{'from': steps[place].number, 'to': steps[last].number})}"
                    + self._after(steps[place])
                )
            else:
                yield from self._step(steps[place])
            place = last + 1

    def _skipped_until(self, steps: Sequence[StepRecord], start: int) -> int:
        """The last of the steps that were left out together and need no line of their own."""
        last = start
        while (
            last + 1 < len(steps)
            and all(s.outcome == "skipped" and not s.note for s in (steps[last], steps[last + 1]))
            and steps[last + 1].number == steps[last].number + 1
            and steps[last + 1].after == steps[start].after
        ):
            last += 1
        return last

    def _step(self, step: StepRecord) -> Iterator[str]:
        said = "" if step.outcome == "open" else f" · {self._words[f'step_{step.outcome}']}"
        at = f", {_clock(step.at)}" if step.at and step.outcome != "open" else ""
        yield f"- {self._say('step', n=step.number, text=self._text(step.text))}{said}{self._after(step)}{at}"
        note = step.note.strip()
        if note:
            # Indented, so that it stays with its step
            yield from (f"  {line}".rstrip() for line in self._say("note", note=self._text(note)).split("\n"))

    def _after(self, step: StepRecord) -> str:
        return f" {self._say('after', n=step.after)}" if step.after is not None else ""

    def _time(self, started: str) -> str:
        run, day = self._run, started[:10]
        seconds = f" ({self._say('minutes', n=-(-run.seconds // 60))})" if run.seconds else ""
        if not run.finished:
            return self._say("since", **{"day": day, "from": _clock(started)}) + seconds
        to = _clock(run.finished) if run.finished[:10] == day else f"{run.finished[:10]} {_clock(run.finished)}"
        return self._say("from_to", **{"day": day, "from": _clock(started), "to": to}) + seconds

    def _value(self, kind: str, value: str | None) -> str:
        if kind == "secret":
            return self._words["secret"]
        return self._text(value) if value else self._words["not_given"]

    def _say(self, key: str, **values: object) -> str:
        """All gaps at once: a value may itself hold braces."""
        return re.sub(r"\{(\w+)\}", lambda m: str(values.get(m[1], m[0])), self._words[key])

    def _strong(self, text: str) -> str:
        return f"**{text}**" if self._form == "markdown" else text

    def _text(self, text: str) -> str:
        return _MARKS.sub(r"\\\1", text) if self._form == "markdown" else text


def _clock(at: str) -> str:
    """2026-11-23T20:14:05+02:00 → 20:14"""
    return at[11:16]
