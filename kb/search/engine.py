"""What we use of Whoosh, and all of it. The release of 2016 makes newer Pythons warn when they compile its files, which
readers of a terminal need not know; a drop-in successor under the same name works as well."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from typing import Any

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from whoosh.codec.whoosh3 import W3Codec
    from whoosh.columns import VarBytesColumn
    from whoosh.fields import COLUMN, ID, STORED, FieldType, Schema
    from whoosh.filedb.filestore import FileStorage
    from whoosh.formats import Frequency
    from whoosh.index import EmptyIndexError, FileIndex

BLOCK = 1024

__all__ = [
    "COLUMN",
    "ID",
    "STORED",
    "EmptyIndexError",
    "FieldType",
    "FileIndex",
    "FileStorage",
    "Frequency",
    "Schema",
    "VarBytesColumn",
    "open_wholly",
    "rows",
    "write",
]

Rows = tuple[Sequence[int], Sequence[float]]


def write(index: FileIndex) -> Any:
    """A writer. Postings in large blocks, for we read those of a term from the first to the last; a file for each kind,
    for of a single file Whoosh takes a copy into memory whenever it opens it."""
    return index.writer(limitmb=256, compound=False, codec=W3Codec(blocklimit=BLOCK))


def open_wholly(reader: Any, column: str) -> Any:
    """A column to be read by number of document. All files are open afterwards: they may be gone from the disk later."""
    for leaf, _ in reader.leaf_readers():
        leaf.stored_fields(0)
    return reader.column_reader(column)


def rows(reader: Any, field: str, term: str) -> Iterator[Rows]:
    """Every posting of a term, as numbers of documents and their weights, block by block."""
    key = term.encode()
    for leaf, base in reader.leaf_readers():
        if (field, key) in leaf:
            for ids, weights in _blocks(leaf.postings(field, term)):
                yield ([doc + base for doc in ids] if base else ids), weights


def _blocks(matcher: Any) -> Iterator[Rows]:
    leaf, deleted = matcher, frozenset[int]()
    if hasattr(matcher, "child") and hasattr(matcher, "_ids"):
        leaf, deleted = matcher.child, matcher._ids
    if not all(hasattr(leaf, name) for name in ("_ids", "_weights", "_i", "_next_block")):
        # A successor that keeps its postings otherwise: one at a time, which takes longer
        found = []
        while matcher.is_active():
            found.append((matcher.id(), matcher.weight()))
            matcher.next()
        yield [doc for doc, _ in found], [weight for _, weight in found]
        return
    while leaf.is_active():
        leaf.id(), leaf.weight()  # they are read when they are first asked for
        ids, weights = leaf._ids[leaf._i :], leaf._weights[leaf._i :]
        if deleted and not deleted.isdisjoint(ids):
            kept = [(doc, weight) for doc, weight in zip(ids, weights, strict=True) if doc not in deleted]
            ids, weights = [doc for doc, _ in kept], [weight for _, weight in kept]
        yield ids, weights
        leaf._next_block()
