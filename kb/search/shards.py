"""The readers' index: static files that a browser reads a few kilobytes at a time. This is the format, version 1.

Below `kb/search/` of an edition lies `index.json`: `{"format": 1, "version": V}`. Everything else lies below
`kb/search/V/`, where V is made from what was indexed, so that a cache never mixes two builds. Each file is gzipped
and ends in `.gz`; a reader looks at the first two bytes, because some servers unpack on the way.

`meta.gz`, JSON
    `n` number of documents · `language` of the edition · `shards`, `lists` the first key of each numbered file ·
    `facets` name → values · `combos` rows of one value index (or list of them) per facet, in the order of `facets` ·
    `docs` base64, two bytes per document, little-endian: its row in `combos` · `titles` base64, one byte per document:
    four times the sum of idf over the terms of its title · `synonyms` groups of phrases of terms ·
    `topics` rows of title and address, to browse when nothing is found

`t/<number>.gz`, postings of neighbouring terms in order (UTF-16); per term
    varint: bytes shared with the term before · varint: further bytes · those bytes (UTF-8) · varint: document
    frequency · varint: number of postings p · p varints: gap from the document before (the first from -1) · p bytes:
    impact. A frequent term keeps only its strongest postings, so p may be less than the frequency.
    Impact: bits 7–2 BM25 saturation of the composite weight, 1 to 63; bit 1 in a heading; bit 0 in title or symptoms.

`w/<number>.gz`, spellings for the last word and for typing mistakes, in order; per spelling
    varint shared · varint further · bytes · one byte: binary logarithm of its document frequency

`c/<number div 100>/<number>.gz`, JSON of one document, fetched when it is shown
    `i` id · `u` address below the edition's root · `t` title · `d` lead · `k` type · `a` audience · `l` language ·
    `f` 1 where it stands in for a missing translation · `z` 1 where it is archived · `s` sections: [title, anchor, text]

For `file://`, where scripts may be loaded but nothing fetched, the same files are written as `.js` instead of `.gz`
(and `index.js`): `kbSearchFile("<path>", "<base64 of the gzipped bytes>")`.
"""

from __future__ import annotations

import base64
import hashlib
import json
import struct
import zlib
from collections.abc import Iterable, Iterator, Sequence

from kb.search.documents import ANALYSIS, Document
from kb.search.rank import K1, SECOND_CHOICE, B, idf
from kb.search.synonyms import Synonyms

FORMAT = 1
FOLDER = "kb/search/"
SHARD_BYTES = 7_000
"""Unpacked size at which a file is full; it packs to about 4 kB."""
STRONGEST = 2_000
"""Postings kept of a frequent term."""
CARD_CHARS = 16_000
INDEX = ("index.md", "README.md")
BROWSER_FACETS = ("audience", "type", "product", "language")


def files(
    documents: Sequence[Document], synonyms: Synonyms, language: str, offline: bool = False, directory_urls: bool = True
) -> dict[str, bytes]:
    """Every file of the index by its path below the edition's root, in a stable order."""
    version = version_of((d.fingerprint for d in documents), synonyms, language, directory_urls)
    postings = _postings(documents)
    shards = _cut(_terms(postings))
    lists = _cut(_spellings(documents))
    meta = {
        "n": len(documents),
        "language": language,
        "shards": [first for first, _ in shards],
        "lists": [first for first, _ in lists],
        "synonyms": synonyms.groups,
        "topics": [(d.title, address(d, directory_urls)) for d in _topics(documents)],
        **_facets(documents),
        "titles": _base64(_title_weights(documents, postings)),
    }
    packed = {"meta": _json(meta)}
    packed |= {f"t/{number}": data for number, (_, data) in enumerate(shards)}
    packed |= {f"w/{number}": data for number, (_, data) in enumerate(lists)}
    packed |= {f"c/{number // 100}/{number}": _json(_card(d, directory_urls)) for number, d in enumerate(documents)}
    index = _json({"format": FORMAT, "version": version})
    if offline:
        found = {f"{FOLDER}index.js": _script("index", index)}
        return found | {f"{FOLDER}{version}/{name}.js": _script(name, gzip(data)) for name, data in packed.items()}
    return {f"{FOLDER}index.json": index} | {f"{FOLDER}{version}/{n}.gz": gzip(data) for n, data in packed.items()}


def version_of(fingerprints: Iterable[str], synonyms: Synonyms, language: str, directory_urls: bool = True) -> str:
    """Name of the folder: what was indexed, and how."""
    parts = [str(FORMAT), ANALYSIS, language, str(directory_urls), repr(synonyms.groups), *fingerprints]
    return hashlib.blake2b("\n".join(parts).encode(), digest_size=6).hexdigest()


def gzip(data: bytes) -> bytes:
    """Gzipped with a fixed header, so that the same input gives the same bytes on every machine."""
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    body = packer.compress(data) + packer.flush()
    return b"\x1f\x8b\x08\0\0\0\0\0\0\xff" + body + struct.pack("<II", zlib.crc32(data), len(data))


def _postings(documents: Sequence[Document]) -> dict[str, list[int]]:
    """Term → documents in order, each with its impact in the low eight bits."""
    found: dict[str, list[int]] = {}
    average = sum(len(d.terms) for d in documents) / max(len(documents), 1)
    for number, document in enumerate(documents):
        norm = K1 * (1 - B + B * len(document.terms) / average) if average else K1
        titles = frozenset().union(*document.titles)
        headings = frozenset().union(*document.headings)
        base = number << 8
        reach = 62 * (SECOND_CHOICE if document.fallback or _archived(document) else 1)
        for term, weight in document.terms.items():
            flags = (term in titles) | (term in headings) << 1
            found.setdefault(term, []).append(base | int(reach * weight / (weight + norm) + 1) << 2 | flags)
    return found


def _terms(postings: dict[str, list[int]]) -> Iterator[tuple[str, bytes]]:
    for term in sorted(postings, key=_order):
        rows = postings[term]
        frequency = len(rows)
        if frequency > STRONGEST:
            rows = sorted(sorted(rows, key=lambda row: (-(row & 255), row))[:STRONGEST])
        body = bytearray()
        before = -1
        for row in rows:
            gap = (row >> 8) - before
            before = row >> 8
            while gap > 127:
                body.append(gap & 127 | 128)
                gap >>= 7
            body.append(gap)
        body.extend(row & 255 for row in rows)
        yield term, _varint(frequency) + _varint(len(rows)) + body


def _spellings(documents: Sequence[Document]) -> Iterator[tuple[str, bytes]]:
    count: dict[str, int] = {}
    for document in documents:
        for word in document.words:
            count[word] = count.get(word, 0) + 1
    for word in sorted(count, key=_order):
        yield word, bytes((count[word].bit_length() - 1,))


def _cut(rows: Iterable[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
    """Numbered files of front-coded rows: the first key of each, and its bytes."""
    found: list[tuple[str, bytes]] = []
    first, before, data = "", b"", bytearray()
    for key, value in rows:
        if data and len(data) + len(value) > SHARD_BYTES:
            found.append((first, bytes(data)))
            data = bytearray()
        if not data:
            first, before = key, b""
        this = key.encode()
        shared = next(
            (i for i, (a, b) in enumerate(zip(this, before, strict=False)) if a != b), min(len(this), len(before))
        )
        data += _varint(shared) + _varint(len(this) - shared) + this[shared:] + value
        before = this
    if data:
        found.append((first, bytes(data)))
    return found


def _facets(documents: Sequence[Document]) -> dict[str, object]:
    values = {name: sorted({v for d in documents for v in d.facet(name)}) for name in BROWSER_FACETS}
    place = {name: {value: i for i, value in enumerate(known)} for name, known in values.items()}
    rows: dict[tuple[tuple[int, ...], ...], int] = {}
    docs = bytearray()
    for document in documents:
        row = tuple(tuple(sorted(place[name][v] for v in document.facet(name))) for name in BROWSER_FACETS)
        docs += struct.pack("<H", min(rows.setdefault(row, len(rows)), 65535))
    return {"facets": values, "combos": list(rows)[:65536], "docs": _base64(bytes(docs))}


def _title_weights(documents: Sequence[Document], postings: dict[str, list[int]]) -> bytes:
    n = len(documents)
    sums = (sum(idf(n, len(postings[t])) for t in sorted(d.titles[0]) if t in postings) for d in documents)
    return bytes(min(255, round(4 * total)) for total in sums)


def _topics(documents: Sequence[Document]) -> list[Document]:
    """Front pages of topics: the articles that are the index of their folder."""
    return [d for d in documents if d.url.count("/") == 1 and d.key.rpartition("/")[2] in INDEX][:12]


def address(document: Document, directory_urls: bool) -> str:
    """Where MkDocs puts the page, from the edition's root."""
    if directory_urls:
        return document.url
    folder, _, name = document.key.rpartition("/")
    return f"{folder}/".lstrip("/") + ("index.html" if name in INDEX else name.removesuffix(".md") + ".html")


def _card(document: Document, directory_urls: bool) -> dict[str, object]:
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
    return card | ({"f": 1} if document.fallback else {}) | ({"z": 1} if _archived(document) else {})


def _archived(document: Document) -> bool:
    return "archived" in document.facet("status")


def _order(text: str) -> bytes:
    # The browser compares UTF-16 units
    return text.encode("utf-16-be", "surrogatepass")


def _varint(number: int) -> bytes:
    data = bytearray()
    while number > 127:
        data.append(number & 127 | 128)
        number >>= 7
    data.append(number)
    return bytes(data)


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _script(name: str, data: bytes) -> bytes:
    return f'kbSearchFile("{name}","{_base64(data)}");\n'.encode()
