"""The pages made of all queues: teams, vendors, departments. Each is as visible as the most open queue on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kb.edition import VISIBILITIES, Edition
from kb.escalation.card import ContactCard, contact_card, visible
from kb.escalation.queue import KINDS, Kind, Queue
from kb.strings import Strings

PLACES: dict[Kind, str] = {"team": "kb/queues.md", "vendor": "kb/vendors.md", "department": "kb/departments.md"}


@dataclass(frozen=True)
class KindPage:
    """One page. `lead` is one sentence, `cards` are the queues in the order of the file."""

    kind: Kind
    place: str
    title: str
    lead: str
    visibility: str
    cards: tuple[ContactCard, ...]


@dataclass(frozen=True)
class Directory:
    """The pages that an edition has, by kind."""

    pages: tuple[KindPage, ...]

    def page_of(self, kind: str) -> KindPage | None:
        return next((page for page in self.pages if page.kind == kind), None)


def directory(queues: Mapping[str, Queue], edition: Edition, words: Strings) -> Directory:
    """Only of what the edition may show; a kind without a queue has no page."""
    shown = visible(queues, edition)
    pages = []
    for kind in KINDS:
        listed = {key: queue for key, queue in shown.items() if queue.kind == kind}
        if listed:
            levels = {queue.visibility for queue in listed.values()}
            widest = next(level for level in VISIBILITIES if level in levels)
            cards = tuple(contact_card(key, queue, words) for key, queue in listed.items())
            title, lead = words[f"queues_{kind}"], words[f"queues_{kind}_lead"]
            pages.append(KindPage(kind, PLACES[kind], title, lead, widest, cards))
    return Directory(tuple(pages))
