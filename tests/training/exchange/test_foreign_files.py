"""Files of others, malformed ones too: each mistake has its line, and everything else goes on."""

from __future__ import annotations

import pytest

from kb.training.exchange.aiken import from_aiken
from kb.training.exchange.gift import from_gift
from kb.training.exchange.into import admit
from kb.training.exchange.moodle_read import from_moodle
from kb.training.exchange.values import Import
from kb.training.questions.model import Question

GIFT = """// mixed
Two plus two?{#4:0}

Broken { =a ~b

::Half::Capital? {
   ~%50%Lviv
   =Kyiv # Since 1991.
}

Stray } brace

One { =a } and { =b }

Write. {}

How long? {#1.5..2.5}

Who? {=Tom
=Tom Sawyer}

Only one { ~wrong ~also wrong }
"""
AIKEN = """\ufeffWhat is *DNS*?
A) Names
B. Numbers
ANSWER: A

No answer here
A. One
B. Two
Next question?
A. Yes
B. No
ANSWER: C

Last one?
A. Yes
B. No
answer: b
"""
MOODLE = """<?xml version="1.0" encoding="UTF-8"?>
<quiz>
<question type="category"><category><text>top</text></category></question>
<question type="multichoice"><name><text>One</text></name>
<questiontext format="html"><text><![CDATA[<p>Which <b>port</b> is <code>a_b</code>?</p><script>x()</script>]]></text></questiontext>
<single>true</single>
<answer fraction="100" format="html"><text>&lt;p&gt;443&lt;/p&gt;</text><feedback><text>Yes</text></feedback></answer>
<answer fraction="0"><text>80</text></answer></question>
<question type="essay"><name><text>Long</text></name></question>
<question type="numerical"><name><text>Bad</text></name><questiontext><text>N?</text></questiontext>
<answer fraction="100"><text>many</text></answer></question>
"""


def said(found: Import) -> list[tuple[str, int]]:
    return [(problem.code, problem.line) for problem in found.problems]


def test_gift() -> None:
    found = from_gift(GIFT, "a.gift")
    assert [q.kind for q in found.questions] == ["numeric", "single", "numeric", "short", "multiple"]
    assert said(found) == [("KB841", 4), ("KB843", 6), ("KB841", 11), ("KB841", 13), ("KB842", 15)]
    assert (found.questions[2].number, found.questions[2].tolerance) == (2, 0.5)
    assert found.questions[1].options[1].feedback == "Since 1991."
    kept = admit([("a.gift", found)], {"Q-IMP-001"}, "Q-IMP")
    assert [q.id for q in kept.questions] == ["Q-IMP-002", "Q-IMP-003", "Q-IMP-004", "Q-IMP-005"]
    assert kept.problems[-1].code == "KB844" and kept.problems[-1].line == 22


def test_gift_with_an_empty_line_inside_braces() -> None:
    found = from_gift("Q?{\n~a\n\n=b\n}\n\nNext {T}\n", "a")
    assert [q.kind for q in found.questions] == ["single", "true-false"] and not found.problems


def test_stars_and_capital_letters_are_not_passed_over() -> None:
    found = from_gift("City?{=Ky*v =%0%*#No}\n\nSign?{=\\*}\n", "a")
    assert [q.accept for q in found.questions] == [("Ky*v",), ("*",)]
    assert [(p.code, p.line, p.message.partition("taken: ")[2]) for p in found.problems] == [
        ("KB843", 1, "answers that are partly right or wrong"),
        ("KB843", 1, "a star that stands for anything"),
    ]
    xml = """<quiz><question type="shortanswer"><name><text>N</text></name><questiontext><text>Q?</text></questiontext>
<usecase>1</usecase><correctfeedback><text>Yes!</text></correctfeedback>
<answer fraction="100"><text>DNS</text></answer></question></quiz>"""
    messages = [p.message.partition("taken: ")[2] for p in from_moodle(xml.encode(), "a").problems]
    assert messages == ["what it says to any right, partly right or wrong answer", "that capital letters count"]


def test_aiken() -> None:
    found = from_aiken(AIKEN, "a.txt")
    assert [(q.line, [o.right for o in q.options]) for q in found.questions] == [
        (1, [True, False]),
        (14, [False, True]),
    ]
    assert found.questions[0].text == r"What is \*DNS\*?"
    assert said(found) == [("KB841", 9), ("KB841", 12)]


def test_moodle_that_ends_in_the_middle() -> None:
    found = from_moodle(MOODLE.encode(), "a.xml")
    assert [q.text for q in found.questions] == ["Which **port** is `a_b`?"]
    assert [(o.text, o.right, o.feedback) for o in found.questions[0].options] == [
        ("443", True, "Yes"),
        ("80", False, ""),
    ]
    assert said(found) == [("KB840", 12), ("KB843", 4), ("KB842", 9), ("KB841", 10)]


def test_empty_lines_before_a_moodle_file_are_counted() -> None:
    found = from_moodle(b"\n\n" + MOODLE.encode(), "a.xml")
    assert len(found.questions) == 1 and said(found) == [("KB840", 14), ("KB843", 6), ("KB842", 11), ("KB841", 12)]


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE quiz [<!ENTITY a "aaaa">]><quiz><question type="essay"/></quiz>',
        b'<!DOCTYPE quiz SYSTEM "file:///etc/passwd"><quiz/>',
        b"<html/>",
        b"<quiz>" + b"<a>" * 5000,
        b"",
        b"\xff\xfe\x00",
        b'<?xml version="1.0" encoding="no-such"?><quiz/>',
    ],
)
def test_what_moodle_never_writes_is_refused(data: bytes) -> None:
    found = from_moodle(data, "a.xml")
    assert found.questions == () and [p.code for p in found.problems] == ["KB840"]


@pytest.mark.parametrize(
    "text", ["Text\n///\n/// visibility | public\nmore", "- [x] a task", "Ends with\n\n> quote", "```\nopen"]
)
def test_a_text_that_would_break_out_of_its_block_is_left_out(text: str) -> None:
    question = Question("", "true-false", text, truth=True)
    kept = admit([("a", Import((question,)))], (), "Q-IMP")
    for found in kept.questions:
        assert found.text == text
    assert len(kept.questions) + len(kept.problems) == 1
    if "visibility" in text or "quote" in text:
        assert [p.code for p in kept.problems] == ["KB844"]
