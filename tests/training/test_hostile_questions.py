"""Whatever stands in a block: problems, never an exception, neither when it is read nor when it is shown."""

from __future__ import annotations

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.edition import Edition
from kb.strings import strings_for
from kb.training.questions.check import check_study
from kb.training.questions.data import bank_json, bank_of
from kb.training.questions.rot import stamped
from kb_mkdocs.blocks import BlocksExtension, DoorPass
from tests.conftest import article, library_of
from tests.training.bank import OBJECTIVES

LINES = [
    "/// question | Q-A-01", "/// question | Q-A-02", "/// question", "/// question | q a", "//// scenario | S-A-01", "//// scenario",
    "/// exam | T", "/// solution", "///", "////", "    type: matching", "    type: ordering", "    type: [a]", "    type: numeric",
    "    type: short", "    type: true-false", "    answer: .nan", "    answer: true", "    answer: 5", "    accept: {a: b}",
    "    accept: [x, 2026-01-01]", "    accept: a", "    objective: OBJ-SAT-1", "    objective: 3", "    source: KB-0101", "    source: [KB-1, x]",
    "    source_hash: 12345678", "    source_hash: no", "    difficulty: true", "    : :", "    a: *x", "    ? {a: b}", "    questions: 5", "    minutes: x",
    "    pass: 70", "    blueprint: {OBJ-SAT: 1}", "    blueprint: [1]", "    blueprint: {1: 2}", "", "Text?", "- [x] a", "- [ ] b", "    Why.", "- c",
    "1. one", "2. two", "| a | b |", "|---|---|", "| 1 | 2 |", "| 1 |", "> Feedback", "```", "<b>", "## Heading {#h}", "\tTab", "  - [x] deep",
]  # fmt: skip
EXTENSIONS = ["attr_list", "tables", "pymdownx.superfences", "pymdownx.tasklist"]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(LINES), max_size=24))
def test_any_lines(lines: list[str]) -> None:
    body = "\n".join(lines)
    text = article(body, id="KB-0301", more=f"type: module\n{OBJECTIVES}")
    library = library_of({"en/m.md": text, "en/v.md": article("It.", id="KB-0101")})
    for problem in check_study(library, "content/"):
        assert problem.line > 0 and problem.message
    view = library.for_edition(Edition("public", "en"))
    bank_json(bank_of(view), view)
    door = DoorPass(Edition("public", "en"), strings_for("en"))
    markdown.markdown(body, extensions=[BlocksExtension(door=door), *EXTENSIONS])


@pytest.mark.parametrize("line", range(1, 8))
def test_a_stamp_at_a_wrong_line_keeps_every_line(line: int) -> None:
    text = "a\n\n/// question | Q-A-01\n    type: short\n\nb\n///"
    kept = stamped(text, {line: "0123456789ab"}).split("\n")
    assert [one for one in kept if "source_hash" not in one] == text.split("\n")
