"""Front matter: what is accepted, and what each mistake says."""

from __future__ import annotations

from datetime import date

import pytest

from kb.library.frontmatter import FrontMatter
from kb.library.header import parse

GOOD = "id: KB-0142\ntitle: Принтер не друкує\nvisibility: public\n"


def problems(header: str) -> list[tuple[int, int, str]]:
    return [(p.line, p.column, p.code) for p in parse("a.md", f"---\n{header}---\nText\n").problems]


def test_a_full_header_is_read() -> None:
    header = GOOD + (
        "type: article\naudience: [novice, expert]\nstatus: validated\nowner: service-desk\n"
        "verified: {on: 2026-11-02, by: olena, against: Windows 11 24H2, method: reproduced}\n"
        'review_every: 90d\nsymptoms: ["друкує пусті сторінки", "Error 0x00000709"]\ntags: [printing]\n'
    )
    parsed = parse("a.md", f"---\n{header}---\n\nBody\n")
    assert parsed.problems == ()
    assert parsed.meta is not None
    assert parsed.meta.verified is not None and parsed.meta.verified.on == date(2026, 11, 2)
    assert parsed.meta.audience == ("novice", "expert")
    assert parsed.body == "\nBody\n"
    assert parsed.body_line == 14


@pytest.mark.parametrize(
    ("header", "line", "code", "says"),
    [
        ("title: T\nvisibility: public\n", 2, "KB104", "`id` is missing"),
        ("id: KB-1\nvisibility: public\n", 2, "KB104", "`title` is missing"),
        ("id: KB-1\ntitle: T\n", 2, "KB104", "`visibility` is missing"),
        ("id: KB-1\ntitle: T\nvisiblity: public\n", 2, "KB104", "`visibility` is missing"),
        ("id: KB-1\ntitle: T\nvisibility: Public\n", 4, "KB105", '"Public"'),
        ("id: KB-1\ntitle: T\nvisibility: [public]\n", 4, "KB105", "a list"),
        ("id: KB-1\ntitle: T\nvisibility:\n", 2, "KB104", "`visibility` is missing"),
        ("id: 142\ntitle: T\nvisibility: public\n", 2, "KB105", "the number 142"),
        ("id: kb-142\ntitle: T\nvisibility: public\n", 2, "KB105", "KB-0142"),
        ("id: KB-1\ntitle: 404\nvisibility: public\n", 3, "KB105", "the number 404"),
        ("id: KB-1\ntitle: 2026-01-01\nvisibility: public\n", 3, "KB105", "the date 2026-01-01"),
        ("id: KB-1\ntitle: true\nvisibility: public\n", 3, "KB105", "true"),
        ('id: KB-1\ntitle: ""\nvisibility: public\n', 3, "KB105", "not be empty"),
        (GOOD + 'verified: {on: "2026-11-02"}\n', 5, "KB107", '"2026-11-02", not a date'),
        (GOOD + "verified: {on: 11/02/2026}\n", 5, "KB107", '"11/02/2026", not a date'),
        (GOOD + "verified: {on: 02.11.2026}\n", 5, "KB107", '"02.11.2026", not a date'),
        (GOOD + "verified: {on: 2026-13-45}\n", 5, "KB107", "2026-13-45"),
        (GOOD + "verified: {on: 2026-02-30}\n", 5, "KB107", "2026-02-30"),
        (GOOD + "verified: {on: 2026-11-02T10:00:00}\n", 5, "KB107", "not a date"),
        (GOOD + "verified: yesterday\n", 5, "KB105", "a mapping"),
        (GOOD + "verified: {by: olena}\n", 5, "KB104", "`verified.on` is missing"),
        (GOOD + "audience: novice\n", 5, "KB105", "a list"),
        (GOOD + "audience: [novise]\n", 5, "KB105", '"novise"'),
        (GOOD + "tags: [1]\n", 5, "KB105", "the number 1"),
        (GOOD + "symptoms: [0x00000709]\n", 5, "KB105", "the number 0x00000709"),
        (GOOD + "review_every: 90\n", 5, "KB105", "the number 90"),
        (GOOD + "review_every: often\n", 5, "KB105", "90d"),
        (GOOD + "order: first\n", 5, "KB105", "whole number"),
        (GOOD + "colour: red\n", 5, "KB106", '"colour"'),
        (GOOD + "id: KB-2\n", 5, "KB103", '"id" stands twice'),
        (GOOD + "visibility: internal\n", 5, "KB103", '"visibility" stands twice'),
        ("id: [unclosed\n", 3, "KB102", "not valid YAML"),
        ("id: KB-1\n\ttitle: T\n", 3, "KB102", "not valid YAML"),
        ("title: a: b\n", 2, "KB102", "not valid YAML"),
        ("- a\n- b\n", 2, "KB102", "a list"),
        ("just words\n", 2, "KB102", "a str"),
        ("", 2, "KB102", "empty"),
        ("1: x\n", 2, "KB102", "no text"),
        ("a: &x [1]\nb: *x\n", 2, "KB102", "anchors"),
        ("? [a, b]\n: c\n", 2, "KB102", ""),
        ("id: !!python/object/apply:os.system [ls]\n", 2, "KB102", "not valid YAML"),
        (GOOD + "exercised: {on: 2026-01-01, byy: x}\n", 5, "KB106", '"exercised.byy"'),
        (GOOD + "exercised:\n  - {on: 2026-01-01}\n  - {on: 2026-02-01, outcome: wrked}\n", 7, "KB105", "or failed"),
        (GOOD + "exercised: [{by: x}]\n", 5, "KB104", "`exercised.0.on` is missing"),
        (GOOD + "exercised: {on: 2026-01-01, minutes: -1}\n", 5, "KB105", "the number -1"),
        (GOOD + "exercised: often\n", 5, "KB105", "a list"),
        (GOOD + "inputs: [{name: mail, type: emial}]\n", 5, "KB105", "email"),
        (GOOD + "affected: {windows-11: 24}\n", 5, "KB105", "`affected.windows-11` is the number 24"),
        (GOOD + "fixed_in: {windows-11: 25}\n", 5, "KB105", "`fixed_in.windows-11` is the number 25"),
        (GOOD + "fixed_in: 2411\n", 5, "KB105", "`fixed_in` is the number 2411"),
        (GOOD + "since: soon\n", 5, "KB107", "not a date"),
        (GOOD + "notice: yes\n", 5, "KB105", "true or false"),
    ],
)
def test_each_mistake_has_its_line_and_words(header: str, line: int, code: str, says: str) -> None:
    parsed = parse("a.md", f"---\n{header}---\nText\n")
    found = [p for p in parsed.problems if p.code == code]
    assert found, parsed.problems
    assert found[0].line == line
    assert found[0].column >= 1
    assert says in found[0].message
    assert found[0].hint


def test_exercises_are_a_list_and_one_mapping_is_a_list_of_one() -> None:
    one = parse("a.md", f"---\n{GOOD}exercised: {{on: 2026-01-02, by: desk}}\n---\n").meta
    assert one is not None and [done.by for done in one.exercised] == ["desk"]
    several = "exercised:\n  - {on: 2026-03-04, outcome: worked-with-changes, minutes: 12, note: Порт інший}\n  - {on: 2026-01-02}\n"
    parsed = parse("a.md", f"---\n{GOOD}{several}---\n")
    assert parsed.problems == () and parsed.meta is not None
    newest = parsed.meta.last_exercised
    assert newest is not None and (newest.on, newest.minutes) == (date(2026, 3, 4), 12)
    assert FrontMatter.model_validate_json(parsed.meta.model_dump_json(exclude_unset=True)) == parsed.meta


@pytest.mark.parametrize(
    ("written", "text"),
    [("KB5062660", "KB5062660"), ('{windows-11: 25H2, outlook: "2411"}', "windows-11 25H2, outlook 2411")],
)
def test_a_known_error_is_fixed_in_a_version_or_in_one_for_each_product(written: str, text: str) -> None:
    known = 'affected: {windows-11: 24H2, outlook: ">=2409,<2411"}\nsince: 2026-10-14\nnotice: true\n'
    parsed = parse("a.md", f"---\n{GOOD}{known}fixed_in: {written}\n---\n")
    assert parsed.problems == () and parsed.meta is not None
    assert parsed.meta.fixed_text == text and parsed.meta.notice and parsed.meta.since == date(2026, 10, 14)
    assert parsed.meta.affected == {"windows-11": "24H2", "outlook": ">=2409,<2411"}


def test_misspelt_keys_are_recognised() -> None:
    found = parse("a.md", "---\nid: KB-1\ntitle: T\nvisiblity: public\n---\n").problems
    assert any("visiblity" in p.hint and "visibility" in p.hint for p in found if p.code == "KB104")
    found = parse("a.md", f"---\n{GOOD}symptons: [a]\n---\n").problems
    assert found[0].hint == 'did you mean "symptoms"?'


def test_a_wrong_value_costs_only_itself() -> None:
    parsed = parse("a.md", f"---\n{GOOD}owner: desk\nverified: {{on: soon}}\ntags: [ok]\n---\nText\n")
    assert parsed.meta is not None
    assert parsed.meta.owner == "desk" and parsed.meta.tags == ("ok",) and parsed.meta.verified is None


@pytest.mark.parametrize("broken", ["visibility: secret", "visibility: 1", "id: x"])
def test_without_the_essentials_there_is_no_article(broken: str) -> None:
    key = broken.split(":", maxsplit=1)[0]
    header = "".join(line + "\n" for line in GOOD.splitlines() if not line.startswith(key)) + broken + "\n"
    assert parse("a.md", f"---\n{header}---\nText\n").meta is None


@pytest.mark.parametrize(
    "text", ["", "No header", "---\nid: KB-1\nno end", "--- \n", "\n\n---", "+++\ntitle = 1\n+++\n"]
)
def test_without_a_header_there_is_one_problem(text: str) -> None:
    parsed = parse("a.md", text)
    assert parsed.meta is None
    assert [p.code for p in parsed.problems] == ["KB101"]


@pytest.mark.parametrize("word", ["no", "yes", "on", "off", "Так", "NO"])
def test_yaml_1_1_words_stay_words(word: str) -> None:
    parsed = parse("a.md", f"---\nid: KB-1\ntitle: {word}\nvisibility: public\n---\n")
    assert parsed.meta is not None and parsed.meta.title == word


def test_a_bomb_of_aliases_is_refused_at_once() -> None:
    header = "a: &a [x]\n" + "".join(
        f"{chr(98 + i)}: &{chr(98 + i)} [*{chr(97 + i)}, *{chr(97 + i)}]\n" for i in range(20)
    )
    assert problems(header)[0][2] == "KB102"


def test_deep_nesting_is_a_problem_not_a_crash() -> None:
    assert problems("a: " + "[" * 5000 + "]" * 5000 + "\n")[0][2] == "KB102"


def test_a_module_has_objectives_with_ids_or_plain_lines_and_steps_in_order() -> None:
    parsed = parse(
        "m.md",
        f"---\n{GOOD}type: module\nobjectives:\n  - {{id: OBJ-SAT-1, text: Пояснити, навіщо, і кому}}\n  - Слухати\n"
        "steps:\n  - {article: KB-0101, do: practise, note: двічі, удвох}\n  - article: KB-0102\n"
        "modules: [KB-0301]\nexams: [KB-0320]\n---\n",
    )
    assert parsed.problems == () and parsed.meta is not None
    objectives = [(o.id, o.text) for o in parsed.meta.objectives]
    assert objectives == [("OBJ-SAT-1", "Пояснити, навіщо, і кому"), (None, "Слухати")]
    assert [(s.article, s.do, s.note) for s in parsed.meta.steps] == [
        ("KB-0101", "practise", "двічі, удвох"),
        ("KB-0102", "read", None),
    ]
    assert (parsed.meta.modules, parsed.meta.exams) == (("KB-0301",), ("KB-0320",))


@pytest.mark.parametrize(
    ("lines", "code", "says"),
    [
        ("objectives:\n  - {id: SAT-1, text: T}\n", "KB105", "OBJ-SAT-1"),
        ("objectives:\n  - {id: OBJ-SAT-1}\n", "KB104", "`objectives.0.text` is missing"),
        ("objectives:\n  - {id: OBJ-SAT-1, text: T, level: 2}\n", "KB106", '"objectives.0.level"'),
        ("steps:\n  - {article: KB-1, do: reed}\n", "KB105", '"reed"'),
        ("steps:\n  - KB-1\n", "KB105", "{article: KB-0142, do: read}"),
    ],
)
def test_mistakes_in_a_module(lines: str, code: str, says: str) -> None:
    found = [p for p in parse("m.md", f"---\n{GOOD}{lines}---\n").problems if p.code == code]
    assert found and found[0].line > 5 and says in found[0].message and found[0].hint
