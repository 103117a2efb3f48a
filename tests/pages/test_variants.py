"""Numbers that differ by audience, written once for each difference."""

from __future__ import annotations

from kb.pages.variants import variants


def test_equal_values_share_an_entry() -> None:
    assert variants({"all": 5, "novice": 3, "expert": 5}) == (("all expert", 5), ("novice", 3))


def test_nothing_gives_nothing() -> None:
    assert variants({}) == ()
