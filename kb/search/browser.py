"""All files of the readers' index of an edition: the one call that a build makes."""

from __future__ import annotations

from collections.abc import MutableMapping

from kb.library import Article, Library
from kb.search.documents import Document, document, fingerprint
from kb.search.shards import files, version_of
from kb.search.synonyms import Synonyms


def browser_files(
    library: Library,
    synonyms: Synonyms,
    directory_urls: bool = True,
    offline: bool = False,
    known: MutableMapping[str, Document] | None = None,
) -> dict[str, bytes]:
    """Path below the edition's root → bytes; `offline` writes them as scripts, for pages opened from a folder.

    `known` keeps what was weighed before, by fingerprint, for a server that builds again and again: pass the same
    dictionary each time.
    """
    if library.edition is None:
        raise ValueError("only an edition has an index: take library.for_edition(…)")
    documents = [_weighed(article, known) for article in library.articles]
    return files(documents, synonyms, library.edition.language, offline, directory_urls)


def _weighed(article: Article, known: MutableMapping[str, Document] | None) -> Document:
    if known is None:
        return document(article)
    mark = fingerprint(article)
    found = known.get(mark)
    if found is None:
        found = known[mark] = document(article)
    return found


def browser_version(library: Library, synonyms: Synonyms, directory_urls: bool = True) -> str:
    """The version that `index.json` would give; a build that finds it there may keep the files."""
    language = library.edition.language if library.edition else ""
    return version_of((fingerprint(a) for a in library.articles), synonyms, language, directory_urls)
