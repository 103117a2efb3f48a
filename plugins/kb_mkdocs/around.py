"""Which pages surely show what they showed, after edits of a few articles.

The page of a plain article shows, of other articles: those of its topic, those that it names or links to, and what the
topics look like from afar; the page of a topic shows what is in it and below it. So where some plain articles were written,
added or removed, and nobody but plain articles and the pages of topics speaks of them, other pages are what they were.
Whatever else an edit may reach leads to a look at every page; that these rules hold is tested against builds of everything.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kb.addresses.redirects import anchor_edges
from kb.edition import Edition
from kb.library import Article, Library
from kb.library.hidden import hidden_text
from kb.library.known import folders_of
from kb_mkdocs.face import is_ordinary


@dataclass(frozen=True)
class Edited:
    """An article as it was published, and as it is: None where it was not there, or is no more."""

    old: Article | None
    new: Article | None

    @property
    def states(self) -> tuple[Article, ...]:
        return tuple(article for article in (self.old, self.new) if article is not None)


class Reach(NamedTuple):
    """How far edits reach. `untouched` are pages that need no look, by the path of their source, `gone` those that are no
    more; `ids` are those of all articles that were edited. `moves`: perhaps pages come or go."""

    untouched: frozenset[str]
    gone: frozenset[str]
    ids: frozenset[str]
    moves: bool


def reach_of(library: Library, edition: Edition, edited: Sequence[Edited]) -> Reach | None:
    """None where every page has to be looked at, or what the edition hides is something else than before."""
    pages = untouched(library, edition, edited) if edited and same_hidden(edited, edition) else frozenset()
    if not pages:
        return None
    states = [state for one in edited for state in one.states]
    gone = {state.key for state in states} - library.for_edition(edition).by_key.keys()
    moves = any(one.old is None or one.new is None or _place(one.old) != _place(one.new) for one in edited)
    return Reach(pages, frozenset(gone), frozenset(state.meta.id for state in states), moves)


def _place(article: Article) -> tuple[object, ...]:
    """What decides where its page is, and whether there is one."""
    return article.key, article.meta.visibility, article.meta.status, article.meta.audience


def untouched(library: Library, edition: Edition, edited: Sequence[Edited]) -> frozenset[str]:
    """Pages that need no look, by the path of their source; none where that can't be said."""
    view = library.for_edition(edition)
    states = [state for one in edited for state in one.states]
    if not all(is_ordinary(a) and not a.meta.moved_from and not a.meta.supersedes for a in states):
        return frozenset()
    if not (_same_assets(view, library, edited) and _same_from_afar(view, edition, states)):
        return frozenset()
    naming = _naming(library, states)
    if naming is None:
        return frozenset()
    # A topic counts what is below it
    topics = folders_of(state.key for state in states) | {state.topic for state in states}
    seen = naming | {state.key for state in states} | _with_earlier_headings(view)
    # Whatever an edited article leads to says whether it has the anchor
    seen |= {key for state in states for link in state.links if link.target for key in _keys(link.target)}
    pages = [a.key for a in view.articles if a.topic not in topics and _is_usual(a)]
    generated = [f"{topic}/index.md" for topic in view.topics if topic not in topics]
    return frozenset(pages + [key for key in generated if key not in view.by_key]) - seen


def _is_usual(article: Article) -> bool:
    """Whether its page is one of those that show of others what is said above, and nothing else."""
    types = ("article", "page") if article.is_index else ("article", "runbook")
    return bool(article.topic) and article.meta.type in types and not article.meta.template


def same_hidden(edited: Sequence[Edited], edition: Edition) -> bool:
    """Whether what the edition may not show is what it was."""
    return all(_hidden(one.old, edition) == _hidden(one.new, edition) for one in edited)


def _hidden(article: Article | None, edition: Edition) -> set[tuple[str, str]]:
    return {(hidden.kind, hidden.text) for hidden in hidden_text([article] if article else [], (), (), edition)}


def _same_assets(view: Library, library: Library, edited: Sequence[Edited]) -> bool:
    """What is used of them is published, and linked, everywhere: whether that is the same, because others use it, too."""
    assets = {asset.path for asset in library.assets}

    def used(articles: Iterable[Article]) -> set[str]:
        return assets.intersection(link.target for article in articles for link in article.links)

    differ = {
        target for one in edited for target in used([one.old] if one.old else []) ^ used([one.new] if one.new else [])
    }
    keys = {state.key for one in edited for state in one.states}
    return not differ or differ <= used(article for article in view.articles if article.key not in keys)


def _same_from_afar(view: Library, edition: Edition, states: Sequence[Article]) -> bool:
    """Whether the topics are there before and after, and as visible, whatever becomes of these articles."""
    keys = {state.key for state in states}
    wanted = {(s.topic, s.meta.visibility) for s in states if s.topic and edition.admits(s.meta.visibility)}
    there = {(a.topic, a.meta.visibility) for a in view.articles if a.key not in keys and not a.is_index}
    return wanted <= there


def _naming(library: Library, states: Sequence[Article]) -> set[str] | None:
    """Keys of the articles that name one of these or link to it; None where it is not for articles and topics alone."""
    ids = frozenset(state.meta.id for state in states)
    paths = {state.path for state in states}
    forms = {form for state in states for form in (state.key, state.key.removesuffix(".md"))}
    named = frozenset(f"{language}/{form}" for language in library.languages for form in forms)
    found = set()
    for article in (*library.articles, *library.refused):
        if (article.mentions.isdisjoint(ids) and article.targets.isdisjoint(named)) or article.path in paths:
            continue
        if not (is_ordinary(article) or article.is_index):
            return None
        found.add(article.key)
    return found


def _with_earlier_headings(view: Library) -> set[str]:
    """Pages from which headings have moved to others."""
    if not any("#" in entry for article in view.articles for entry in article.meta.moved_from):
        return set()
    urls = {url for url, _ in anchor_edges(view)}
    return {article.key for article in view.articles if article.url in urls}


def _keys(target: str) -> tuple[str, str, str]:
    key = target.partition("/")[2]
    return key, f"{key}.md", f"{key}/index.md"
