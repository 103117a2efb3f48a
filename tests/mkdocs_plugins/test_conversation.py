"""Blocks for conversations: golden HTML, and no text that breaks them or lets something hidden out."""

from __future__ import annotations

import re
from pathlib import Path

import markdown
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.edition import Edition
from kb.strings import strings_for
from kb_mkdocs.blocks import DoorPass
from tests.conftest import article, library_of

GOLDEN = yaml.safe_load(Path(__file__).with_name("conversation.yml").read_text(encoding="utf-8"))
EXTENSIONS = ["attr_list", "tables", "toc", "pymdownx.superfences", "pymdownx.tasklist", "pymdownx.blocks.details"]


def rendered(text: str, language: str = "en") -> str:
    door = DoorPass(Edition("public", language), strings_for(language))
    configs = {"kb_mkdocs.blocks": {"door": door}}
    return markdown.markdown(text, extensions=["kb_mkdocs.blocks", *EXTENSIONS], extension_configs=configs)


def plain(html: str) -> str:
    """Without the words that only the script needs, and without regard to white space between tags."""
    words = r' data-(?:copy|copied|left|by-hand|language|own|variant|back|again|path|all|one|do|which|unknown|begin|next|said|score|best|fair|kind|turns)="[^"]*"'
    return re.sub(r"\s+", " ", re.sub(r">\s+<", "><", re.sub(words, "", html))).strip()


@pytest.mark.parametrize("case", GOLDEN, ids=lambda case: case["name"])
def test_golden(case: dict[str, str]) -> None:
    assert plain(rendered(case["markdown"])) == plain(case["html"])


def test_each_page_counts_anew_with_one_converter() -> None:
    configs = {"kb_mkdocs.blocks": {"door": DoorPass(Edition("public", "en"), strings_for("en"))}}
    md = markdown.Markdown(extensions=["kb_mkdocs.blocks"], extension_configs=configs)
    body = next(case["markdown"] for case in GOLDEN if "rehearsal" in case["markdown"])
    assert md.reset().convert(body) == md.reset().convert(body)


PARTS = st.sampled_from(
    [
        "/// decision | T",
        "//// rehearsal | T",
        "/// scene | start",
        "/// scene",
        "/// reply | T",
        "    for: novice",
        "    - : {x",
        "///",
        "////",
        "- [ ] say",
        "- [x]",
        "    why [go](#start)",
        "- a",
        "    - b",
        "{{name}}",
        "{{ }}{{x",
        "> quote",
        "```",
        "",
        "[l](#start)",
    ]
)


@given(st.lists(PARTS | st.text("/[]{}|-> \n*`#x", max_size=12), max_size=14).map("\n".join))
@settings(max_examples=150, deadline=None)
def test_no_text_breaks_the_page(text: str) -> None:
    rendered(text)


HIDDEN = [
    "//// reply | T\n    channel: mail\n\n/// visibility | internal\nSECRET\n///\nAfter.\n////",
    "//// visibility | internal\n/// reply | SECRET\n    for: novice\n\nSECRET\n///\n////\n\nAfter.",
    "//// decision | Q\n- a\n\n    /// visibility | internal\n    - SECRET\n    ///\n\n- After.\n////",
    "///// rehearsal | R\n//// scene | start\n/// visibility | internal\n- [x] SECRET\n\n    SECRET [go](#x)\n///\nAfter.\n////\n/////",
    "///// rehearsal | R\n//// visibility | internal\n/// scene | SECRET\nSECRET\n///\n////\n\n/// scene | s\nAfter.\n\n- [x] say\n\n    why [go](#SECRET)\n///\n/////",
]


@pytest.mark.parametrize("body", HIDDEN)
def test_what_is_hidden_inside_is_gone(body: str) -> None:
    view = library_of({"en/a.md": article(body)}).for_edition(Edition("public", "en"))
    page = rendered(view.articles[0].body)
    assert "SECRET" not in page
    assert "After." in page


def test_wrong_nesting_keeps_the_whole_article_back() -> None:
    body = "/// rehearsal | R\n/// scene | start\n/// visibility | internal\nSECRET\n///\n///\n///"
    assert not library_of({"en/a.md": article(body)}).for_edition(Edition("internal", "en")).articles
