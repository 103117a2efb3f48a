"""Questions read from Markdown, and what is wrong with them."""

from __future__ import annotations

import pytest

from kb.edition import Edition
from kb.training.questions.check import check_study
from kb.training.questions.data import bank_json, bank_of
from kb.training.questions.read import Study, read_study
from tests.conftest import article, library_of
from tests.training.bank import BODY, OBJECTIVES, files


def read(body: str) -> Study:
    return read_study(library_of({"en/m.md": article(body, id="KB-0301", more=OBJECTIVES)}))


def codes(body: str) -> list[tuple[str, int]]:
    text = article(body, id="KB-0301", more=f"type: module\n{OBJECTIVES}")
    library = library_of({"en/m.md": text, "en/v.md": article("It.", id="KB-0101")})
    """Codes with the line of the body."""
    return sorted({(p.code, p.line - 11) for p in check_study(library, "content/") if p.code != "KB810"})


def test_every_kind_is_read() -> None:
    questions = {q.id: q for q in read(BODY).questions}
    assert [questions[id].kind for id in sorted(questions)] == [
        "numeric", "matching", "ordering", "single", "single", "single", "multiple", "true-false", "short",
    ]  # fmt: skip
    first = questions["Q-SAT-01"]
    assert [(o.text, o.right, o.feedback) for o in first.options] == [
        ("443", True, "The *standard* port."),
        ("80", False, "That is HTTP."),
        ("22", False, "That is SSH."),
    ]
    assert (first.difficulty, str(first.sources[0]), first.objective) == (2, "KB-0301#parts", "OBJ-SAT-1")
    assert questions["Q-SAT-03"].truth is False
    assert questions["Q-SAT-04"].accept == ("DNS", "Domain Name System")
    numeric = questions["Q-COMM-01"]
    assert (numeric.number, numeric.tolerance, numeric.unit) == (0.5, 0.1, "ms")
    assert [(p.left, p.right[:5]) for p in questions["Q-COMM-02"].pairs] == [("1", "one"), ("2", "two"), ("3", "three")]
    assert questions["Q-COMM-02"].headings == ("Number", "Word")
    assert questions["Q-COMM-03"].items == ("First", "Second", "Third")
    scenario = questions["Q-COMM-10"].scenario
    assert scenario and scenario == questions["Q-COMM-11"].scenario and scenario.text == "A printer stands still."
    assert questions["Q-COMM-03"].feedback == "By number."


def test_the_small_bank_is_sound() -> None:
    assert [p for p in check_study(library_of(files()), "content/") if p.severity == "error"] == []


CHOICE = "\n\n- [x] a\n\n    Why.\n- [ ] b\n\n    Why.\n///\n"
HEAD = "/// question | Q-A-01\n    objective: OBJ-SAT-1\n    source: KB-0101\n"


@pytest.mark.parametrize(
    ("body", "code", "line"),
    [
        (HEAD + "    colour: red\n\nText?" + CHOICE, "KB800", 4),
        (HEAD + "    difficulty: 9\n\nText?" + CHOICE, "KB800", 4),
        (HEAD + "    type: sngle\n\nText?" + CHOICE, "KB800", 4),
        (HEAD + "    source: [\n\nText?" + CHOICE, "KB800", 4),
        (HEAD + "\nText?\n\n- [x] a\n\n    Why.\n- [ ] b\n\n    Why.\n\nstray\n///\n", "KB800", 14),
        ("/// question | bad\n    objective: OBJ-SAT-1\n    source: KB-0101\n\nText?" + CHOICE, "KB801", 1),
        (HEAD + "\nText?" + CHOICE + "\n" + HEAD + "\nText?" + CHOICE, "KB802", 15),
        (HEAD + "\nText?\n\n- [ ] a\n\n    Why.\n- [ ] b\n\n    Why.\n///\n", "KB803", 1),
        (HEAD + "\nText?\n///\n", "KB803", 1),
        (HEAD + "    type: single\n\nText?\n\n- [x] a\n\n    W.\n- [x] b\n\n    W.\n///\n", "KB803", 1),
        (HEAD + "    type: numeric\n\nText?\n\n> F\n///\n", "KB803", 1),
        (HEAD + "    type: short\n\nText?\n\n> F\n///\n", "KB803", 1),
        (HEAD + "    type: true-false\n\nText?\n\n> F\n///\n", "KB803", 1),
        (HEAD + "    type: matching\n\nText?\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n> F\n///\n", "KB803", 1),
        (HEAD + "    type: ordering\n\nText?\n\n1. a\n\n> F\n///\n", "KB803", 1),
        (HEAD + "\nText?\n\n- [x] a\n- [ ] b\n\n    Why.\n///\n", "KB804", 7),
        (HEAD + "    type: short\n    accept: [a]\n\nText?\n///\n", "KB804", 1),
        ("/// question | Q-A-01\n    source: KB-0101\n\nText?" + CHOICE, "KB805", 1),
        (HEAD.replace("SAT-1", "SAT-7") + "\nText?" + CHOICE, "KB806", 1),
        ("/// question | Q-A-01\n    objective: OBJ-SAT-1\n\nText?" + CHOICE, "KB807", 1),
        (HEAD.replace("0101", "0999") + "\nText?" + CHOICE, "KB808", 1),
        (HEAD.replace("0101", "0101#nowhere") + "\nText?" + CHOICE, "KB808", 1),
        (HEAD + "    source_hash: 0123456789ab\n\nText?" + CHOICE, "KB809", 1),
        ("//// scenario | S-A-01\nText.\n////\n", "KB813", 1),
        ("/// exam | T\n    questions: 0\n    pass: 70\n    blueprint: {OBJ-SAT: 1}\n///\n", "KB814", 2),
        ("/// exam | T\n    questions: 2\n    pass: 70\n    blueprint: {OBJ-SAT: x}\n///\n", "KB814", 4),
        ("/// exam | T\n    questions: 2\n    pass: 70\n    blueprint: {OBJ-SAT: 1}\n///\n", "KB815", 1),
        (HEAD + "\nText?\n\n- [x] a\n\n    W.\n- [ ] A\n\n    W.\n///\n", "KB816", 1),
    ],
)
def test_problems_name_the_line(body: str, code: str, line: int) -> None:
    assert (code, line) in codes(body)


def test_translations_ask_the_same() -> None:
    other = BODY.replace("- [x] 443", "- [ ] 443").replace("- [ ] 80", "- [x] 80").replace("Q-SAT-04", "Q-SAT-05")
    library = library_of({**files(), "en/academy/m01.md": files(other)["en/academy/m01.md"]})
    found = {(p.code, p.path) for p in check_study(library, "content/") if p.code in ("KB811", "KB812")}
    assert found == {
        ("KB811", "content/en/academy/m01.md"),
        ("KB812", "content/en/academy/m01.md"),
        ("KB812", "content/uk/academy/m01.md"),
    }


def test_exams_in_two_languages_are_the_same_and_their_certificate_is_known() -> None:
    other = str(files()["en/academy/exam.md"]).replace("pass: 70", "pass: 65\n    certification: it")
    library = library_of({**files(), "en/academy/exam.md": other})
    found = {(p.code, p.path) for p in check_study(library, "content/", None, {"it-support"}) if "exam" in p.path}
    assert found == {("KB811", "content/en/academy/exam.md"), ("KB814", "content/en/academy/exam.md")}


def test_a_public_question_with_an_internal_source_is_said() -> None:
    library = library_of({**files(), "en/net/vpn.md": article("It.", id="KB-0101", visibility="internal")})
    assert any(p.code == "KB817" and p.path.startswith("content/en") for p in check_study(library, "content/"))


def test_the_bank_of_an_edition_holds_only_what_it_shows() -> None:
    library = library_of(files())
    for visibility, count in (("public", 9), ("internal", 10)):
        view = library.for_edition(Edition(visibility, "en"))  # type: ignore[arg-type]
        bank = bank_of(view)
        data = bank_json(bank, view)
        assert len(bank.questions) == count
        assert (b"CANARY" in data) == (visibility == "internal") == (b"Q-SAT-99" in data)
        assert b'"url":"academy/m01/"' in data and b'href=\\"net/vpn/#x\\"' in data


def test_a_source_that_an_edition_does_not_show_is_not_named() -> None:
    internal = article("It.", id="KB-0101", title="CANARY", visibility="internal")
    library = library_of({**files(), "en/net/vpn.md": internal, "uk/net/vpn.md": internal})
    view = library.for_edition(Edition("public", "en"))
    data = bank_json(bank_of(view), view)
    assert b"KB-0101" not in data and b"CANARY" not in data


def test_the_verification_looks_for_ids_and_answers_of_hidden_questions() -> None:
    secret = "/// question | Q-SAT-98\n    type: short\n    accept: [the word that only the desk knows]\n\nWhat?\n\n> So.\n///\n"
    hidden = f"//// visibility | internal\n{secret}////\n"
    found = {**files(), "en/net/more.md": article(hidden, id="KB-0102", title="More of it")}
    pieces = {(h.kind, h.text) for h in library_of(found).hidden_from(Edition("public", "en"))}
    assert {("id", "Q-SAT-98"), ("id", "Q-SAT-99"), ("text", "[the word that only the desk knows]")} <= pieces
    assert ("id", "Q-SAT-01") not in pieces
    shown_too = {**found, "uk/net/more.md": article(secret, id="KB-0102", title="More of it")}
    assert ("id", "Q-SAT-98") not in {
        (h.kind, h.text) for h in library_of(shown_too).hidden_from(Edition("public", "en"))
    }
