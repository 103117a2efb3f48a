"""What is wrong with decisions, replies, rehearsals and playbooks of a library."""

from __future__ import annotations

from collections.abc import Iterator

from kb.library import Article, Library
from kb.playbooks.check_decision import check_decision
from kb.playbooks.check_rehearsal import check_loose, check_rehearsal
from kb.playbooks.check_reply import check_replies, check_translation
from kb.playbooks.check_sections import check_sections
from kb.playbooks.policy import PlaybookPolicy
from kb.playbooks.reading import decisions, loose_scenes, rehearsals, replies, speaks
from kb.playbooks.values import Mistake
from kb.problem import Problem


def check_playbooks(library: Library, policy: PlaybookPolicy, prefix: str = "content/") -> Iterator[Problem]:
    """KB640 – KB652. An archived article is left alone."""
    for article in library.articles:
        if article.meta.status == "archived":
            continue
        for mistake in _mistakes(article, library, policy):
            yield Problem(prefix + article.path, mistake.line, 1, mistake.code, mistake.message, mistake.hint)


def _mistakes(article: Article, library: Library, policy: PlaybookPolicy) -> Iterator[Mistake]:
    if article.meta.type == "playbook" and not article.is_index:
        yield from check_sections(article, policy)
    if not speaks(article):
        return
    for decision in decisions(article):
        yield from check_decision(decision)
    for rehearsal in rehearsals(article):
        yield from check_rehearsal(rehearsal)
    yield from check_loose(loose_scenes(article))
    yield from check_replies(replies(article), policy)
    original = library.counterpart(article, library.languages[0]) if library.languages else None
    if original is not None and original is not article:
        yield from check_translation(article, original)
