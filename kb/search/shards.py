"""The readers' index: static files that a browser reads a few kilobytes at a time. This is the format, version 3.

Below `kb/search/` of an edition lies `index.json`: `{"format": 3, "version": V}`. Everything else lies below
`kb/search/V/`, where V is made from what was indexed, so that a cache never mixes two builds. Each file is gzipped
and ends in `.gz`; a reader looks at the first two bytes, because some servers unpack on the way.

`meta.gz`, JSON
    `n` how many documents there are · `language` of the edition · `shards`, `lists` the first key of each file of terms and
    of spellings, in order · `facets` name → values · `combos` rows of one list of values' numbers per facet, in the order of
    `facets`; the first row is empty · `docs` base64, a byte per number of a document, and then one more for each: the low and
    the high byte of its row in `combos`, 0 where no document has the number · `titles` base64, a byte per number: terms in
    the title · `synonyms` groups of phrases of terms · `topics` rows of title and address, to browse when nothing is found

`t/<name>.gz`, neighbouring terms in order (UTF-16) with their postings; the name is made of the first (`packing.name_of`)
    varint: bytes of the terms · the terms, UTF-8, a line each: a character (from the space up) that says how many UTF-16
    units are those of the term before, and the further ones · a varint per term: document frequency f · a varint per term:
    bytes of its gaps · the gaps of all terms: p varints each, from the document before (the first from -1) · the impacts of
    all terms: p bytes each. A frequent term keeps only its strongest postings: p is f, but 2,000 at most.
    Impact: bits 7–2 BM25 saturation of the composite weight, 1 to 63; bit 1 in a heading; bit 0 in title or symptoms.

`w/<name>.gz`, spellings for the last word and for typing mistakes, in the same way
    varint: bytes of the spellings · the spellings · a varint per spelling: document frequency

`c/<number div 100>/<number>.gz`, JSON of one document, fetched when it is shown
    `i` id · `u` address below the edition's root · `t` title · `d` lead · `k` type · `a` audience · `l` language ·
    `f` 1 where it stands in for a missing translation · `z` 1 where it is archived · `s` sections: [title, anchor, text]

For `file://`, where scripts may be loaded but nothing fetched, the same files are written as `.js` instead of `.gz`
(and `index.js`): `kbSearchFile("<path>", "<base64 of the gzipped bytes>")`.

An edit of one article changes few files (`patch`): the length of a document counts in half octaves of a fixed one, a title
by its number of terms, files are cut and named by what stands in them. So does a new or deleted one: a document's number is
made of its key, some numbers are free (`numbers`), and nothing is in the order of paths but `topics`.
"""

from __future__ import annotations

import base64
import hashlib
import json
import math
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice

from kb.search.columns import Facets, facets_of, pack_facets, title_size, to_base64
from kb.search.documents import ANALYSIS, Document
from kb.search.numbers import size_for
from kb.search.packing import STRONGEST, cut, gunzip, gzip, name_of, order, pack_spellings, pack_terms, term_row
from kb.search.rank import K1, SECOND_CHOICE, B
from kb.search.state import Indexed, State
from kb.search.synonyms import Synonyms

FORMAT = 3
FOLDER = "kb/search/"
AVERAGE = 250
"""Distinct terms of an ordinary article, the same for every library, so that no article counts in another's impacts."""
CARD_CHARS = 16_000
SOME = 500
"""Documents that are looked at together: one kind of work at a time is quicker, and all of them together take much memory."""
INDEX = ("index.md", "README.md")


@dataclass(frozen=True)
class Index:
    """`files` by their path below the edition's root, in a stable order; `state`: what `patch` needs to change them."""

    files: dict[str, bytes]
    state: State


def index_of(
    documents: Iterable[Document],
    numbers: Mapping[str, int],
    synonyms: Synonyms,
    language: str,
    offline: bool = False,
    directory_urls: bool = True,
) -> Index:
    """The whole index, written anew. `numbers` are those of all keys, and the documents come in the order of their numbers;
    a few of them at a time are held."""
    size = size_for(len(numbers))
    known: dict[str, Indexed] = {}
    facets: list[Facets | None] = [None] * size
    titles = bytearray(size)
    topics: dict[str, Topic] = dict.fromkeys(topics_of(numbers), ("", ""))
    postings: dict[str, array[int]] = {}
    words: Counter[str] = Counter()
    packed: dict[str, bytes] = {}
    waiting = iter(documents)
    while some := list(islice(waiting, SOME)):
        for document in some:
            number = numbers[document.key]
            known[document.key] = indexed(document, number)
            facets[number] = facets_of(document)
            titles[number] = title_size(document)
            if document.key in topics:
                topics[document.key] = topic_of(document, directory_urls)
            _post(number, document, postings)
        for document in some:
            words.update(document.words)
        for document in some:
            name = card_name(numbers[document.key])
            packed[name] = file_bytes(name, card_of(document, directory_urls), offline)
    if known.keys() != numbers.keys() or list(known) != sorted(known, key=numbers.__getitem__):
        raise ValueError("these are not the documents, in the order of their numbers")
    known = dict(sorted(known.items()))
    version = version_of([d.fingerprint for d in known.values()], synonyms, language, directory_urls)
    frequent = {term: rows for term, rows in postings.items() if len(rows) > STRONGEST}
    state = State(version, how_of(synonyms, language, offline, directory_urls), known, frequent)
    shards = list(cut(term_row(term, postings[term]) for term in sorted(postings, key=order)))
    lists = list(cut((word, words[word], b"", b"") for word in sorted(words, key=order)))
    meta = {
        "n": len(known),
        "language": language,
        "shards": [rows[0][0] for rows in shards],
        "lists": [rows[0][0] for rows in lists],
        "synonyms": synonyms.groups,
        "topics": list(topics.values()),
        **pack_facets(facets),
        "titles": to_base64(bytes(titles)),
    }
    rest = {"meta": to_json(meta)}
    rest |= {f"t/{name_of(rows[0][0])}": pack_terms(rows) for rows in shards}
    rest |= {f"w/{name_of(rows[0][0])}": pack_spellings(rows) for rows in lists}
    if len(rest) != 1 + len(shards) + len(lists):
        raise ValueError("two files of the search index have the same name")
    packed |= {name: file_bytes(name, data, offline) for name, data in rest.items()}
    found = {file_path(version, name, offline): data for name, data in packed.items()}
    # The last one says that everything else is there
    return Index(found | {index_path(offline): index_file(version, offline)}, state)


def indexed(document: Document, number: int) -> Indexed:
    return Indexed(document.facet("language")[0], document.fingerprint, number)


def version_of(fingerprints: Iterable[str], synonyms: Synonyms, language: str, directory_urls: bool = True) -> str:
    """Name of the folder: what was indexed (in the order of keys), and how."""
    parts = [str(FORMAT), ANALYSIS, language, str(directory_urls), repr(synonyms.groups), *fingerprints]
    return hashlib.blake2b("\n".join(parts).encode(), digest_size=6).hexdigest()


def how_of(synonyms: Synonyms, language: str, offline: bool, directory_urls: bool) -> str:
    """Everything that an index is made of, but the documents."""
    return repr((FORMAT, ANALYSIS, language, offline, directory_urls, synonyms.groups))


# Names and bytes of files


def index_path(offline: bool) -> str:
    return f"{FOLDER}index.js{'' if offline else 'on'}"


def index_file(version: str, offline: bool) -> bytes:
    data = to_json({"format": FORMAT, "version": version})
    return _script("index", data) if offline else data


def file_path(version: str, name: str, offline: bool) -> str:
    return f"{FOLDER}{version}/{name}.{'js' if offline else 'gz'}"


def file_bytes(name: str, data: bytes, offline: bool) -> bytes:
    return _script(name, gzip(data)) if offline else gzip(data)


def file_data(written: bytes, offline: bool) -> bytes:
    """What `file_bytes` was given; ValueError where it did not write this."""
    return gunzip(base64.b64decode(written.split(b'"')[3], validate=True) if offline else written)


def card_name(number: int) -> str:
    return f"c/{number // 100}/{number}"


def _script(name: str, data: bytes) -> bytes:
    return f'kbSearchFile("{name}","{to_base64(data)}");\n'.encode()


def to_json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


# What stands in them


def _post(number: int, document: Document, found: dict[str, array[int]]) -> None:
    """Term → numbers of documents in order, each with its impact in the low eight bits."""
    get = found.get
    base = number << 8
    for term, impact in _saturated(document):
        rows = get(term)
        if rows is None:
            found[term] = array("I", (base | impact,))
        else:
            rows.append(base | impact)
    for term, flag in _flags(document):
        found[term][-1] |= flag


def impacts_of(document: Document) -> dict[str, int]:
    """What each term of a document counts. It depends on nothing but the document."""
    found = dict(_saturated(document))
    for term, flag in _flags(document):
        found[term] |= flag
    return found


def _saturated(document: Document) -> Iterator[tuple[str, int]]:
    steps = round(2 * math.log2(max(len(document.terms), 1) / AVERAGE))
    known = _saturations(steps, document.fallback or is_archived(document))
    return zip(document.terms, map(known.__getitem__, document.terms.values()), strict=True)


def _flags(document: Document) -> Iterator[tuple[str, int]]:
    """Terms of titles and headings; all of them are terms of the document."""
    yield from ((term, 1) for title in document.titles for term in title)
    yield from ((term, 2) for heading in document.headings for term in heading)


class _Saturations(dict[float, int]):
    """Weight → impact, without the flags, for documents of about the same length."""

    def __init__(self, norm: float, reach: float) -> None:
        super().__init__()
        self._norm, self._reach = norm, reach

    def __missing__(self, weight: float) -> int:
        found = self[weight] = int(self._reach * weight / (weight + self._norm) + 1) << 2
        return found


@cache
def _saturations(steps: int, second: bool) -> _Saturations:
    return _Saturations(K1 * (1 - B + B * 2 ** (steps / 2)), 62 * (SECOND_CHOICE if second else 1))


TOPICS = 12

Topic = tuple[str, str]
"""Title and address."""


def topics_of(keys: Iterable[str]) -> list[str]:
    """Front pages of topics, as many as are listed: articles that are the index of their folder."""
    return sorted(
        key for key in keys if key.endswith(INDEX) and key.count("/") == 1 and key.rpartition("/")[2] in INDEX
    )[:TOPICS]


def topic_of(document: Document, directory_urls: bool) -> Topic:
    return document.title, address(document, directory_urls)


def address(document: Document, directory_urls: bool) -> str:
    """Where MkDocs puts the page, from the edition's root."""
    if directory_urls:
        return document.url
    folder, _, name = document.key.rpartition("/")
    return f"{folder}/".lstrip("/") + ("index.html" if name in INDEX else name.removesuffix(".md") + ".html")


def card_of(document: Document, directory_urls: bool) -> bytes:
    left = CARD_CHARS
    sections = []
    for section in document.sections:
        text = section.text[:left]
        left -= len(text)
        sections.append((section.title, section.anchor, text))
    card: dict[str, object] = {
        "i": document.id,
        "u": address(document, directory_urls),
        "t": document.title,
        "d": document.lead,
        "k": document.facet("type")[0],
        "a": document.facet("audience"),
        "l": document.facet("language")[0],
        "s": sections,
    }
    return to_json(card | ({"f": 1} if document.fallback else {}) | ({"z": 1} if is_archived(document) else {}))


def is_archived(document: Document) -> bool:
    return "archived" in document.facet("status")
