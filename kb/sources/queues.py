"""Read content/.kb/queues.yml; `kb.escalation` judges what it says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kb.escalation import Queue, read_queues
from kb.problem import Problem

NAME = ".kb/queues.yml"


@dataclass(frozen=True)
class Queues:
    """All queues, by key. `known` is false where there is no such file."""

    by_key: dict[str, Queue] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    known: bool = False


def load_queues(content: Path, prefix: str = "content/", languages: Sequence[str] = ()) -> Queues:
    """The queues of a knowledge base. The file may be missing; it is never published."""
    path, shown = content / NAME, prefix + NAME
    if not path.is_file():
        return Queues()
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        said = getattr(error, "strerror", None) or "it is not UTF-8"
        return Queues({}, (Problem(shown, 0, 0, "KB620", f"can't be read: {said}", "save it as UTF-8 text"),), True)
    queues, problems = read_queues(text, shown, languages)
    return Queues(queues, problems, True)
