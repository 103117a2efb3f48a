"""What a regular expression needs is in every text that it matches."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb_mkdocs.needed import look_for, needed

EXPRESSIONS = [
    (r"\[\^([^\]]*)\]", ("[^",)),
    (r"(?<!\!)\[", ("[",)),
    (r"<([A-Za-z][A-Za-z0-9+.-]*://[^<>]*)>", ("://",)),
    (r"  \n", ("  \n",)),
    (r"\*|_", ("*", "_")),
    (r"(?:(?<!\\)((?:\\{2})+)(?=`+)|(?<!\\)`)", ("`",)),
    (r"(?:ab|cd)x?", ("ab", "cd")),
    (r"a?b*(c)?", ()),
    (r"(a|)", ()),
    (r"(?:ab)*[0-9]", ()),
    (r"/{3,}", ("///",)),
    (r"\?{3}(\+)?", ("???",)),
    (r"(?:xy){2,4}?z", ("xy",)),
    (r"(?>ab)++", ("ab",)),
    (r"[^a]", ()),
    (r"(?!a)", ()),
    (r"(?i:ab)", ()),
    (r"(?i)ab", ()),
    (r"(?x) a b # c", ("ab",)),
    (r"(a)?(?(1)b|c)", ()),
    (r"", ()),
]


@pytest.mark.parametrize(("expression", "texts"), EXPRESSIONS)
def test_what_is_needed(expression: str, texts: tuple[str, ...]) -> None:
    assert needed(re.compile(expression)) == texts
    assert (look_for(re.compile(expression)) is None) == (not texts)


@given(st.data())
def test_where_it_matches_the_look_finds_something(data: st.DataObject) -> None:
    expression = re.compile(data.draw(st.sampled_from([e for e, texts in EXPRESSIONS if texts])))
    text = data.draw(
        st.text("ab[]^!<>:/ \n*_`\\cdxyz?+")
        | st.from_regex(
            expression.pattern.replace("(?>", "(?:").replace("++", "+")
            if "++" in expression.pattern
            else expression.pattern
        )
    )
    look = look_for(expression)
    assert look is not None
    assert look(text) or not expression.search(text)


def test_a_python_with_another_parser_just_searches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "re._parser", None)
    assert needed(re.compile("abc")) == ()
    assert look_for(re.compile("abc")) is None
