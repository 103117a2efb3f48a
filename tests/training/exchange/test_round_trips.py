"""What goes out as GIFT or Moodle XML and comes back is the same question."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb.edition import Edition
from kb.training.exchange.gift import as_gift, from_gift
from kb.training.exchange.into import admit, bank_markdown
from kb.training.exchange.moodle_read import from_moodle
from kb.training.exchange.moodle_write import as_moodle
from kb.training.exchange.portable import portable
from kb.training.exchange.values import Import, normal
from kb.training.questions.model import Option, Pair, Question, Source
from kb.training.questions.read import read_study
from tests.conftest import article, library_of
from tests.training.bank import files

WORDS = st.text(st.sampled_from("abЯїʼ 12\\~=#{}:%[]<>&\"'*_`-./|\n!?$@"), min_size=1, max_size=25)
TEXT = WORDS.map(lambda text: normal(Question("", "short", f"x{text}y")).text)
LINE = TEXT.map(lambda text: " ".join(text.split()))


def distinct(strategy: st.SearchStrategy[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(strategy, min_size=2, max_size=4, unique_by=lambda text: " ".join(text.casefold().split()))


@st.composite
def questions(draw: st.DrawFn) -> Question:
    kind = draw(st.sampled_from(["single", "multiple", "true-false", "short", "numeric", "matching", "ordering"]))
    feedback = draw(st.one_of(st.just(""), TEXT))
    q = Question(
        "Q-SAT-01", kind, draw(TEXT), feedback=feedback, objective="OBJ-SAT-1", difficulty=draw(st.integers(1, 3))
    )
    q = replace(q, sources=draw(st.sampled_from([(), (Source("KB-0101"),), (Source("KB-0101", "a"), Source("KB-2"))])))
    if kind in ("single", "multiple"):
        texts = draw(distinct(TEXT))
        rights = draw(st.integers(1, len(texts))) if kind == "multiple" else 1
        told = draw(st.lists(st.one_of(st.just(""), TEXT), min_size=len(texts), max_size=len(texts)))
        rows = enumerate(zip(texts, told, strict=True))
        q = replace(q, options=tuple(Option(text, n < rights, why) for n, (text, why) in rows))
    elif kind == "true-false":
        q = replace(q, truth=draw(st.booleans()))
    elif kind == "short":
        q = replace(q, accept=tuple(draw(distinct(LINE))))
    elif kind == "numeric":
        finite = st.floats(-1e6, 1e6, allow_nan=False).map(lambda x: round(x, 4) + 0.0)
        number = draw(st.one_of(st.integers(-(10**6), 10**6), finite))
        q = replace(
            q,
            number=number,
            tolerance=draw(st.sampled_from([0, 0.5, 0.00001, 3])),
            unit=draw(st.sampled_from(["", "ms"])),
        )
    elif kind == "matching":
        rights_, lefts = draw(distinct(LINE)), draw(distinct(LINE))
        q = replace(q, pairs=tuple(Pair(a, b) for a, b in zip(lefts, rights_, strict=False)))
    else:
        q = replace(q, items=tuple(draw(distinct(TEXT))))
    return normal(q)


def same(found: Import, expected: Question) -> None:
    assert found.problems == ()
    assert [replace(question, line=0) for question in found.questions] == [expected]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(questions())
def test_gift_there_and_back(question: Question) -> None:
    made = as_gift([question])
    if made.data:
        same(from_gift(made.data.decode(), "a.gift"), question)
    else:
        assert "->" in made.lost[0]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(questions())
def test_moodle_there_and_back(question: Question) -> None:
    same(from_moodle(as_moodle([question]).data, "a.xml"), question)


@pytest.mark.parametrize("style", ["gift", "moodle"])
def test_a_bank_goes_out_and_comes_back_as_a_bank(style: str) -> None:
    sent = portable(library_of(files()).for_edition(Edition("public", "en")))
    assert sent.lost == ("Q-SAT-01: links into the knowledge base; their words stay",)
    made = as_gift(sent.questions) if style == "gift" else as_moodle(sent.questions)
    assert b"CANARY" not in made.data and not any("CANARY" in lost for lost in made.lost)
    back = from_gift(made.data.decode(), "a") if style == "gift" else from_moodle(made.data, "a")
    assert back.problems == ()
    kept = admit([("a", back)], (), "Q-IMP")
    assert kept.problems == ()
    text = bank_markdown("A bank", "KB-0900", "desk", kept.questions)
    study = read_study(library_of({"en/b.md": text}))
    assert [q.id for q in study.questions] == [q.id for q in sent.questions]
    for question, original in zip(study.questions, sent.questions, strict=True):
        assert (question.kind, question.objective, question.accept, question.sources, question.feedback) == (
            original.kind, original.objective, original.accept, original.sources, original.feedback,
        )  # fmt: skip
    said = [lost for lost in made.lost if "situation" in lost]
    assert [lost[:9] for lost in said] == ["Q-COMM-10", "Q-COMM-11"]


def test_no_internal_source_is_named() -> None:
    more = files()
    for language in ("uk", "en"):
        more[f"{language}/net/vpn.md"] = article("Hidden.", id="KB-0101", visibility="internal")
    sent = portable(library_of(more).for_edition(Edition("public", "en")))
    assert len(sent.questions) == 9
    assert b"KB-0101" not in as_gift(sent.questions).data + as_moodle(sent.questions).data
