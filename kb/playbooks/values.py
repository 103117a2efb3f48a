"""Decisions, replies and rehearsals as they were written. Every `line` counts from the beginning of the file."""

from __future__ import annotations

from dataclasses import dataclass

from kb.edition import Audience


@dataclass(frozen=True)
class Item:
    """An item of a list of bullets: its own text, the paragraphs below it, and the items inside it."""

    line: int
    text: str
    more: tuple[str, ...] = ()
    children: tuple[Item, ...] = ()


@dataclass(frozen=True)
class Decision:
    """A question whose answers are branches; the innermost items say what to do."""

    title: str
    line: int
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Reply:
    """Words to send or say. `text` is Markdown; `slots` are the names of its placeholders, in order, each once."""

    title: str
    line: int
    text: str
    audience: tuple[Audience, ...] = ()
    channel: str = ""
    language: str = ""
    slots: tuple[str, ...] = ()
    wrong: tuple[tuple[str, str], ...] = ()
    """What is wrong with its options: (message, hint)."""


@dataclass(frozen=True)
class Choice:
    """What one may say in a scene, what is thought of it, and the scene that follows (empty: none is named)."""

    line: int
    good: bool
    said: str
    feedback: str
    next: str


@dataclass(frozen=True)
class Scene:
    """What the other says. Without choices it is an end."""

    name: str
    line: int
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Rehearsal:
    """A conversation to try out. It begins with the first scene."""

    title: str
    line: int
    scenes: tuple[Scene, ...]


@dataclass(frozen=True)
class Mistake:
    """Something that is wrong, at a line of the file; a check adds the path."""

    line: int
    code: str
    message: str
    hint: str
