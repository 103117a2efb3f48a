"""Escalation: who answers at a given moment, what must be handed over, and by when an answer is due. Pure values."""

from kb.escalation.answer import Answer, answer
from kb.escalation.card import ContactCard, contact_card
from kb.escalation.clock import deadline
from kb.escalation.directory import Directory, KindPage, directory
from kb.escalation.hours import Opening, opening
from kb.escalation.queue import KINDS, Contact, Queue
from kb.escalation.read import read_queues
from kb.escalation.references import check_escalations

__all__ = [
    "KINDS",
    "Answer",
    "Contact",
    "ContactCard",
    "Directory",
    "KindPage",
    "Opening",
    "Queue",
    "answer",
    "check_escalations",
    "contact_card",
    "deadline",
    "directory",
    "opening",
    "read_queues",
]
