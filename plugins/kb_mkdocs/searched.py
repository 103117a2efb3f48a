"""What has changed in an edition since its search index was written: which articles, and what it showed of them then."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kb.edition import Edition
from kb.library import Article, Earlier, Library
from kb.search.documents import Document, document
from kb.search.patch import Change, concerned
from kb.search.state import State

Previous = Callable[[str], Article | None]
"""What the article at a path was when it was published."""
FEW = 20
"""With more articles concerned than this, the index is written anew."""


def changes_since(
    state: State, library: Library, edition: Edition, marks: Sequence[str], previous: Previous
) -> list[Change] | None:
    """`marks` are the fingerprints of all articles that the edition shows. None where they are too many, or where it is not
    known what they were."""
    articles = {article.key: article for article in library.for_edition(edition).articles}
    fingerprints = dict(zip(articles, marks, strict=True))
    keys = concerned(state, fingerprints)
    if keys is None or len(keys) > FEW:
        return None
    # The others have only got another number
    differ = [key for key in keys if key not in articles or not _is_indexed(state, key, fingerprints[key])]
    before = _shown_before(state, library, edition, differ, previous)
    if before is None:
        return None
    after = {key: document(articles[key], fingerprints[key]) for key in keys if key in articles}
    return [Change(before.get(key) if key in differ else after[key], after.get(key)) for key in keys]


def _shown_before(
    state: State, library: Library, edition: Edition, keys: Sequence[str], previous: Previous
) -> dict[str, Document] | None:
    """Those of these articles that were indexed, as they were then."""
    known = [key for key in keys if key in state.documents]
    then = [previous(f"{state.documents[key].language}/{key}") for key in known]
    found = tuple(article for article in then if article is not None)
    if len(found) < len(known):
        return None
    articles = library.for_edition(edition).by_key
    now = tuple(article for key in keys for article in articles.get(key, {}).values())
    shown = library.earlier(edition, Earlier(frozenset(state.documents), found, now))
    documents = {article.key: document(article) for article in shown}
    return documents if all(_is_indexed(state, key, documents[key].fingerprint) for key in known) else None


def _is_indexed(state: State, key: str, fingerprint: str) -> bool:
    return key in state.documents and state.documents[key].fingerprint == fingerprint
