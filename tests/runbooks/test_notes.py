"""What goes into the ticket: golden cases, and nothing secret in any form."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.runbooks.masking import WORDS as MASKED
from kb.runbooks.notes import WORDS, Form, mask_words, ticket_note
from kb.runbooks.record import InputRecord, RunRecord, StepRecord, from_json, masked, result_of

CASES = yaml.safe_load((Path(__file__).parent / "notes.yml").read_text(encoding="utf-8"))
FORMS: tuple[Form, ...] = get_args(Form)
WHOLE = pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])


@WHOLE
@pytest.mark.parametrize("form", FORMS)
def test_golden(case: dict[str, Any], form: Form) -> None:
    run = from_json(case["run"])
    words = WORDS[run.language]
    shown = masked(run, case["secrets"], mask_words(words))
    assert ticket_note(shown, words, form) == case[form]
    assert [step.note for step in shown.steps if step.note] == case["notes_masked"]


@WHOLE
def test_a_record_survives_its_file(case: dict[str, Any]) -> None:
    run = from_json(case["run"])
    assert from_json(json.loads(json.dumps(run.as_json()))) == run


def test_both_languages_have_the_same_words() -> None:
    assert set(WORDS["uk"]) == set(WORDS["en"])
    assert all(set(mask_words(words)) == set(MASKED) for words in WORDS.values())


@settings(deadline=None)
@given(secret=st.text("abcdef0123456789!", min_size=8, max_size=20), form=st.sampled_from(FORMS))
def test_a_secret_is_in_no_note_and_no_record(secret: str, form: Form) -> None:
    secret = f"Zq{secret}"
    run = RunRecord(
        "KB-1",
        "T",
        "en",
        inputs=(InputRecord("p", "P", "secret", secret), InputRecord("u", "U", "user", secret)),
        steps=(StepRecord(1, "S", note=f"tried {secret}"),),
        lost=(StepRecord(2, "L", note=secret),),
    )
    shown = masked(run, [secret])
    assert secret not in ticket_note(shown, WORDS["en"], form) + json.dumps(shown.as_json())


@pytest.mark.parametrize(
    ("outcomes", "result"),
    [((), "open"), (("done", "open"), "open"), (("done", "skipped"), "worked"), (("failed", "open"), "failed")],
)
def test_the_result_follows_from_the_steps(outcomes: tuple[Any, ...], result: str) -> None:
    assert result_of(StepRecord(n, "S", outcome=outcome) for n, outcome in enumerate(outcomes)) == result


def test_another_schema_is_refused() -> None:
    with pytest.raises(ValueError, match="another schema"):
        from_json({"schema": "other/9", "runbook": "KB-1", "title": "T", "language": "en"})
