"""What a ticket must not hold is gone, and what support needs stays."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.runbooks.masking import MASKS, WORDS, mask

CASES = yaml.safe_load((Path(__file__).parent / "masking.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_golden(case: dict[str, Any]) -> None:
    assert mask(case["text"], case.get("secrets", ())) == case["masked"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_a_second_time_changes_nothing(case: dict[str, Any]) -> None:
    words = {name: f"[{word} сховано]" for name, word in WORDS.items()}
    once = mask(case["text"], case.get("secrets", ()), words)
    assert mask(once, case.get("secrets", ()), dict(words.items())).count("[") == once.count("[")


def test_every_kind_has_a_word() -> None:
    assert {m.name for m in MASKS} | {"secret"} == set(WORDS)


@settings(deadline=None)
@given(before=st.text(max_size=20), secret=st.text(min_size=6, max_size=20), after=st.text(max_size=20))
def test_a_secret_input_never_stays(before: str, secret: str, after: str) -> None:
    words = dict.fromkeys(WORDS, "█")
    assert secret not in mask(before + secret + after, [secret], words) or "█" in secret


def test_hostile_text_costs_no_time() -> None:
    start = time.perf_counter()
    for text in (
        "password " * 5000,
        "a@" * 20_000,
        "0" * 50_000,
        "+1 " * 20_000,
        "A" * 50_000,
        "=" * 50_000,
        '"' * 20_000,
    ):
        mask(text)
    assert time.perf_counter() - start < 5
