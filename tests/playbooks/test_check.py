"""What `kb check` says about decisions, replies, rehearsals and the sections of a playbook."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.checks.links import check_links
from kb.playbooks import DEFAULT_POLICY, check_playbooks, decisions, read_policy, rehearsals, replies
from kb.playbooks.plain import plain_reply
from kb.scaffold.bodies import BODIES
from tests.conftest import article, library_of

SECTIONS = ["Situation", "Goal", "What to say", "Do", "Don't", "When to escalate", "Replies"]
WHOLE = "\n\n".join(f"## {name}\n\nText." for name in SECTIONS)


def found(body: str, more: str = "") -> list[tuple[str, int]]:
    """(code, line of `body`) of what is wrong; an empty line stands before it."""
    library = library_of({"en/a.md": article(body, more=more)})
    first = library.articles[0].body_line
    return [(p.code, p.line - first) for p in check_playbooks(library, DEFAULT_POLICY)]


SCENE = "/// scene | {}\n> “Hello!”\n\n{}\n///\n"
GOOD = "- [x] say\n\n    It helps. [Go on](#{})"
BAD = "- [ ] shout\n\n    It hurts. [Go on](#{})"


def rehearsal(*scenes: tuple[str, str]) -> str:
    return "//// rehearsal | R\n" + "".join(SCENE.format(name, text) for name, text in scenes) + "////"


RIGHT = {
    "a decision": "/// decision | Q\n- a\n    - do\n- b\n\n    Which?\n\n    - c\n        - 1\n        - 2\n    - d\n        - 3\n///",
    "a reply": "/// reply | T\n    for: novice\n    channel: mail\n\nHello, {{name}}!\n///",
    "a rehearsal": rehearsal(("start", GOOD.format("end") + "\n\n" + BAD.format("start")), ("end", "Done.")),
}


@pytest.mark.parametrize("name", RIGHT)
def test_what_is_right_is_left_alone(name: str) -> None:
    assert found(RIGHT[name]) == []


WRONG = {
    "a decision without answers": ("/// decision | Q\nText.\n///", [("KB645", 1)]),
    "an answer that leads nowhere": ("/// decision | Q\n- a\n- b\n    - do\n///", [("KB645", 2)]),
    "a leaf beside branches": ("/// decision | Q\n- a\n    - b\n        - do\n    - c\n///", [("KB645", 5)]),
    "an unknown audience": ("/// reply | T\n    for: boss\n\nText.\n///", [("KB642", 1)]),
    "an unknown channel": ("/// reply | T\n    channel: pigeon\n\nText.\n///", [("KB642", 1)]),
    "an unknown option": ("/// reply | T\n    colour: red\n\nText.\n///", [("KB642", 1)]),
    "options that are none": ("/// reply | T\n    [x\n\nText.\n///", [("KB642", 1)]),
    "a reply without text": ("/// reply | T\n    for: novice\n///", [("KB642", 1)]),
    "an unlisted placeholder": ("/// reply | T\nHello, {{whoever}}!\n///", [("KB643", 1)]),
    "an unknown scene": (rehearsal(("start", GOOD.format("gone")), ("end", "x")), [("KB647", 5), ("KB648", 9)]),
    "a choice that leads nowhere": (rehearsal(("s", "- [x] say\n\n    Why."), ("e", "")), [("KB647", 5), ("KB648", 9)]),
    "no end": (rehearsal(("start", GOOD.format("start"))), [("KB649", 1)]),
    "a circle": (
        rehearsal(
            ("a", GOOD.format("b") + "\n\n" + GOOD.format("e")),
            ("b", GOOD.format("c")),
            ("c", GOOD.format("b")),
            ("e", ""),
        ),
        [("KB649", 13), ("KB649", 20)],
    ),
    "no feedback": (rehearsal(("s", "- [x] say\n\n    [Go on](#e)"), ("e", "x")), [("KB650", 5)]),
    "no good choice": (rehearsal(("s", BAD.format("e")), ("e", "x")), [("KB651", 2)]),
    "the same name twice": (rehearsal(("s", GOOD.format("s")), ("s", "x")), [("KB649", 1), ("KB652", 9)]),
    "a scene without a name": ("//// rehearsal | R\n/// scene\nx\n///\n////", [("KB652", 2)]),
    "no scenes": ("//// rehearsal | R\nText.\n////", [("KB652", 1)]),
    "a scene alone": ("/// scene | s\nText.\n///", [("KB652", 1)]),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_told_at_its_line(name: str) -> None:
    body, expected = WRONG[name]
    assert sorted(found(body)) == sorted(expected)


def test_a_playbook_has_its_sections_in_order() -> None:
    assert found(WHOLE, "type: playbook\n") == []
    assert [code for code, _ in found(WHOLE.replace("## Goal", "## Aims"), "type: playbook\n")] == ["KB640"]
    turned = WHOLE.replace("## Goal", "## X").replace("## Do\n", "## Goal\n").replace("## X", "## Do")
    assert [code for code, _ in found(turned, "type: playbook\n")] == ["KB640"]
    assert found("Text.", "type: article\n") == []


@pytest.mark.parametrize("language", ["uk", "en"])
def test_a_new_playbook_has_what_the_check_wants(language: str) -> None:
    library = library_of({f"{language}/a.md": article(BODIES[language]["playbook"], more="type: playbook\n")})
    assert list(check_playbooks(library, DEFAULT_POLICY)) == []


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Hello, {{name}}!\n\nBye,\n{{agent}}", "Hello, {{name}}!\n\nBye,\n{{agent}}"),
        ("**Now** see [the page](https://example.org/a_(b)).", "Now see the page (https://example.org/a_(b))."),
        ("- one\n- *two*\n\n1. three", "- one\n- two\n1. three"),
        ("x" * 90 + "\ny", "x" * 90 + " y"),
        ("[here](other.md) is {{next_step}}", "here is {{next_step}}"),
        ("", ""),
    ],
)
def test_a_reply_as_plain_text(text: str, plain: str) -> None:
    assert plain_reply(text) == plain


def test_the_team_names_sections_and_placeholders() -> None:
    raw = {
        "playbooks": {"sections": {"en": {"goal": "Aims", "situation": ""}}, "placeholders": {"order": {"en": "Order"}}}
    }
    policy, problems = read_policy(raw, "p.yml")
    assert not problems
    assert policy.headings("en")[:2] == (("goal", "Aims"), ("say", "What to say"))
    assert policy.label("order", "uk") == "Order" and policy.label("name", "uk") != "name"
    for wrong in (7, {"section": {}}, {"sections": {"en": {"gaol": "x"}}}, {"placeholders": []}):
        assert [p.code for p in read_policy({"playbooks": wrong}, "p.yml")[1]] == ["KB502"]


@pytest.mark.parametrize(
    ("uk", "en", "number"),
    [
        ("/// reply | A\nДобрий день, {{name}}!\n///", "/// reply | B\nHello, {{name}}!\n///", 0),
        ("/// reply | A\nДобрий день, {{name}}!\n///", "/// reply | B\nHello!\n///", 1),
        ("/// reply | A\n    for: novice\n\nТак.\n///", "/// reply | B\n    for: expert\n\nYes.\n///", 1),
        ("/// reply | A\nТак.\n///", "/// reply | B\nYes.\n///\n\n/// reply | C\nNo.\n///", 1),
        (RIGHT["a rehearsal"], RIGHT["a rehearsal"].replace("scene | end", "scene | fin").replace("#end", "#fin"), 1),
    ],
)
def test_both_languages_offer_the_same(uk: str, en: str, number: int) -> None:
    library = library_of({"uk/a.md": article(uk), "en/a.md": article(en)})
    problems = list(check_playbooks(library, DEFAULT_POLICY))
    assert [(p.code, p.path) for p in problems] == [("KB644", "content/en/a.md")] * number


PIECES = st.sampled_from(
    """/// decision | T;//// rehearsal | T;/// scene | s;/// reply | T;///;////;    for: [;- [x] a;    - b
;        why [x](#s);;{{ name }};```;\t- c;> - d;- /// reply | q;    - : {x""".replace("\n", "").split(";")
)


@given(st.lists(PIECES | st.text(max_size=10), max_size=16).map("\n".join))
@settings(max_examples=200, deadline=None)
def test_no_text_makes_the_reader_fail(body: str) -> None:
    library = library_of({"en/a.md": article(body, more="type: playbook\n").encode("utf-8", "ignore")})
    for one in library.articles:
        decisions(one), replies(one), rehearsals(one)
    list(check_playbooks(library, DEFAULT_POLICY))


def test_links_to_scenes_are_no_missing_headings_but_others_are() -> None:
    library = library_of(
        {
            "en/a.md": article(
                RIGHT["a rehearsal"]
                + "\n\n/// decision | Q\n- a\n    - [go](#nowhere) [there](#rehearsal-1) [not](#reply-1)\n///"
            )
        }
    )
    told = [(p.code, p.message.split('"')[1]) for p in check_links(library, "content/")]
    assert told == [("KB302", "#nowhere"), ("KB302", "#reply-1")]
