"""What an edition may not show of the queues: for the verification of a finished site."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kb.edition import Edition
from kb.escalation.queue import Contact, Queue
from kb.library import Hidden

PATH = ".kb/queues.yml"


def hidden_contacts(queues: Mapping[str, Queue], edition: Edition) -> Iterator[Hidden]:
    """Numbers, addresses and texts of the queues that the edition may not show."""
    for queue in queues.values():
        if not edition.admits(queue.visibility):
            yield from (Hidden(PATH, 0, "contact", text) for text in _ways(queue))
            yield from (Hidden(PATH, 0, "text", line) for text in _texts(queue) for line in text.split("\n"))


def shown_contacts(queues: Mapping[str, Queue], edition: Edition) -> Iterator[str]:
    """What it may show: a hidden queue may share an address with an open one."""
    for queue in queues.values():
        if edition.admits(queue.visibility):
            yield from (*queue.name.values(), *_ways(queue), *_texts(queue))


def _ways(queue: Queue) -> Iterator[str]:
    for contact in _contacts(queue):
        yield from (text for text in (contact.email, contact.portal) if text)
        yield from (text for texts in (contact.phone, contact.chat) if texts for text in texts.values())


def _texts(queue: Queue) -> Iterator[str]:
    for texts in (queue.about, *(contact.note for contact in _contacts(queue))):
        yield from (texts or {}).values()
    yield from queue.handover.values()
    for lines in queue.attach.values():
        yield from lines


def _contacts(queue: Queue) -> tuple[Contact, ...]:
    return (queue.contact, queue.on_call) if queue.on_call else (queue.contact,)
