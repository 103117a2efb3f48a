"""Answer checking in Python: the golden cases that the browser is held to as well."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.training.questions import answers
from kb.training.questions.answers import Mark

GOLDEN: dict[str, list[list[Any]]] = yaml.safe_load((Path(__file__).parent / "answers.yml").read_text("utf-8"))
MARKS = {
    "choice": answers.mark_choice,
    "truth": answers.mark_truth,
    "short": answers.mark_short,
    "numeric": answers.mark_number,
    "order": answers.mark_order,
}


@pytest.mark.parametrize(("written", "counts"), GOLDEN["plain"])
def test_what_counts_of_a_text(written: str, counts: str) -> None:
    assert answers.plain(written) == counts


@pytest.mark.parametrize(("written", "unit", "value"), GOLDEN["number"])
def test_numbers(written: str, unit: str, value: float | None) -> None:
    assert answers.number_in(written, unit) == value


@pytest.mark.parametrize(("name", "case"), [(name, case) for name in MARKS for case in GOLDEN[name]])
def test_marks(name: str, case: list[Any]) -> None:
    *given, (points, of) = case
    assert MARKS[name](*given) == Mark(points, of)  # type: ignore[operator]


@settings(deadline=None)
@given(st.lists(st.booleans(), min_size=1, max_size=8), st.sets(st.integers(0, 7)))
def test_a_mark_is_never_below_nothing_nor_above_all(rights: list[bool], chosen: set[int]) -> None:
    mark = answers.mark_choice(rights, sorted(chosen))
    assert 0 <= mark.points <= mark.of
