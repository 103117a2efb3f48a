"""Who answers at an instant: the queue in its hours, its people on call outside them, or nobody before it opens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from kb.escalation.hours import Opening, opening
from kb.escalation.queue import Contact, Queue

State = Literal["open", "on-call", "closed"]


@dataclass(frozen=True)
class Answer:
    """`contact` is the right one to use now; while it is closed, the one to write to."""

    state: State
    contact: Contact
    opening: Opening


def answer(queue: Queue, instant: datetime) -> Answer:
    """The right contact of a queue at an instant (which has a zone)."""
    now = opening(queue.spans, instant)
    if now.is_open:
        return Answer("open", queue.contact, now)
    if queue.on_call is not None and not queue.on_call.is_empty:
        return Answer("on-call", queue.on_call, now)
    return Answer("closed", queue.contact, now)
