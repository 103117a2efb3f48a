"""Short cuts in reading sections and words change nothing."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from kb.library import text as module
from kb.library.blocks import find_blocks
from kb.library.text import audience_words, find_sections, plain_line

PIECES = [
    *(
        "# ",
        "## Розділ\n",
        "#",
        "слово",
        "it's",
        "a-b",
        "snake_case",
        "2 * 3",
        "*",
        "**",
        "_",
        "~~",
        "==",
        "++",
        "`",
        "``",
    ),
    *(
        "\n",
        "\n\n",
        "\n",
        " ",
        "  ",
        "\t",
        "\xa0",
        "\u2003",
        "\xad",
        "> ",
        "- ",
        "* ",
        "1. ",
        "+ ",
        "٣. ",
        "    ",
        "\x0b",
    ),
    *(
        "| a | b |",
        "|---|---|",
        "[r]: b.md",
        "[x](b.md)",
        "![i](p.png)",
        "<b>",
        "{.c}",
        "&amp;",
        "\\*",
        '!!! note "T"\n',
    ),
    *("/// audience | novice\n", "\n///\n", "/// reply | Ми\n    for: x\n", "\n```\n", "~~~", "/// question | q\n"),
]


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_words_are_those_that_a_pattern_finds(body: str) -> None:
    sections = find_sections(body)
    text = "\n".join(f"{section.title}\n{section.text}" for section in sections)
    words = audience_words(body, sections, find_blocks("a.md", body).found)
    assert words["all"] == len(re.findall(r"[^\W_]+(?:['’ʼ-][^\W_]+)*", text))


@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
def test_a_line_without_a_sign_is_read_as_any_other(text: str) -> None:
    line = text.replace("\n", " ").replace("`", "")
    assert plain_line(line) == module._plain(line).strip()


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_nothing_is_lost_between_sections(body: str) -> None:
    """Every word of the text is in a section, under the heading that stands above it, in order."""
    lines = body.split("\n")
    sections = find_sections(body)
    assert [s.line for s in sections] == sorted({s.line for s in sections})
    for section in sections:
        if section.level:
            assert lines[section.line - 1].lstrip(" ").startswith("#" * section.level)
