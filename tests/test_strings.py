"""The words of the interface: whole in every language, right in number."""

from __future__ import annotations

import pytest

from kb.strings import strings_for


def test_both_languages_have_the_same_words() -> None:
    uk, en = strings_for("uk"), strings_for("en")
    for words in ("audience", "audience_for", "audience_hint", "visibility", "status", "status_hint", "type", "text"):
        assert getattr(uk, words).keys() == getattr(en, words).keys(), words
    assert uk.forms.keys() == en.forms.keys()


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (0, "0 статей"),
        (1, "1 стаття"),
        (2, "2 статті"),
        (5, "5 статей"),
        (11, "11 статей"),
        (12, "12 статей"),
        (21, "21 стаття"),
        (104, "104 статті"),
        (111, "111 статей"),
    ],
)
def test_ukrainian_numbers(number: int, expected: str) -> None:
    assert strings_for("uk").count("article", number) == expected


def test_english_numbers() -> None:
    assert [strings_for("en").count("reading", n) for n in (1, 2)] == ["1 minute to read", "2 minutes to read"]


@pytest.mark.parametrize(
    ("audiences", "expected"),
    [
        ((), "Для всіх"),
        (("novice",), "Для новачків"),
        (("expert", "novice"), "Для новачків і досвідчених"),
        (("novice", "expert", "accessibility"), "Для всіх"),
    ],
)
def test_for_whom(audiences: tuple[str, ...], expected: str) -> None:
    assert strings_for("uk").for_audiences(audiences) == expected


def test_unknown_language_speaks_english() -> None:
    assert strings_for("de").name == "English"
