"""What the door looks at before it cuts is all that it could cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.edition import Edition
from kb.library.links import cut_links, find_links, find_targets
from tests.conftest import article, library_of

PIECES = [
    *(
        "[",
        "]",
        "(",
        ")",
        "](",
        "]:",
        "![",
        "<",
        ">",
        "`",
        "``",
        "```",
        "~~~",
        "\n",
        "\n\n",
        " ",
        "    ",
        "> ",
        "- ",
        "\\",
    ),
    *(
        "[x](a.md)",
        "[a `b`](b.md#c)",
        "![i](p.png)",
        "[![i](p.png)](b.md)",
        "[x](<b c.md>)",
        "[r]: b.md",
        "[r][r]",
        "[b]",
    ),
    *(
        "<a href=",
        "<img src='p.png'>",
        "'",
        '"',
        "b.md",
        "a.md",
        "b(1).md",
        "text",
        "слово",
        "<!-- ",
        "../x.md",
        "/b.md",
    ),
]


@given(st.lists(st.sampled_from(PIECES), max_size=20).map("".join), st.sampled_from(["uk/b.md", "uk/p.png", "uk/a.md"]))
def test_nothing_is_cut_where_every_target_is_shown(body: str, hidden: str) -> None:
    targets = find_targets("uk/a.md", body)
    after = cut_links("uk/a.md", body, lambda path: path != hidden, lambda path: True)
    if None not in targets and hidden not in targets:
        assert after == body
    assert {link.target for link in find_links("uk/a.md", after)}.isdisjoint({hidden} & targets) or "`" in body


@pytest.mark.parametrize(
    "body",
    [
        "A]:b[the guide](secret.md)",
        "See [the guide](<open secret.md>).",
        "See [the guide](open(secret).md).",
    ],
)
def test_an_address_that_begins_like_another_is_cut(body: str) -> None:
    """`open.md` is shown; what only begins like it is not."""
    hidden = {
        f"uk/{name}.md": article(id=f"KB-1{i}", visibility="internal")
        for i, name in enumerate(("secret", "open secret", "open(secret)"))
    }
    library = library_of({"uk/a.md": article(body), "uk/open.md": article(id="KB-0002"), **hidden})
    shown = library.for_edition(Edition("public", "uk")).by_path["uk/a.md"].body
    assert "the guide" in shown and "secret" not in shown
