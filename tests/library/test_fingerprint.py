"""The fingerprint changes with the words and not with their form."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.library.fingerprint import fingerprint, same


@pytest.mark.parametrize(
    "other", ["One two.\n\nThree.\n", "  One\ttwo.\nThree.  ", "One\ntwo.\r\nThree.", "One\u00a0two. Three."]
)
def test_white_space_does_not_count(other: str) -> None:
    assert fingerprint(other) == fingerprint("One two. Three.")


@settings(deadline=None)
@given(st.text(max_size=80))
def test_the_form_of_unicode_does_not_count(text: str) -> None:
    assert fingerprint(unicodedata.normalize("NFD", text)) == fingerprint(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize("other", ["One two. three.", "One two. Three", "Onetwo. Three.", ""])
def test_words_count(other: str) -> None:
    assert fingerprint(other) != fingerprint("One two. Three.")


def test_indentation_counts_in_code_alone() -> None:
    code = "Do\nthis:\n\n```yaml\na:\n  b: 1\n```\n"
    assert fingerprint(code) == fingerprint("Do this:\n```yaml  \na:\n  b: 1\n```")
    assert fingerprint(code) != fingerprint(code.replace("  b", "b"))
    assert fingerprint(code) != fingerprint(code.replace("a:\n  b", "a:  b"))


def test_a_longer_or_shorter_one_is_compared_as_far_as_it_goes() -> None:
    short = fingerprint("x")
    assert len(short) == 12 and same(short, "x") and same(short[:8], "x")
    assert [same(short + digit, "x") for digit in "0123456789abcdef"].count(True) == 1
