"""An exercise is added, and no other byte changes."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.library.frontmatter import Exercised
from kb.library.header import parse
from kb.runbooks.exercise import ExerciseError, with_exercise

HEAD = "---\nid: KB-0201\ntitle: VPN\nvisibility: internal\ntype: runbook\n"
DONE = Exercised(on=date(2026, 11, 23), by="service-desk", outcome="worked", minutes=12)
FLOW = "{on: 2026-11-23, by: service-desk, outcome: worked, minutes: 12}"
OLD = "{on: 2026-01-02, by: olena}"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", f"exercised:\n  - {FLOW}\n"),
        ("owner: desk # ours\n", f"owner: desk # ours\nexercised:\n  - {FLOW}\n"),
        (f"exercised:\n  - {OLD}\nowner: desk\n", f"exercised:\n  - {OLD}\n  - {FLOW}\nowner: desk\n"),
        (f"exercised:\n- {OLD} # first\n# end\n", f"exercised:\n- {OLD} # first\n- {FLOW}\n# end\n"),
        (
            "exercised:\n  - on: 2026-01-02\n    by: olena\n",
            f"exercised:\n  - on: 2026-01-02\n    by: olena\n  - {FLOW}\n",
        ),
        (f"exercised: [{OLD}]\n", f"exercised: [{OLD}, {FLOW}]\n"),
        (f"exercised: {OLD} # once\n", f"exercised:\n  - {OLD}\n  - {FLOW} # once\n"),
        (
            "exercised:\n  on: 2026-01-02\n  by: olena\nowner: desk\n",
            f"exercised:\n  - {OLD}\n  - {FLOW}\nowner: desk\n",
        ),
        ("exercised: []\n", f"exercised:\n  - {FLOW}\n"),
        ("exercised:\nowner: desk\n", f"exercised:\n  - {FLOW}\nowner: desk\n"),
    ],
)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_an_exercise_is_the_last_of_the_list(before: str, after: str, ends: str) -> None:
    body = "---\n\n## Meaning\n\nText: `exercised: []`\n"
    made = with_exercise((HEAD + before + body).replace("\n", ends), DONE)
    assert made == (HEAD + after + body).replace("\n", ends)


def test_a_note_may_hold_anything() -> None:
    done = Exercised(on=date(2026, 11, 23), note='порт: інший, "443" # не 500')
    meta = parse("", with_exercise(HEAD + "---\n", done)).meta
    assert meta is not None and meta.exercised == (done,)


@settings(deadline=None)
@given(note=st.text(min_size=1, max_size=60).map(lambda s: " ".join(s.split())).filter(lambda s: s.isprintable() and s))
def test_whatever_the_note_says_it_is_read_back(note: str) -> None:
    done = Exercised(on=date(2026, 11, 23), by="olena", note=note)
    first = with_exercise(HEAD + "owner: desk\n---\nBody\n", DONE)
    meta = parse("", with_exercise(first, done)).meta
    assert meta is not None and meta.exercised == (DONE, done)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("no header", "can't be read"),
        (HEAD.replace("runbook", "article") + "---\n", "no runbook"),
        (HEAD + "exercised: often\n---\n", "can't be read"),
    ],
)
def test_what_cannot_be_edited_is_left(text: str, says: str) -> None:
    with pytest.raises(ExerciseError, match=says):
        with_exercise(text, DONE)
