"""Blocks: what is understood, what is hidden, and what makes an article ambiguous."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.edition import Edition
from kb.library.blocks import find_blocks, strip_blocks
from tests.conftest import article, library_of

PUBLIC = Edition("public", "en")


def shown(body: str, edition: Edition = PUBLIC) -> str:
    view = library_of({"en/a.md": article(body)}).for_edition(edition)
    return view.articles[0].body if view.articles else ""


CLEAN = {
    "plain": "Open.\n\n/// visibility | internal\nSECRET\n///\n\nAfter.",
    "no spaces": "Open.\n///visibility|internal\nSECRET\n///\nAfter.",
    "restricted": "/// visibility | restricted\nSECRET\n///\n\nAfter.",
    "in a list": "- one\n\n    /// visibility | internal\n    SECRET\n    ///\n\n- two After.",
    "deep in a list": "1. a\n    1. b\n\n        /// visibility | internal\n        SECRET\n        ///\n\nAfter.",
    "on a list marker": "- /// visibility | internal\n  SECRET\n  ///\n\nAfter.",
    "in an admonition": '!!! note "x"\n\n    /// visibility | internal\n    SECRET\n    ///\n\nAfter.',
    "in a quote": "> /// visibility | internal\n> SECRET\n> ///\n\nAfter.",
    "around a block": "//// visibility | internal\n/// note\nSECRET\n///\nSECRET\n////\n\nAfter.",
    "inside a block": "//// note\n/// visibility | internal\nSECRET\n///\nAfter.\n////",
    "in an audience block": "//// audience | novice\n/// visibility | internal\nSECRET\n///\nAfter.\n////",
    "around a fence": "/// visibility | internal\n```\nSECRET\n```\n///\n\nAfter.",
    "more slashes": "///// visibility | internal\nSECRET\n/////\n\nAfter.",
    "unknown value": "/// visibility | secret\nSECRET\n///\n\nAfter.",
    "no value": "/// visibility\nSECRET\n///\n\nAfter.",
    "two values": "/// visibility | internal, public\nSECRET\n///\n\nAfter.",
    "misspelt name": "/// visiblity | internal\nSECRET\n///\n\nAfter.",
    "unknown name": "/// confidential\nSECRET\n///\n\nAfter.",
    "unknown audience": "/// audience | boss\nSECRET\n///\n\nAfter.",
    "unclosed fence": "```\n/// visibility | internal\nSECRET\n///\n\nAfter.",
    "fence of another length": "````\n/// visibility | internal\nSECRET\n///\n```\n\nAfter.",
    "indented code": "text\n\n        /// visibility | internal\n        SECRET\n        ///\n\nAfter.",
}


@pytest.mark.parametrize("name", CLEAN)
def test_a_block_is_hidden_and_the_rest_stays(name: str) -> None:
    body = shown(CLEAN[name])
    assert "SECRET" not in body
    assert "After." in body


AMBIGUOUS = {
    "unclosed": "/// visibility | internal\nSECRET",
    "unclosed audience": "/// audience | novice\nSECRET",
    "stray end": "SECRET\n\n///\n",
    "same slashes nested": "/// visibility | internal\n/// note\nx\n///\nSECRET\n///",
    "fewer slashes outside": "/// visibility | internal\n//// note\nx\n////\nSECRET\n///",
    "wrong end": "//// visibility | internal\nSECRET\n///",
    "crossed": "//// note\n/// visibility | internal\nSECRET\n////\n///",
    "two slashes": "// visibility | internal\nSECRET\n//",
    "one slash": "/ visibility | internal\nSECRET\n/",
    "backslashes": "\\\\\\ visibility | internal\nSECRET\n\\\\\\",
    "colons": "::: visibility | internal\nSECRET\n:::",
    "admonition": "!!! visibility internal\n    SECRET",
    "capital": "/// Visibility | internal\nSECRET\n///",
    "colon for bar": "/// visibility: internal\nSECRET\n///",
    "no bar": "/// visibility internal\nSECRET\n///",
    "misspelt without bar": "/// visibilty internal\nSECRET\n///",
    "end indented": "/// visibility | internal\nSECRET\n        ///",
    "spaces between slashes": "/ / / visibility | internal\nSECRET\n///",
    "full-width": "／／／ visibility | internal\nSECRET",
}


@pytest.mark.parametrize("name", AMBIGUOUS)
@pytest.mark.parametrize("edition", [PUBLIC, Edition("internal", "en")])
def test_an_ambiguous_article_is_in_no_edition(name: str, edition: Edition) -> None:
    library = library_of({"en/a.md": article(AMBIGUOUS[name]), "en/b.md": article("Fine.", id="KB-0002")})
    view = library.for_edition(edition)
    assert [a.meta.id for a in view.articles] == ["KB-0002"]
    assert any(p.code in ("KB201", "KB202", "KB205") and p.line and p.hint for p in library.problems)


@pytest.mark.parametrize(
    "body",
    [
        "```markdown\n/// visibility | internal\nexample\n///\n```",
        "- x\n\n    ```\n    /// visibility | internal\n    example\n    ///\n    ```",
        "Write `/// visibility | internal` before it.",
        "See https://example.org//visibility and C:\\\\visibility\\x, and visibility / audience matter.",
        "~~~\n///\n~~~",
        "Path: //server/share",
        "/// note | Title\nexample\n///",
        "/// details | More\n    type: warning\n    open: True\nexample\n///",
    ],
)
def test_what_is_no_secret_stays_and_is_no_problem(body: str) -> None:
    library = library_of({"en/a.md": article(body)})
    assert library.problems == ()
    assert library.for_edition(PUBLIC).articles[0].body == f"\n{body}\n"


def test_internal_editions_keep_internal_and_not_restricted() -> None:
    body = "/// visibility | internal\nINSIDE\n///\n\n/// visibility | restricted\nSECRET\n///"
    text = shown(body, Edition("internal", "en"))
    assert "INSIDE" in text and "SECRET" not in text


def test_an_edition_for_one_audience_has_no_other_text() -> None:
    body = "/// audience | novice\nNOVICE\n///\n\n/// audience | expert, accessibility\nEXPERT\n///\n\nAll."
    text = shown(body, Edition("public", "en", "novice"))
    assert "NOVICE" in text and "All." in text and "EXPERT" not in text


def test_problems_name_the_line_of_the_file() -> None:
    library = library_of({"en/a.md": article("One.\n\n/// visiblity | internal\nx\n///")})
    problem = library.problems[0]
    assert (problem.path, problem.line, problem.code) == ("content/en/a.md", 10, "KB203")
    assert "visibility" in problem.hint


LINES = st.sampled_from(
    [
        "/// visibility | internal", "/// visibility | public", "//// visibility | internal", "/// audience | novice", "///", "////",
        "    /// visibility | internal", "    ///", "> /// visibility | internal", "> ///", "```", "~~~", "- item", "    deeper", "", "text",
        "/// note", "//// note", "/// visiblity | internal", "<div>", "!!! note", "    SECRET", "SECRET", "> SECRET", "1. SECRET",
    ]
)  # fmt: skip


def rendered(body: str, edition: Edition) -> str:
    import markdown

    from kb.strings import strings_for
    from kb_mkdocs.blocks import DoorPass

    names = ["admonition", "md_in_html", "pymdownx.superfences", "pymdownx.blocks.admonition", "kb_mkdocs.blocks"]
    return markdown.markdown(
        body, extensions=names, extension_configs={"kb_mkdocs.blocks": {"door": DoorPass(edition, strings_for("en"))}}
    )


@settings(max_examples=400, deadline=None)
@given(st.lists(LINES, max_size=14))
def test_whatever_stands_between_an_opening_and_a_closing_line_never_shows(lines: list[str]) -> None:
    """The rendered page of the public edition, against a reader that knows only that text in a block is secret."""
    body = "\n".join(lines)
    blocks = find_blocks("a.md", body)
    if blocks.ambiguous:
        return
    inside: set[int] = set()
    for block in blocks.found:
        if block.name in ("visibility", "visiblity") and block.values != ("public",):
            inside.update(range(block.start, block.end + 1))
    marked = "\n".join(f"{line} M{n}M" if "SECRET" in line else line for n, line in enumerate(lines))
    page = rendered(
        strip_blocks(marked, find_blocks("a.md", marked), lambda b: bool(b.values) and b.values != ("internal",)),
        PUBLIC,
    )
    for number in inside:
        assert f"M{number}M" not in page


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="/\\|`~> -*1.visblytaudenc\n", max_size=120))
def test_no_text_breaks_the_reader(text: str) -> None:
    find_blocks("a.md", text)
