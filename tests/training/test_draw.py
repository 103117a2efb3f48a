"""The draw: the same exam from the same number, in its shares, with scenarios together."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.training.questions.data import Asked
from kb.training.questions.draw import draw, entry_of, mixed, option_order, shares, start_order

HERE = Path(__file__).parent
CASES: list[dict[str, Any]] = yaml.safe_load((HERE / "draws.yml").read_text("utf-8"))


def pool_of(case: dict[str, Any]) -> list[Asked]:
    return [Asked(*row) for row in case["pool"]]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["seed"])
def test_golden(case: dict[str, Any]) -> None:
    blueprint = [(name, weight) for name, weight in case["blueprint"]]
    assert list(draw(pool_of(case), blueprint, case["count"], case["seed"])) == case["drawn"]
    assert [option_order(case["seed"], id, 4) for id in case["drawn"][:3]] == case["options"]


def test_the_hash_never_changes() -> None:
    assert [mixed(text) for text in ("", "a", "42|draw|Q-SAT-01", "ї")] == [
        2872998923,
        444641715,
        1604604422,
        306519182,
    ]


def test_shares_go_to_the_largest_remainders() -> None:
    assert shares([("A", 1), ("B", 1), ("C", 1)], 10) == (("A", 4), ("B", 3), ("C", 3))
    assert shares([("A", 10), ("B", 20), ("C", 70)], 40) == (("A", 4), ("B", 8), ("C", 28))
    assert shares([], 10) == ()


def test_the_longest_entry_counts() -> None:
    assert entry_of("OBJ-SAT-1", ["OBJ-SAT", "OBJ-SAT-1"]) == "OBJ-SAT-1"
    assert entry_of("OBJ-SATX-1", ["OBJ-SAT"]) == ""


def test_start_order_is_never_the_answer() -> None:
    assert all(start_order(str(seed), "Q", 3) != [0, 1, 2] for seed in range(50))


@settings(deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 60), st.integers(1, 40))
def test_a_draw_is_as_large_as_it_can_be_and_repeats_nothing(seed: int, count: int, size: int) -> None:
    pool = [
        Asked(f"Q-{n % 3}-{n:02}", f"OBJ-{'ABC'[n % 3]}-{n % 5}", f"S-{n // 4}" if n % 7 == 0 else "")
        for n in range(size)
    ]
    blueprint = [("OBJ-A", 3), ("OBJ-B", 1), ("OBJ-C", 1)]
    drawn = draw(pool, blueprint, count, str(seed))
    assert len(drawn) == len(set(drawn)) == min(count, size)
    assert drawn == draw(list(reversed(pool)), blueprint, count, str(seed))
    by_id = {question.id: question for question in pool}
    got = Counter(entry_of(by_id[id].objective, ["OBJ-A", "OBJ-B", "OBJ-C"]) for id in drawn)
    there = Counter(entry_of(question.objective, ["OBJ-A", "OBJ-B", "OBJ-C"]) for question in pool)
    for name, share in shares(blueprint, count):
        assert got[name] >= min(share, there[name])
    groups = [by_id[id].group for id in drawn if by_id[id].group]
    assert all(groups.index(g) + groups.count(g) - 1 == len(groups) - 1 - groups[::-1].index(g) for g in groups)
