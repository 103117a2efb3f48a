"""What is kept beside the readers' index, so that it can be patched: only what its files do not say themselves.

These are the documents, and all postings of the terms that are too frequent to be written out. The bytes are our own, for this machine: a line of JSON, then the postings, each as an unsigned integer of 32 bits.
"""

from __future__ import annotations

import json
import sys
import zlib
from array import array
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

FORMAT = 2
_MAGIC = f"kb search state {FORMAT} {sys.byteorder} ".encode()


class Indexed(NamedTuple):
    """A document, as it was indexed: its language, its fingerprint and its number."""

    language: str
    fingerprint: str
    number: int


class State:
    """`version` is that of the index; `how` what beside the documents it was made of, as text; `documents` by their keys, in
    order."""

    def __init__(
        self, version: str, how: str, documents: Mapping[str, Indexed], frequent: Mapping[str, array[int]]
    ) -> None:
        self.version = version
        self.how = how
        self.documents = dict(documents)
        self.frequent = dict(frequent)

    def to_bytes(self) -> bytes:
        names = sorted(self.frequent)
        columns = list(zip(*self.documents.values(), strict=True)) or [(), (), ()]
        frequent = [[name, len(self.frequent[name])] for name in names]
        head = json.dumps([self.version, self.how, list(self.documents), *columns, frequent])
        parts = [head.encode(), b"\n", *(self.frequent[name].tobytes() for name in names)]
        check = 0
        for part in parts:
            check = zlib.crc32(part, check)
        return b"".join((_MAGIC, f"{check:08x}\n".encode(), *parts))

    @classmethod
    def from_bytes(cls, data: bytes) -> State | None:
        """None where it is broken, or of another version or machine."""
        start = len(_MAGIC) + 9
        try:
            rest = memoryview(data)[start:]
            if not data.startswith(_MAGIC) or int(data[len(_MAGIC) : start], 16) != zlib.crc32(rest):
                return None
            end = data.index(b"\n", start)
            version, how, keys, languages, fingerprints, numbers, names = json.loads(data[start:end])
            found = map(Indexed, languages, fingerprints, numbers)
            return cls(
                version,
                how,
                dict(zip(keys, found, strict=True)),
                dict(_frequent(memoryview(data)[end + 1 :], names)),
            )
        except (ValueError, TypeError):
            return None


def _frequent(data: memoryview, names: Sequence[tuple[str, int]]) -> Iterator[tuple[str, array[int]]]:
    at = 0
    for name, count in names:
        found: array[int] = array("I")
        found.frombytes(data[at : at + 4 * count])
        at += 4 * count
        yield name, found
