"""The list of situations: what an agent may meet on the line, the playbook for it, and what can be rehearsed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kb.library import Article, Library
from kb.playbooks.policy import PlaybookPolicy
from kb.playbooks.reading import rehearsals

SITUATIONS_KEY = "kb/situations.md"
"""One of the pages that the build writes itself."""


@dataclass(frozen=True)
class Situation:
    """`symptoms` are the situation in an agent's words; `language` is set where it is not that of the edition."""

    title: str
    url: str
    symptoms: tuple[str, ...]
    goal: str
    language: str


def situations(view: Library, policy: PlaybookPolicy) -> tuple[Situation, ...]:
    """All playbooks that an edition shows, in the order that their authors gave them."""
    found = [a for a in view.articles if a.meta.type == "playbook" and not a.is_index and a.meta.status != "archived"]
    found.sort(key=lambda a: (a.topic, a.meta.order if a.meta.order is not None else 10_000, a.meta.title, a.path))
    return tuple(
        Situation(a.meta.title, a.url, a.meta.symptoms, _goal(a, policy), a.language if a.fallback else "")
        for a in found
    )


@dataclass(frozen=True)
class Practice:
    """A rehearsal, and the page with it. `language` is set where it is not that of the edition."""

    title: str
    url: str
    language: str


def practices(view: Library) -> tuple[Practice, ...]:
    """All rehearsals that an edition shows, in order of their pages."""
    return tuple(
        Practice(rehearsal.title or a.meta.title, f"{a.url}#rehearsal-{number}", a.language if a.fallback else "")
        for a in view.articles
        if a.meta.status != "archived"
        for number, rehearsal in enumerate(rehearsals(a), 1)
    )


def _goal(article: Article, policy: PlaybookPolicy) -> str:
    """The first sentence of the goal, else the description."""
    heading = dict(policy.headings(article.language)).get("goal", "").casefold()
    text = next((s.text for s in article.sections if s.level == 2 and s.title.casefold() == heading), "")
    first = text.partition("\n")[0]
    sentence = re.match(r".*?[.!?…](?=\s|$)", first)
    return (sentence[0] if sentence else first) or article.meta.description or ""
