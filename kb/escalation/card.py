"""The contact card of a queue: everything that its page shows, and the values that the browser counts with."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kb.edition import Edition
from kb.escalation.clock import minutes
from kb.escalation.hours import WEEK
from kb.escalation.queue import Contact, Hours, Queue, days_in, said
from kb.library import Article
from kb.strings import Strings


@dataclass(frozen=True)
class Way:
    """One way to reach somebody; `url` is empty where there is nothing to click."""

    label: str
    text: str
    url: str


@dataclass(frozen=True)
class Promise:
    """By when an answer is due. `length` is in words."""

    severity: str
    length: str


@dataclass(frozen=True)
class ContactCard:
    """`hours` is empty where somebody is always there. `data` is JSON for the browser: hours, SLA in minutes. `handover` still has the gaps that only an agent or the
    browser can fill."""

    key: str
    name: str
    kind: str
    tier: int | None
    about: str
    hours: tuple[str, ...]
    ways: tuple[Way, ...]
    note: str
    on_call: tuple[Way, ...]
    on_call_note: str
    sla: tuple[Promise, ...]
    sla_clock: str
    attach: tuple[str, ...]
    handover: str
    severity: str
    data: str


def contact_card(
    key: str, queue: Queue, words: Strings, article: Article | None = None, address: str = ""
) -> ContactCard:
    """The card of a queue, for the page of an article (whose facts fill the text) or for a list of queues."""
    language = words.language
    meta = article.meta if article else None
    called = str(said(queue.name, language, key))
    template = str(said(dict(queue.handover), language)) or words["handover"]
    facts = {
        "queue": called,
        "id": meta.id if meta else "",
        "title": meta.title if meta else "",
        "severity": (meta.severity or "") if meta else "",
        "service": (meta.service or "") if meta else "",
        "url": address,
    }
    sla = queue.sla
    return ContactCard(
        key,
        called,
        queue.kind,
        queue.tier,
        str(said(queue.about, language)),
        tuple(_hours(hours, words) for hours in queue.hours),
        _ways(queue.contact, words),
        str(said(queue.contact.note, language)),
        _ways(queue.on_call, words) if queue.on_call else (),
        str(said(queue.on_call.note, language)) if queue.on_call else "",
        tuple(Promise(name, _length(text, words)) for name, text in sla.times.items()) if sla else (),
        words["sla_hours" if sla.clock == "hours" and queue.spans else "sla_always"] if sla and sla.times else "",
        tuple(said(dict(queue.attach), language, ())),
        filled(template, {name: value for name, value in facts.items() if value}),
        facts["severity"],
        browser_data(queue),
    )


def visible(queues: Mapping[str, Queue], edition: Edition) -> dict[str, Queue]:
    """The queues that an edition may show."""
    return {key: queue for key, queue in queues.items() if edition.admits(queue.visibility)}


def filled(template: str, facts: Mapping[str, str]) -> str:
    """`{{name}}` replaced where its value is known; others stay for the agent."""
    for name, value in facts.items():
        template = template.replace("{{" + name + "}}", value)
    return template


def browser_data(queue: Queue) -> str:
    """What hours.js reads, as JSON with a fixed order."""
    clock = queue.sla.clock if queue.sla else "hours"
    spans = [
        {
            "days": sorted(span.days),
            "start": span.start,
            "end": span.end,
            "zone": span.zone,
            "closed": sorted(day.isoformat() for day in span.closed),
        }
        for span in queue.spans
    ]
    due = {name: minutes(text, queue.spans, clock) for name, text in (queue.sla.times if queue.sla else {}).items()}
    on_call = queue.on_call is not None and not queue.on_call.is_empty
    values = {"hours": spans, "onCall": on_call, "clock": clock, "due": due}
    return json.dumps(values, separators=(",", ":"), sort_keys=True)


def _ways(contact: Contact, words: Strings) -> tuple[Way, ...]:
    found = [
        ("phone", said(contact.phone, words.language), ""),
        ("chat", said(contact.chat, words.language), ""),
        ("email", contact.email or "", f"mailto:{contact.email}"),
        ("portal", contact.portal or "", contact.portal or ""),
    ]
    return tuple(Way(words[f"way_{name}"], text, url) for name, text, url in found if text)


def _hours(hours: Hours, words: Strings) -> str:
    """«пн–пт 08:00–18:00 (Europe/Kyiv)»."""
    days = sorted(days_in(hours.days))
    names = words["week"].split()
    runs: list[list[int]] = []
    for day in days:
        if runs and day == runs[-1][-1] + 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    listed = ", ".join(names[r[0]] if len(r) == 1 else f"{names[r[0]]}–{names[r[-1]]}" for r in runs)
    listed = words["daily"] if len(days) == len(WEEK) else listed
    return f"{listed} {hours.begin}–{hours.end} ({hours.zone})"


def _length(text: str, words: Strings) -> str:
    noun = {"m": "minute", "h": "hour", "d": "day"}[text[-1]]
    return words.count(noun, int(text[:-1]))


def plain_contact(contact: Contact, language: str) -> dict[str, Any]:
    """For reports: only what is there."""
    values = {
        "phone": said(contact.phone, language),
        "chat": said(contact.chat, language),
        "email": contact.email,
        "portal": contact.portal,
        "note": said(contact.note, language),
    }
    return {name: value for name, value in values.items() if value}
