"""All files of the readers' index of an edition: the one call that a build makes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, MutableMapping, Sequence

from kb.library import Article, Library
from kb.search.documents import Document, document, fingerprint
from kb.search.numbers import numbers_of
from kb.search.shards import Index, index_of, version_of
from kb.search.synonyms import Synonyms


def browser_files(
    library: Library, synonyms: Synonyms, directory_urls: bool = True, offline: bool = False
) -> dict[str, bytes]:
    """Path below the edition's root → bytes; `offline` writes them as scripts, for pages opened from a folder."""
    return browser_index(library, synonyms, directory_urls, offline).files


def browser_index(
    library: Library,
    synonyms: Synonyms,
    directory_urls: bool = True,
    offline: bool = False,
    known: MutableMapping[str, Document] | None = None,
    marks: Sequence[str] = (),
) -> Index:
    """The files, and what is needed to patch them.

    `known` keeps what was weighed before, by fingerprint, for a server that builds again and again: pass the same
    dictionary each time. `marks` are the fingerprints of the library's articles, if they are known.
    """
    if library.edition is None:
        raise ValueError("only an edition has an index: take library.for_edition(…)")
    numbers = numbers_of(article.key for article in library.articles)
    articles = sorted(
        zip(library.articles, marks or fingerprints(library), strict=True), key=lambda pair: numbers[pair[0].key]
    )
    return index_of(_weighed(articles, known), numbers, synonyms, library.edition.language, offline, directory_urls)


def _weighed(
    articles: Iterable[tuple[Article, str]], known: MutableMapping[str, Document] | None
) -> Iterator[Document]:
    """One after another: all of them together would take more memory than anything else of a build."""
    for article, mark in articles:
        found = known.get(mark) if known is not None else None
        if found is None:
            found = document(article, mark)
            if known is not None:
                known[mark] = found
        yield found


def fingerprints(library: Library) -> list[str]:
    """Of every article, in order."""
    return [fingerprint(article) for article in library.articles]


def browser_version(
    library: Library, synonyms: Synonyms, directory_urls: bool = True, marks: Sequence[str] = ()
) -> str:
    """The version that `index.json` would give; a build that finds it there may keep the files."""
    language = library.edition.language if library.edition else ""
    return version_of(marks or fingerprints(library), synonyms, language, directory_urls)
