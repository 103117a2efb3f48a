"""Numbers of documents: decided by the keys alone, and hardly moved by one more or one less."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from kb.search.numbers import numbers_of, size_for

KEYS = [f"topic-{number % 40}/article-{number}.md" for number in range(2_000)]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), max_size=200), st.randoms(use_true_random=False))
def test_the_order_makes_no_difference(keys: list[str], chance: random.Random) -> None:
    found = numbers_of(keys)
    assert found.keys() == set(keys)
    assert len(set(found.values())) == len(found)
    assert all(0 <= number < size_for(len(found)) for number in found.values())
    chance.shuffle(keys)
    assert numbers_of(keys) == found


def test_one_more_moves_few() -> None:
    before = numbers_of(KEYS)
    moved = []
    for number in range(40):
        after = numbers_of([*KEYS, f"new/{number}.md"])
        moved.append(sum(after[key] != before[key] for key in KEYS))
    assert 0 in moved and max(moved) < 20 and sum(moved) < 3 * len(moved)


def test_a_sixteenth_is_free_and_hardly_more() -> None:
    sizes = [size_for(count) for count in range(20_000)]
    assert sizes == sorted(sizes)
    assert all(15 * size >= 16 * count for count, size in enumerate(sizes))
    assert all(size * 5 <= count * 6 for count, size in enumerate(sizes) if count > 100)
    assert len(set(sizes[10_000:])) <= 9
