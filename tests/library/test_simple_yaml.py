"""What is read without a parser is what the parser would read, or it is left to the parser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from kb.library.safe_yaml import load_any
from kb.library.simple_yaml import load_simple
from tests.conftest import ROOT

PIECES = [
    *(
        "id",
        "on",
        "no",
        "null",
        "true",
        "Null",
        "y",
        "KB-0142",
        "слово",
        "a b",
        "x, y",
        "it's",
        '"',
        "'",
        "''",
        "~",
        "=",
        "<<",
    ),
    *(
        ": ",
        ":",
        ",",
        ", ",
        "- ",
        "-",
        "\n",
        "\n\n",
        "\n  ",
        "\n- ",
        "\n  - ",
        "[",
        "]",
        "[]",
        "{",
        "}",
        "{}",
        " ",
        "  ",
        "\t",
    ),
    *(
        "#",
        " # x",
        "&a",
        "*a",
        "!t",
        "|",
        ">",
        "%",
        "@",
        "`",
        "?",
        "? ",
        "\\",
        "\\n",
        "---",
        "...",
        "\x85",
        "\u2028",
        "\ufeff",
    ),
    *("0", "7", "007", "1_0", "0x1F", "1.5", "1e3", ".inf", "12:30", "90d", "6mo", "2026-11-02", "2026-13-01", "24H2"),
    *(
        "id: ",
        "\ntags: ",
        "\ntags: [",
        "\nverified: {on: ",
        ", by: ",
        '"text: #"',
        "'it'",
        "é",
        "\xa0",
        "😀",
        "x" * 1100,
    ),
]


def same(header: str) -> None:
    """Whatever simple YAML is made of the header, the parser makes the same of it, in the same order."""
    quick = load_simple(header)
    if quick is not None:
        slow = load_any(header)
        assert quick == slow
        assert repr(quick) == repr(slow)  # an int is no bool, and the order of keys counts


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
@example("a: [b ,c]")
@example("a: {b: c,}")
@example("a: x\n- y")
@example("a:\n- y\nb:\n  - {c: 1}\n - d")
def test_pieces_of_yaml_in_any_order(text: str) -> None:
    same(f"\n{text}\n")


VALUES = st.one_of(
    st.sampled_from(PIECES),
    st.text(max_size=12),
    st.lists(st.sampled_from(PIECES), min_size=2, max_size=4).map("".join),
)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["id", "title", "on", "tags"]),
            VALUES,
            st.sampled_from(["{}", "[{}]", "{{by: {}}}", '"{}"', "\n  - {}\n  - b"]),
        ),
        max_size=4,
    )
)
def test_lines_with_any_value(rows: list[tuple[str, str, str]]) -> None:
    same("".join(f"\n{key}: {form.format(value)}" for key, value, form in rows) + "\n")


def test_headers_of_our_own_articles() -> None:
    headers = [header_of(path) for path in (ROOT / "content").glob("*/**/*.md")]
    assert len(headers) > 100
    for header in headers:
        same(header)
    # Otherwise it would be there for nothing
    assert sum(load_simple(header) is not None for header in headers) > len(headers) * 0.7


def test_headers_of_others(corpora: Path) -> None:
    for path in corpora.rglob("*.md"):
        same(header_of(path))
    for path in (corpora / "torture/yaml").rglob("*.yaml"):
        same("\n" + path.read_text(encoding="utf-8") + "\n")


def header_of(path: Path) -> str:
    found = re.match(r"---(\n.*?\n)---", path.read_text(encoding="utf-8", errors="replace"), re.DOTALL)
    return found[1] if found else "\n"


@pytest.mark.parametrize(
    "header", ["\na: b: c\n", "\na: &x\n", "\na: 2026-02-30\n", "\na: 1\na: 2\n", "\na:\tb\n", "\na: NULL\n"]
)
def test_what_needs_a_parser_is_left_to_it(header: str) -> None:
    assert load_simple(header) is None


def test_a_mistake_is_still_said_by_the_parser() -> None:
    with pytest.raises(yaml.YAMLError, match="stands twice"):
        load_any("\na: 1\na: 2\n")
