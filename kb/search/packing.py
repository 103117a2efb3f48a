"""Rows of the readers' index (terms with their postings, spellings) into the bytes of files and back.

Where one file ends and the next begins is decided by what stands there, not by how much stands before: a changed row moves
the cuts near it, and the files after those are what they were.
"""

from __future__ import annotations

import struct
import sys
import zlib
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, compress
from operator import sub

Row = tuple[str, int, bytes, bytes]
"""Key, in how many documents it is, and of a term its postings: the gaps between documents, and the impacts."""

STRONGEST = 2_000
"""Postings kept of a frequent term."""
LEAST, MOST, ODDS = 3_400, 6_400, 64
"""A file is cut before one key of ODDS once it has LEAST bytes, and before any key that would make it longer than MOST:
about 3 kB when it is packed."""
_SHARED_MOST = 90
_LEVEL = 4
_AHEAD = 262
"""Bytes that zlib keeps free at the end of its window."""


_LOW = 0 if sys.byteorder == "little" else array("I").itemsize - 1


def term_row(term: str, postings: array[int]) -> Row:
    """`postings`: documents in order, each eight bits higher than it is, above its impact."""
    kept = strongest(postings)
    numbers = [posting >> 8 for posting in kept]
    return term, len(postings), varints(map(sub, numbers, [-1, *numbers])), impacts_in(kept)


def strongest(postings: array[int]) -> array[int]:
    """The STRONGEST with the greatest impact, and of equals the first, in the order of documents."""
    if len(postings) <= STRONGEST:
        return postings
    impacts = impacts_in(postings)
    left, limit = STRONGEST, 0
    for limit in sorted(set(impacts), reverse=True):
        if impacts.count(limit) > left:
            break
        left -= impacts.count(limit)
    # The first of the weakest that is one too many
    end = bisect_right(range(1, len(impacts)), left, key=lambda place: impacts.count(limit, 0, place))
    # One byte per impact says whether it is kept: so no posting has to be looked at by itself
    above, equal = bytes(limit + 1) + b"\1" * (255 - limit), bytes(limit) + b"\1" * (256 - limit)
    return array("I", compress(postings, impacts[:end].translate(equal) + impacts[end:].translate(above)))


def impacts_in(postings: array[int]) -> bytes:
    return postings.tobytes()[_LOW :: postings.itemsize]


def postings_of(row: Row) -> array[int]:
    """What `term_row` was given, as far as it is kept."""
    _, _, gaps, impacts = row
    numbers = accumulate(read_varints(gaps), initial=-1)
    next(numbers)
    return array("I", [number << 8 | impact for number, impact in zip(numbers, impacts, strict=True)])


# Files


def cut(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Rows in the order of their keys → the rows of each file."""
    file: list[Row] = []
    size = 0
    for row in rows:
        own = _size(row)
        # As `is_cut` says, without calling it for every row
        if file and (size >= LEAST or size + own > MOST) and is_cut(size, row):
            yield file
            file, size = [], 0
        file.append(row)
        size += own
    if file:
        yield file


def is_cut(size: int, row: Row) -> bool:
    """Whether a file that has so many bytes ends before this row. A larger one does, too, wherever a smaller one does."""
    return size + _size(row) > MOST or (size >= LEAST and zlib.crc32(row[0].encode()) % ODDS == 0)


def size_of(rows: Iterable[Row]) -> int:
    """As it is counted for cutting."""
    return sum(map(_size, rows))


def _size(row: Row) -> int:
    # A key and its numbers, packed, and the postings
    return 4 + len(row[2]) + len(row[3])


def order(key: str) -> bytes:
    """Keys are in the order of UTF-16, because that is how a browser compares them."""
    return key.encode("utf-16-be", "surrogatepass")


def name_of(first: str) -> str:
    """Name of the file that begins with this key: FNV-1a of its UTF-8, 32 bits twice."""
    one, two = 0x811C9DC5, 0x050C5D1F
    for byte in first.encode():
        one = (one ^ byte) * 0x01000193 & 0xFFFFFFFF
        two = (two ^ byte) * 0x01000193 & 0xFFFFFFFF
    return f"{one:08x}{two:08x}"


# The bytes of a file


def pack_terms(rows: Sequence[Row]) -> bytes:
    lengths = varints(len(row[2]) for row in rows)
    return b"".join((pack_spellings(rows), lengths, *(row[2] for row in rows), *(row[3] for row in rows)))


def pack_spellings(rows: Sequence[Row]) -> bytes:
    keys = _coded([row[0] for row in rows])
    return varints([len(keys)]) + keys + varints(row[1] for row in rows)


def unpack_terms(data: bytes) -> list[Row]:
    keys, counts, lengths, at = _heads(data, 2)
    places = list(accumulate(lengths, initial=at))
    kept = list(accumulate((min(count, STRONGEST) for count in counts), initial=places[-1]))
    if kept[-1] != len(data):
        raise ValueError("a file of the index ends where it should not")
    return [
        (key, count, data[places[i] : places[i + 1]], data[kept[i] : kept[i + 1]])
        for i, (key, count) in enumerate(zip(keys, counts, strict=True))
    ]


def unpack_spellings(data: bytes) -> list[Row]:
    keys, counts, _, _ = _heads(data, 1)
    return [(key, count, b"", b"") for key, count in zip(keys, counts, strict=True)]


def _heads(data: bytes, columns: int) -> tuple[list[str], list[int], list[int], int]:
    """Keys, their counts, the second column if there is one, and where it ends."""
    [size], at = _some_varints(data, 0, 1)
    keys = _decoded(data[at : at + size])
    counts, at = _some_varints(data, at + size, len(keys))
    lengths, at = _some_varints(data, at, len(keys)) if columns > 1 else ([], at)
    return keys, counts, lengths, at


def _coded(keys: Sequence[str]) -> bytes:
    """One key a line: a character that says how many are those of the key before, from the space up, and the others."""
    # UTF-16 counts some characters twice: such keys are rare, and written out
    most = _SHARED_MOST if max(map(max, keys)) <= "\uffff" else 0
    lines = []
    before = ""
    for key in keys:
        shared = _shared(key, before, most)
        lines.append(chr(32 + shared) + key[shared:])
        before = key
    return "\n".join(lines).encode()


def _shared(one: str, other: str, most: int) -> int:
    most = min(most, len(one), len(other))
    for place in range(most):
        if one[place] != other[place]:
            return place
    return most


def _decoded(keys: bytes) -> list[str]:
    found = []
    key = ""
    for line in keys.decode().split("\n"):
        key = key[: ord(line[0]) - 32] + line[1:]
        found.append(key)
    return found


def gzip(data: bytes) -> bytes:
    """Gzipped with a fixed header, so that the same input gives the same bytes on every machine."""
    # A window that holds all of it: a larger one gives the same bytes, and is costly to clear for so small a file
    window = min(max((len(data) + _AHEAD).bit_length(), 9), 15)
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -window)
    body = packer.compress(data) + packer.flush()
    return b"\x1f\x8b\x08\0\0\0\0\0\0\xff" + body + struct.pack("<II", zlib.crc32(data), len(data))


def gunzip(data: bytes) -> bytes:
    """ValueError where it is not what `gzip` wrote."""
    try:
        return zlib.decompress(data, 31)
    except zlib.error as error:
        raise ValueError(str(error)) from error


# Numbers


@lru_cache(maxsize=100_000)
def _varint(number: int) -> bytes:
    """Seven bits a byte, the lowest first; the eighth says that more follow."""
    data = bytearray()
    while number > 127:
        data.append(number & 127 | 128)
        number >>= 7
    data.append(number)
    return bytes(data)


def varints(numbers: Iterable[int]) -> bytes:
    found = list(numbers)
    return bytes(found) if not found or max(found) < 128 else b"".join(map(_varint, found))


def read_varints(data: bytes) -> list[int]:
    """All numbers of these bytes."""
    return _some_varints(data, 0, len(data))[0]


def _some_varints(data: bytes, at: int, most: int) -> tuple[list[int], int]:
    """So many numbers, or as many as there are, and where they end."""
    small = data[at : at + most]
    if len(small) == most and max(small, default=0) < 128:
        return list(small), at + most
    found: list[int] = []
    value = shift = 0
    while len(found) < most and at < len(data):
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        if byte < 128:
            found.append(value)
            value = shift = 0
        else:
            shift += 7
    return found, at
