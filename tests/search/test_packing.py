"""The bytes of a file of the readers' index."""

from __future__ import annotations

import random
import zlib

import pytest

from kb.search.packing import gunzip, gzip


@pytest.mark.parametrize("size", [0, 1, 249, 250, 251, 3_834, 3_835, 7_930, 7_931, 40_000])
def test_a_file_is_packed_as_with_the_largest_window(size: int) -> None:
    """So the size of the window is nobody's business but the clock's."""
    some = random.Random(size)
    words = [bytes(some.choices(b"abcdefgh", k=some.randint(2, 9))) for _ in range(400)]
    data = b" ".join(some.choices(words, k=size))[:size]
    packer = zlib.compressobj(4, zlib.DEFLATED, -15)
    assert gzip(data)[10:-8] == packer.compress(data) + packer.flush()
    assert gunzip(gzip(data)) == data
