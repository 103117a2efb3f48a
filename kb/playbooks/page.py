"""What a page brings along for its replies and for the panel beside a call."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace

from kb.edition import Edition
from kb.library import Article, Library
from kb.playbooks.plain import plain_reply
from kb.playbooks.policy import PlaybookPolicy, Role
from kb.playbooks.reading import replies

IN_THE_PANEL: tuple[Role, ...] = ("goal", "say", "do", "dont", "escalate", "replies")
"""What an agent needs during a call, in this order; the situation itself is on the line."""


@dataclass(frozen=True)
class OtherReply:
    """A reply of the page in another language, as plain text. `anchor` is that of the reply on the page."""

    anchor: str
    language: str
    text: str


@dataclass(frozen=True)
class PlaybookView:
    """`slots` and `sections` are JSON for the script: what to ask for each placeholder; role and anchor of each section."""

    slots: str
    sections: str
    others: tuple[OtherReply, ...]


def playbook_view(article: Article, others: Iterable[Article], policy: PlaybookPolicy) -> PlaybookView | None:
    """The view of an article as the edition shows it, with its translations as the edition's visibility shows them; None
    where there is neither a reply nor a panel."""
    own = replies(article)
    sections = panel_sections(article, policy)
    if not own and not sections:
        return None
    slots = sorted({slot for reply in own for slot in reply.slots})
    labels = {slot: policy.label(slot, article.language) for slot in slots}
    return PlaybookView(
        json.dumps(labels, ensure_ascii=False),
        json.dumps(sections, ensure_ascii=False) if sections else "",
        tuple(found for other in others for found in _replies_of(other, len(own))),
    )


def panel_sections(article: Article, policy: PlaybookPolicy) -> list[tuple[str, str]]:
    """(role, anchor) of the sections of a playbook that the panel shows: all of them where none has a name that is known."""
    if article.meta.type != "playbook" or article.is_index:
        return []
    anchors = {section.title.casefold(): section.anchor for section in reversed(article.sections) if section.level == 2}
    named = dict(policy.headings(article.language))
    wanted = ((role, named.get(role, "").casefold()) for role in IN_THE_PANEL)
    found: list[tuple[str, str]] = [(role, anchors[name]) for role, name in wanted if name in anchors]
    return found or [("other", section.anchor) for section in article.sections if section.level == 2]


def shown_translations(article: Article, library: Library, edition: Edition) -> tuple[Article, ...]:
    """An article with replies in its other languages, each as this visibility shows it. `library` is the whole one."""
    found: list[Article] = []
    for language in library.languages if replies(article) else ():
        other = library.counterpart(article, language)
        if other is None or language == article.language:
            continue
        alone = replace(library, articles=(other,), assets=(), refused=(), withheld=())
        found += alone.for_edition(Edition(edition.visibility, language, edition.audience)).articles
    return tuple(found)


def _replies_of(article: Article, number: int) -> Iterable[OtherReply]:
    """Only where there are as many: by their order it is told which is which."""
    found = replies(article)
    if len(found) != number:
        return ()
    return tuple(
        OtherReply(f"reply-{place}", reply.language or article.language, plain_reply(reply.text))
        for place, reply in enumerate(found, 1)
    )
