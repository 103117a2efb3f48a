"""Types in words, and Markdown that survives what stands in it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

import pytest
from markdown import markdown
from pydantic import BaseModel, StringConstraints, TypeAdapter

from kb.handbook.kinds import NAMED, accepts
from kb.handbook.markdown import code, prose, table
from kb.handbook.parts import LANGUAGES


class Inner(BaseModel):
    """A key with keys inside."""

    name: str


@pytest.mark.parametrize(("kind", "examples", "phrase"), NAMED)
def test_examples_are_accepted_by_the_type_that_they_explain(
    kind: Any, examples: tuple[str, ...], phrase: dict[str, str]
) -> None:
    for example in examples:
        assert TypeAdapter(kind).validate_python(example) == example
    assert set(phrase) == set(LANGUAGES)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (Literal["a", "b"] | None, "`a`, `b`"),
        (tuple[Literal["a", "b"], ...], "a list, each entry `a`, `b`"),
        (int | None, "a whole number"),
        (date, "a date without quotes: `2026-11-02`"),
        (dict[str, int], "for each key, a whole number"),
        (tuple[Inner, ...], "a list, each entry the keys below it"),
        (Annotated[str, StringConstraints(pattern="^(a|b)$")], "text of the form <code>^(a&#124;b)$</code>"),
    ],
)
def test_a_type_in_words(kind: Any, words: str) -> None:
    assert accepts(kind, "en") == words


def test_a_type_without_words_is_an_error_and_not_a_gap() -> None:
    with pytest.raises(TypeError, match="complex"):
        accepts(complex, "en")


@pytest.mark.parametrize("text", ["a|b", "--8<-- file", "<b>", "{#id}", "x` y", "C:\\new"])
def test_code_in_a_cell_reads_as_it_was_written(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    page = markdown(table(("Key",), [(code(text),)]), extensions=["tables", "attr_list"])
    assert f"<td><code>{escaped}</code></td>" in page.replace("&#124;", "|")


def test_a_bare_pipe_stays_in_its_cell() -> None:
    page = markdown(table(("Key", "Meaning"), [("a", prose("one | two, see `a|b`"))]), extensions=["tables"])
    assert page.count("<td>") == 2
    assert "one | two" in page


def test_code_never_holds_an_include_sign() -> None:
    assert "8<" not in prose("`--8<--` is cut out by the door")
