"""No text makes a rule fail, or take much longer than its length asks for."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.checks.policy import CheckPolicy
from kb.checks.quality import examine
from kb.checks.rule import Context
from tests.conftest import article, library_of

PIECES = [
    *(
        "word ",
        "слово ",
        "[",
        "](",
        "![",
        "`",
        "``",
        "```\n",
        "<img ",
        "<video ",
        "<!--",
        "http://a.b/",
        "@",
        "a@b.co ",
        "+380 ",
    ),
    *(
        "00 ",
        "1234 ",
        "4111",
        "UA21",
        "password: ",
        "token=",
        "**",
        "(",
        ")",
        "Натисніть ",
        "кнопку ",
        "праворуч ",
        "Click ",
        "button ",
    ),
    *(
        "on the right ",
        "\n",
        "\n\n",
        "# ",
        "1. ",
        "- ",
        "|",
        "> ",
        "    ",
        "///",
        "...",
        "“",
        "«",
        "{lang=",
        "-----BEGIN ",
        "eyJ",
        "should ",
    ),
]
CONTEXT = Context(CheckPolicy(), (("en", "end user", "requester"), ("uk", "тікет", "звернення")))


def run(body: str) -> None:
    files: dict[str, str | bytes] = {
        f"{language}/a.md": article(body, title="VPN не працює") for language in ("uk", "en")
    }
    for one in library_of(files).articles:
        examine(one, CONTEXT)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(PIECES), max_size=200))
def test_any_mixture_is_read(pieces: list[str]) -> None:
    run("".join(pieces))


@pytest.mark.parametrize("piece", PIECES)
def test_a_long_row_of_anything_takes_no_long_time(piece: str) -> None:
    started = time.process_time()
    run(piece * 5000)
    assert time.process_time() - started < 5
