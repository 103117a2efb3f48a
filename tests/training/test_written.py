"""A question that is written and read again is the same; the page shows what the domain has read."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import html5lib
import markdown
import pytest

from kb.edition import Edition
from kb.library import Article
from kb.sources import read_library, read_settings
from kb.strings import strings_for
from kb.training.questions.model import Question, Scenario
from kb.training.questions.read import read_study
from kb.training.questions.write import questions_markdown
from kb_mkdocs.blocks import BlocksExtension, DoorPass
from tests.conftest import ROOT, article, library_of
from tests.training.bank import BODY


def bare(question: Question) -> Question:
    """Without where it stands."""
    options = tuple(replace(option, line=0) for option in question.options)
    pairs = tuple(replace(pair, line=0) for pair in question.pairs)
    scenario = replace(question.scenario, line=0) if question.scenario else None
    return replace(question, options=options, pairs=pairs, scenario=scenario, line=0, path="", article="")


def read(body: str) -> tuple[Question, ...]:
    study = read_study(library_of({"en/m.md": article(body)}))
    assert [p.message for p in study.problems] == []
    return study.questions


def test_written_and_read_again() -> None:
    questions = read(BODY)
    more = replace(
        questions[0],
        id="Q-SAT-50",
        text="Two paragraphs.\n\n```text\n- [x] code | here\n```",
        options=(
            replace(questions[0].options[0], text="One\nand more", feedback="Why.\n\n- a list\n- of two"),
            questions[0].options[1],
        ),
        feedback="First.\n\nSecond.",
        source_hash="0123456789ab",
        scenario=Scenario("S-SAT-50", "Told."),
    )
    every = [*questions, more]
    assert [bare(q) for q in read(questions_markdown(every))] == [bare(q) for q in every]


def rendered(found: Article) -> list[dict[str, object]]:
    """Each question as the page has it."""
    door = DoorPass(Edition("public", found.language), strings_for(found.language))
    extensions = [BlocksExtension(door=door), "tables", "pymdownx.superfences", "pymdownx.tasklist"]
    page = html5lib.parse(markdown.markdown(found.body, extensions=extensions), namespaceHTMLElements=False)
    return [
        {
            "id": box.get("data-question"),
            "kind": box.get("data-kind"),
            "rights": [
                item.get("data-right") is not None for item in box.findall(".//ul[@class='kb-question__key']/li")
            ],
            "explained": [
                item.find("div[@class='kb-question__why']") is not None
                for item in box.findall(".//ul[@class='kb-question__key']/li")
            ],
            "pairs": len(box.findall(".//table[@class='kb-question__pairs']/tbody/tr")),
            "items": len(box.findall(".//ol[@class='kb-question__order']/li")),
            "accept": [json.loads(p.get("data-accept")) for p in box.iter("p") if p.get("data-accept")],
            "feedback": box.find(".//details/div[@class='kb-question__feedback']") is not None,
        }
        for box in page.iter("kb-question")
    ]


def as_read(question: Question) -> dict[str, object]:
    return {
        "id": question.id,
        "kind": question.kind,
        "rights": [option.right for option in question.options],
        "explained": [bool(option.feedback) for option in question.options],
        "pairs": len(question.pairs),
        "items": len(question.items),
        "accept": [list(question.accept)] if question.accept else [],
        "feedback": bool(question.feedback),
    }


def test_the_page_shows_what_was_read() -> None:
    library = library_of({"en/m.md": article(BODY)})
    assert rendered(library.articles[0]) == [as_read(q) for q in read(BODY)]


@pytest.mark.parametrize("language", ["uk", "en"])
def test_our_own_lessons_are_shown_as_they_are_read(language: str) -> None:
    library = read_library(read_settings(Path(ROOT)))
    questions = read_study(library).questions
    assert questions
    for path in sorted({q.path for q in questions if q.language == language}):
        found = library.by_path[path]
        assert rendered(found) == [as_read(q) for q in questions if q.path == path], path
